"""The evaluation knows right from wrong: gold against itself is perfect, and each kind of slip costs what it should."""

import pytest

from quotecheck import Article, CitedReport, Extraction, MadeBy, NumericClaim, Place, Quantity, Quote, Speaker, TextSpan, Timex
from quotecheck.evaluate import evaluate

TEXT = 'The mayor Ada Marsh said: "We lost up to 40 homes" on 3 May in Portugal. The report agreed with a "heavy" heart.'


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def span(words: str) -> TextSpan:
    start, end = at(words)
    return TextSpan(start=start, end=end, text=words)


GOLD = {
    "id": "a",
    "text": TEXT,
    "speakers": [{"id": "s1", "name": "Ada Marsh", "kind": "person", "role": "mayor", "affiliation": None}],
    "quotes": [
        {"kind": "direct", "speaker": "s1", "content": [at("We lost up to 40 homes")], "cue": at("said"), "source": at("Ada Marsh")}
    ],
    "scare": [at("heavy")],
    "reports": [{"id": "r1", "kind": "report", "mentions": [at("The report")], "publisher": None, "number": None, "date": None}],
    "numbers": [
        {
            "span": at("up to 40"),
            "value": 40,
            "low": None,
            "high": None,
            "of": None,
            "cmp": "<=",
            "unit": None,
            "item": "homes",
            "change": None,
        }
    ],
    "dates": [{"span": at("3 May"), "type": "DATE", "value": "2024-05-03"}],
    "places": [{"text": "Portugal", "kind": "country", "country": "PT"}],
}


def extraction(**changes: object) -> Extraction:
    fields: dict[str, object] = {
        "speakers": (Speaker(id="s1", name="Ada Marsh", kind="person", role="The mayor"),),
        "quotes": (
            Quote(
                id="q1",
                form="direct",
                content=(span('"We lost up to 40 homes"'),),
                cue=span("said"),
                source=span("Ada Marsh"),
                speaker="s1",
                rule="colon",
                confidence=0.9,
                speaker_confidence=0.95,
            ),
        ),
        "scare_quotes": (span("heavy"),),
        "reports": (CitedReport(id="r1", kind="report", mentions=(span("The report"),), rule="source"),),
        "claims": (
            NumericClaim(
                id="c1",
                quantity=Quantity(span=span("up to 40"), value=40, comparator="<="),
                item=span("homes"),
                sentence=span(TEXT),
                rule="count",
            ),
        ),
        "dates": (Timex(id="d1", span=span("3 May"), type="DATE", value="2024-05-03", rule="day_month"),),
        "places": (Place(id="p1", name="Portugal", kind="country", country="PT", mentions=(span("Portugal"),)),),
    }
    made_by = MadeBy(quotecheck="0", model="none", sha256="0")
    return Extraction.model_validate({"id": "a", "article": Article(text=TEXT, id="a"), "made_by": made_by, **fields, **changes})


def test_what_is_right_scores_one_everywhere():
    figures = evaluate([GOLD], [extraction()]).figures()
    assert figures.pop("quotes.wrong_speaker") == 0
    assert figures.pop("quotes.calibration_error") == 0.1
    empty = {name for name in figures if name.startswith(("quotes.mixed", "quotes.indirect"))}
    assert {name: value for name, value in figures.items() if name not in empty and value != 1} == {}
    assert all(figures[name] == 0 for name in empty)


def test_a_missing_article_counts_as_empty():
    scores = evaluate([GOLD], []).scores
    assert {name: (score.recall, score.predicted) for name, score in scores.items() if score.gold} == {
        name: (0.0, 0) for name, score in scores.items() if score.gold
    }


@pytest.mark.parametrize(
    ("changes", "measure", "expected"),
    [
        ({"speakers": (Speaker(id="s1", name="Bo Lane", kind="person"),)}, "quotes.wrong_speaker", 1.0),
        ({"speakers": (Speaker(id="s1", name="Bo Lane", kind="person"),)}, "quotes.all.attributed", 0.0),
        ({"claims": ()}, "numbers", 0.0),
        ({"dates": (Timex(id="d1", span=span("3 May"), type="DATE", value="XXXX-05-03", rule="r"),)}, "dates.value", 0.0),
        ({"dates": (Timex(id="d1", span=span("3 May"), type="DATE", value="XXXX-05-03", rule="r"),)}, "dates", 1.0),
        ({"places": (Place(id="p1", name="Portugal", kind="country", country="ES", mentions=()),)}, "places.country", 0.0),
        ({"scare_quotes": (span("agreed"),)}, "scare", 0.0),
    ],
)
def test_each_slip_costs_what_it_should(changes, measure, expected):
    assert evaluate([GOLD], [extraction(**changes)]).figures()[measure] == expected


def test_abstaining_is_no_wrong_speaker():
    quote = extraction().quotes[0].model_copy(update={"speaker": None})
    result = evaluate([GOLD], [extraction(quotes=(quote,))])
    assert result.share("quotes.wrong_speaker") is None
    assert result.score("quotes.all").f == 1
    assert result.score("quotes.all.attributed").f == 0


@pytest.mark.parametrize(
    ("theirs", "kind", "ours", "our_kind", "source", "is_right"),
    [
        ("Ada Marsh", "person", "a mayor", "unnamed", "Ada Marsh", False),
        ("a mayor", "unnamed", "Ada Marsh", "person", "Ada Marsh", False),
        ("a mayor", "unnamed", "the old mayor", "unnamed", "The mayor", True),
        ("an old lady", "unnamed", "somebody", "unnamed", "Ada Marsh", True),
        ("an old lady", "unnamed", "somebody", "unnamed", "The report", False),
        ("the report", "document", "Harbour Office", "organization", "Ada Marsh", True),
    ],
)
def test_a_nameless_speaker_passes_by_description_or_source_and_never_for_a_named_one(theirs, kind, ours, our_kind, source, is_right):
    gold = GOLD | {"speakers": [{"id": "s1", "name": theirs, "kind": kind, "role": None, "affiliation": None}]}
    quote = extraction().quotes[0].model_copy(update={"source": span(source)})
    result = evaluate([gold], [extraction(speakers=(Speaker(id="s1", name=ours, kind=our_kind),), quotes=(quote,))])
    assert result.score("quotes.all.attributed").f == is_right


def test_a_source_of_one_word_tells_nothing_of_a_nameless_speaker():
    [quote] = GOLD["quotes"]
    speakers = [{"id": "s1", "name": "residents", "kind": "group", "role": None, "affiliation": None}]
    gold = GOLD | {"speakers": speakers, "quotes": [quote | {"source": at("Ada")}]}
    found = extraction(speakers=(Speaker(id="s1", name="some people", kind="group"),))
    assert evaluate([gold], [found]).share("quotes.wrong_speaker") == 1


def test_kinds_that_were_not_annotated_are_not_counted():
    gold = GOLD | {"kinds": ["quotes", "reports"], "scare": [], "numbers": [], "dates": [], "places": []}
    scores = evaluate([gold], [extraction()]).scores
    assert {name: score.predicted for name, score in scores.items() if score.predicted and not name.startswith("quotes.")} == {
        "reports": 1,
        "reports.mentions": 1,
    }


def test_every_quote_is_judged_and_calibration_is_told():
    right, wrong = extraction().quotes[0], extraction().quotes[0].model_copy(update={"content": (span("The mayor"),), "confidence": 0.35})
    unsure = right.model_copy(update={"speaker": None, "candidates": ("s1",)})
    result = evaluate([GOLD], [extraction(quotes=(right, wrong))])
    assert [(each.is_statement, each.is_right, each.fits) for each in result.judged] == [(True, True, True), (False, False, False)]
    [judged] = evaluate([GOLD], [extraction(quotes=(unsure,))]).judged
    assert (judged.is_statement, judged.is_right, judged.fits) == (True, False, True)
    assert result.figures()["quotes.calibration_error"] == 0.225


def test_precision_is_told_by_rule():
    assert evaluate([GOLD], [extraction()]).rule_precision("quotes") == {"colon": (1, 1)}
    assert evaluate([GOLD], [extraction(dates=())]).rule_precision("dates") == {}
