"""quotecheck reads a news article and returns typed records of what it claims and on whose word.

>>> import quotecheck
>>> result = quotecheck.extract("“It will rain,” said Ada Marsh.", published="2024-05-03")
>>> result.speakers[0].name
'Ada Marsh'

Importing it is cheap: spaCy is imported when the first article is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotecheck.errors import LexiconError, MissingLayer, ModelNotFound, QuotecheckError, UnreadableArticle
from quotecheck.records import (
    Article,
    CitedReport,
    Extraction,
    Failure,
    MadeBy,
    NumericClaim,
    Place,
    Quantity,
    Quote,
    Speaker,
    TextSpan,
    Timex,
)

if TYPE_CHECKING:
    from quotecheck.extractor import Extractor, add_pipes, extract, from_doc

__all__ = [
    "Article",
    "CitedReport",
    "Extraction",
    "Extractor",
    "Failure",
    "LexiconError",
    "MadeBy",
    "MissingLayer",
    "ModelNotFound",
    "NumericClaim",
    "Place",
    "Quantity",
    "Quote",
    "QuotecheckError",
    "Speaker",
    "TextSpan",
    "Timex",
    "UnreadableArticle",
    "add_pipes",
    "extract",
    "from_doc",
]

_HEAVY = frozenset({"Extractor", "add_pipes", "extract", "from_doc"})
"""The names that need spaCy; they are imported when first asked for (PEP 562)."""


def __getattr__(name: str) -> Any:
    if name in _HEAVY:
        return getattr(import_module("quotecheck.extractor"), name)
    raise AttributeError(f"module 'quotecheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
