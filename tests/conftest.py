"""Fixtures that every test may ask for; the trained model is loaded once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from parses import Parses, pipeline
from quotecheck import Extractor
from quotecheck.kinds import PIPES

ROOT = Path(__file__).parent.parent
settings.register_profile("quotecheck", deadline=None)  # machines are shared and noisy
settings.load_profile("quotecheck")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_const", const="record", help="write the parses that tests ask for and `parses.jsonl` lacks")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="session")
def nlp(request: pytest.FixtureRequest) -> Iterator[Language]:
    """The pipeline in which rules alone find attributions, on recorded parses: what the tests of rules are about."""
    parses = Parses(lambda: Extractor.load("fast").nlp)
    nlp = pipeline(parses)
    for name in PIPES:
        nlp.add_pipe(name)
    yield nlp
    if request.config.getoption("--record") and parses.missing:
        parses.record()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def example_text() -> str:
    return (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
