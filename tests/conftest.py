"""Fixtures that every test may ask for; the trained model is loaded once."""

from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from quotecheck import Extractor

ROOT = Path(__file__).parent.parent
settings.register_profile("quotecheck", deadline=None)  # machines are shared and noisy
settings.load_profile("quotecheck")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline in which rules alone find attributions: what the tests of rules are about."""
    return Extractor.load("fast").nlp


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def example_text() -> str:
    return (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
