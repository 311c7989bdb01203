"""The one list that joins the pipes and the record kinds: what runs, in which order, and what is built of it."""

from collections.abc import Callable
from dataclasses import dataclass

from quotecheck.claims.build import build_claims
from quotecheck.layers import Findings
from quotecheck.mentions.furniture import build_furniture
from quotecheck.mentions.places import build_places
from quotecheck.mentions.timexes import build_dates
from quotecheck.quotes.build import build_quotes, build_scare_quotes, build_speakers, build_thoughts
from quotecheck.records import Article, Record
from quotecheck.reports.build import build_reports

PIPES = (
    "quotecheck_furniture",
    "quotecheck_quotations",
    "quotecheck_people",
    "quotecheck_places",
    "quotecheck_timexes",
    "quotecheck_quantities",
    "quotecheck_attributions",
    "quotecheck_reports",
    "quotecheck_quotes",
    "quotecheck_claims",
)
"""The factories in the order in which they need each other; each writes the layers that `layers.py` names after it."""

FINDERS = {"quotecheck_encoder": {"quotecheck_attributions": "quotecheck_linked_attributions"}}
"""Which pipe takes another's place, and its layer, where a pipeline has that component."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A field of `Extraction` and the builder that fills it from the findings on a doc."""

    field: str
    build: Callable[[Findings, Article], tuple[Record, ...]]


KINDS = (
    Kind("speakers", build_speakers),
    Kind("quotes", build_quotes),
    Kind("thoughts", build_thoughts),
    Kind("scare_quotes", build_scare_quotes),
    Kind("reports", build_reports),
    Kind("claims", build_claims),
    Kind("dates", build_dates),
    Kind("places", build_places),
    Kind("furniture", build_furniture),
)
