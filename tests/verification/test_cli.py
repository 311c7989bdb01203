"""`quotecheck verify` as a user meets it."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app

SAID = "ADA MARSH: We, uh, we lost twelve hundred homes and we did not ask for this.\nQ: Why?\nADA MARSH: Nobody knows.\n"
runner = CliRunner()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "transcript.txt"
    path.write_text(SAID)
    return path


def run(*arguments):
    return runner.invoke(app, ["verify", *map(str, arguments)])


def test_a_quote_as_one_json_object(source):
    done = run("--quote", "we lost 1,200 homes", "--source", source, "--format", "jsonl", "--policy", "AP", "--speaker", "Ada Marsh")
    record = json.loads(done.stdout)
    assert (done.exit_code, record["verdict"], record["same_speaker"], record["blemishes"]) == (0, "cosmetic", True, [])
    assert record["passages"][0]["span"]["document"] == str(source)


@pytest.mark.parametrize(
    ("quote", "fail_on", "code"),
    [
        ("we did ask for this", "negation_changed", 1),
        ("we did ask for this", "spliced,not_found", 0),
        ("nothing of the kind was ever said here", "altered, not_found", 1),
        ("we did not ask for this", "altered,spliced,not_found", 0),
    ],
)
def test_fail_on_sets_the_exit_code(quote, fail_on, code, source):
    assert run("--quote", quote, "--source", source, "--fail-on", fail_on).exit_code == code


def test_the_table_shows_the_words_that_differ_and_the_page_too(source):
    done = run("--quote", "we lost 1,300 homes and we did not ask for this", "--source", source)
    assert "altered" in done.stdout
    assert "number changed" in done.stdout
    assert "[-twelve hundred-] {+1,300+}" in done.stdout
    done = run("--quote", "we lost <1,300> homes and we did not ask for this", "--source", source, "--format", "html")
    assert "1,300&gt; </ins>" in done.stdout
    assert '<del title="replaced">twelve hundred</del>' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--quote", "x"], "--source FILE"),
        (["--source", "nowhere.txt", "--quote", "a b c"], "nowhere.txt: No such file"),
        (["--source", "x", "--quote", "x", "--fail-on", "wrong"], "choose from altered"),
        (["--source", "x", "--quote", "x", "--policy", "Times"], "the policies are AP"),
        (["--source", "x", "--quote", "x", "--fail-on", "blemish"], "needs a --policy"),
        (["--source", "x"], "give one quote with --quote"),
        (["article.txt", "--source", "x", "--quote", "x"], "give one quote with --quote"),
    ],
)
def test_misuse_is_one_line_and_exit_2(arguments, remedy):
    done = run(*arguments)
    assert done.exit_code == 2
    [complaint] = done.stderr.splitlines()
    assert remedy in complaint


def test_an_article_is_extracted_and_checked(source, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("“We lost 1,200 homes and we did ask for this,” Ada Marsh, the mayor of Greyford, told reporters on Tuesday.")
    done = run(article, "--source", source, "--format", "jsonl", "--fail-on", "altered")
    [line] = done.stdout.splitlines()
    record = json.loads(line)
    assert (record["verdict"], record["flags"], record["same_speaker"]) == ("altered", ["negation_changed"], True)
    assert done.exit_code == 1


def test_a_quote_alone_imports_no_spacy(source):
    code = (
        "import sys; from quotecheck.cli import app\n"
        f"try: app(['verify', '--quote', 'we did not ask for this', '--source', {str(source)!r}])\n"
        "except SystemExit as end: print(end.code, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"


def test_a_source_that_can_not_be_read_does_not_lose_the_others(source, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes("caf\xe9".encode("latin-1"))
    done = run("--quote", "we did not ask for this", "--source", bad, "--source", source, "--format", "jsonl")
    assert json.loads(done.stdout)["verdict"] == "exact"
    assert done.exit_code == 2
    [complaint] = done.stderr.splitlines()
    assert "iconv" in complaint
