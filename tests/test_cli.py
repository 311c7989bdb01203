"""The command line as a user meets it: in a process of its own where streams matter, else through typer's runner."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app

TEXT = "“We will rebuild,” said Ada Marsh, the mayor of Lisbon, last Tuesday.\r\n"
runner = CliRunner()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(*arguments, **options):
    return runner.invoke(app, [str(argument) for argument in arguments], **options)


def test_jsonl_is_one_object_a_line_with_the_text_as_it_was(article):
    done = run("extract", article, "--published", "2024-05-17")
    assert done.exit_code == 0, done.output
    [line] = done.stdout.splitlines()
    record = json.loads(line)
    assert record["id"] == "harbour"
    assert record["article"]["text"] == TEXT
    assert record["quotes"][0]["content"][0]["text"] == "We will rebuild,"
    assert record["dates"][0]["value"] == "2024-05-14"


def test_json_is_one_array(article, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Nothing.")
    done = run("extract", article, other, "--format", "json")
    assert [record["id"] for record in json.loads(done.stdout)] == ["harbour", "other"]


def test_table_shows_who_said_what(article):
    done = run("extract", article, "--format", "table")
    assert "Ada Marsh" in done.stdout
    assert "We will" in done.stdout


def test_stdin_is_a_dash(article):
    done = run("extract", "-", "--id", "x", input=TEXT.encode())
    assert json.loads(done.stdout)["id"] == "x"


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b" \n", "is empty"),
        ("latin.txt", "caf\xe9 said".encode("latin-1"), "byte 3 is not UTF-8"),
        ("folder", "folder", "is a directory"),
    ],
)
def test_an_unusable_file_is_one_line_and_exit_2_and_the_others_are_done(name, content, remedy, article, tmp_path):
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    done = run("extract", path, article)
    assert done.exit_code == 2
    [complaint] = done.stderr.splitlines()
    assert str(path) in complaint
    assert remedy in complaint
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["harbour"]


def test_a_wrong_date_names_itself_and_the_remedy(article):
    done = run("extract", article, "--published", "31/01/2024")
    assert done.exit_code == 2
    assert "'31/01/2024'" in done.stderr
    assert "YYYY-MM-DD" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_one_id_for_two_files_is_refused(article):
    done = run("extract", article, article, "--id", "x")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--id" in done.stderr


def test_a_failing_article_is_exit_1_and_a_record(article, monkeypatch):
    def fail(*_):
        raise RuntimeError("no luck")

    monkeypatch.setattr("quotecheck.extractor.from_doc", fail)
    done = run("extract", article)
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"schema_version": "1.1", "id": "harbour", "error": "RuntimeError: no luck"}


def test_version_and_help_and_no_arguments():
    assert run("--version").stdout.startswith("quotecheck ")
    assert "extract" in run("--help").stdout
    assert run("extract").exit_code == 2


def test_python_m_quotecheck_writes_only_data_to_stdout(article):
    done = subprocess.run([sys.executable, "-m", "quotecheck", "extract", article], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert json.loads(done.stdout)["quotes"]


DOUBTFUL = "“We will rebuild,” said Ada Marsh, the mayor. Officials elsewhere hoped and some even thought that rain might come.\n"


@pytest.fixture
def shown_from(monkeypatch):
    """Sets the confidence from which on quotes are shown."""
    return lambda number: monkeypatch.setattr("quotecheck.extractor.Extractor.shown_from", number)


def told(done):
    """How many quotes and thoughts a run wrote."""
    return sum(len(record["quotes"]) + len(record["thoughts"]) for record in map(json.loads, done.stdout.splitlines()))


def test_doubtful_quotes_and_thoughts_are_hidden_and_counted_on_stderr(article, tmp_path, shown_from):
    other = tmp_path / "other.txt"
    other.write_text(DOUBTFUL)
    shown_from(0.0)
    everything = told(run("extract", article, other))
    shown_from(1.0)
    done = run("extract", article, other)
    hidden = everything - told(done)
    assert hidden
    assert done.exit_code == 0
    assert done.stderr == (
        f"quotecheck: {hidden} of {everything} quotes and thoughts hidden, their confidence below 1; --min-confidence 0 shows all\n"
    )


def test_a_minimum_that_was_asked_for_is_taken_as_it_is(article, shown_from):
    shown_from(1.0)
    done = run("extract", article, "--min-confidence", "0")
    assert (told(done), done.stderr) == (1, "")
    shown_from(0.0)
    done = run("extract", article, "--min-confidence", "1")
    assert (told(done), done.stderr) == (0, "")


@pytest.mark.parametrize("number", ["-0.1", "1.5", "90", "nan", "inf"])
def test_a_minimum_that_is_no_probability_is_one_line_and_exit_2(article, number):
    done = run("extract", article, "--min-confidence", number)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"quotecheck: --min-confidence {number} is no probability; give a number from 0 to 1, 0 shows all quotes\n"


def test_verify_checks_doubtful_quotes_too(article, tmp_path, shown_from):
    source = tmp_path / "transcript.txt"
    source.write_text("ADA MARSH: We will rebuild.\n")
    shown_from(1.0)
    done = run("verify", article, "--source", source, "--format", "jsonl")
    assert json.loads(done.stdout)["verdict"] in ("exact", "cosmetic")
