"""quotecheck reads a news article and returns typed records of what it claims and on whose word.

>>> import quotecheck
>>> result = quotecheck.extract("“It will rain,” said Ada Marsh.", published="2024-05-03")
>>> result.speakers[0].name
'Ada Marsh'

Importing it is cheap: spaCy is imported when the first article is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotecheck.errors import LexiconError, MissingLayer, ModelNotFound, QuotecheckError, UnreadableArticle, UnreadableSource
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
    ReferenceDate,
    Speaker,
    TextSpan,
    Timex,
)
from quotecheck.verdicts import Edit, Passage, SourceSpan, Verification

if TYPE_CHECKING:
    from quotecheck.extractor import Extractor, add_pipes, extract, from_doc
    from quotecheck.verification.compare import Utterance, Wording, compare
    from quotecheck.verification.index import Source, SourceIndex
    from quotecheck.verification.policies import Policy, policy
    from quotecheck.verification.sources.files import parse_source, read_source
    from quotecheck.verification.verify import verify, verify_all

__all__ = [
    "Article",
    "CitedReport",
    "Edit",
    "Extraction",
    "Extractor",
    "Failure",
    "LexiconError",
    "MadeBy",
    "MissingLayer",
    "ModelNotFound",
    "NumericClaim",
    "Passage",
    "Place",
    "Policy",
    "Quantity",
    "Quote",
    "QuotecheckError",
    "ReferenceDate",
    "Source",
    "SourceIndex",
    "SourceSpan",
    "Speaker",
    "TextSpan",
    "Timex",
    "UnreadableArticle",
    "UnreadableSource",
    "Utterance",
    "Verification",
    "Wording",
    "add_pipes",
    "compare",
    "extract",
    "from_doc",
    "parse_source",
    "policy",
    "read_source",
    "verify",
    "verify_all",
]

_HEAVY = {
    "extractor": ("Extractor", "add_pipes", "extract", "from_doc"),
    "verification.compare": ("Utterance", "Wording", "compare"),
    "verification.index": ("Source", "SourceIndex"),
    "verification.policies": ("Policy", "policy"),
    "verification.sources.files": ("parse_source", "read_source"),
    "verification.verify": ("verify", "verify_all"),
}
"""The names that need spaCy or numpy, by module; they are imported when first asked for (PEP 562)."""


def __getattr__(name: str) -> Any:
    for module, names in _HEAVY.items():
        if name in names:
            return getattr(import_module(f"quotecheck.{module}"), name)
    raise AttributeError(f"module 'quotecheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
