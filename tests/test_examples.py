"""The examples and the README's own lines are tests: they run, and they show what they promise."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def python(source: str | Path) -> str:
    arguments = [source] if isinstance(source, Path) else ["-c", source]
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_an_example_is_short_runs_and_prints(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 30
    assert python(path).strip()


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, flags=re.S))
def test_a_block_of_the_readme_prints_what_its_comments_say(block):
    assert python(block).splitlines() == re.findall(r"^print\(.*\)  # (.*)$", block, flags=re.M)


def test_the_readme_has_two_commands_and_the_first_one_shows_records():
    commands = re.findall(r"```sh\n(.*?)```", README, flags=re.S)
    assert len(commands) == 2
    main_job = commands[0].split("&&")[-1].strip().replace(".venv/bin", str(BIN))
    done = subprocess.run(main_job, shell=True, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "200"})
    for expected in ("Ruth Calloway", "We lost 1,200 homes", "seven out of 22", "2024-05-13", "Portugal"):
        assert expected in done.stdout, expected
