"""The house keeps its own rules: imports, types, style, names, and nothing heavy on import."""

import importlib.util
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import quotecheck
from quotecheck.kinds import KINDS, PIPES
from quotecheck.records import Extraction


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_importing_quotecheck_imports_no_spacy(root):
    heavy = "[name for name in ('spacy', 'thinc', 'numpy', 'rich', 'typer') if name in sys.modules]"
    done = run(sys.executable, "-c", f"import sys, quotecheck, quotecheck.evaluate; print({heavy})", cwd=root)
    assert done.stdout.strip() == "[]", done.stderr


def test_public_names_are_these_and_all_are_there():
    assert quotecheck.__all__ == sorted(set(quotecheck.__all__))
    assert all(getattr(quotecheck, name) is not None for name in quotecheck.__all__)
    assert set(quotecheck.__all__) <= set(dir(quotecheck))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = quotecheck.no_such_name


def test_every_pipe_is_an_entry_point_and_every_field_has_a_builder(root):
    declared = tomllib.loads((root / "pyproject.toml").read_text())["project"]["entry-points"]["spacy_factories"]
    installed = {point.name for point in entry_points(group="spacy_factories") if point.value.startswith("quotecheck.")}
    assert set(PIPES) <= set(declared) == installed
    assert {kind.field for kind in KINDS} == set(Extraction.model_fields) - {"schema_version", "id", "article", "reference_date", "made_by"}


@pytest.mark.parametrize(
    "command",
    [("lint-imports",), ("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["imports", "style", "format", "types"],
)
def test_the_house_is_in_order(command, root):
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("the dev extra is not installed")
    tool = shutil.which(command[0], path=str(Path(sys.executable).parent))
    assert tool, f"{command[0]} is not installed; pip install -e '.[dev]'"
    done = run(tool, *command[1:], cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
