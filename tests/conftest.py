"""Fixtures that every test may ask for; the trained model is loaded once."""

from pathlib import Path

import pytest
from spacy.language import Language

from quotecheck import Extractor

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Language:
    return extractor.nlp


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def example_text() -> str:
    return (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
