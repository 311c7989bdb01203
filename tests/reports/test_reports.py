"""Cited reports, found in marked texts by the whole pipeline: `[R:a ...]` and `[R:b ...]` are mentions of two reports."""

from collections import defaultdict
from datetime import date

import pytest
from spacy.language import Language

from brackets import parse, render
from quotecheck.layers import REPORTS, Findings
from quotecheck.records import Article, CitedReport
from quotecheck.reports.build import build_reports
from quotecheck.reports.find import Reports


def reports(nlp: Language, text: str, published: date | None = None) -> tuple[CitedReport, ...]:
    return build_reports(Findings(nlp(text), "test"), Article(text=text, published=published))


def marks(found: tuple[CitedReport, ...]) -> list[tuple[str, int, int]]:
    return [(f"R:{'abcdef'[i]}", mention.start, mention.end) for i, report in enumerate(found) for mention in report.mentions]


FOUND = [
    "According to [R:a a report by the Harbour Board], prices rose.",
    "“Prices rose,” Maria Lopez said in [R:a a statement].",
    "In [R:a a letter to the mayor], Maria Lopez said prices had risen.",
    "[R:a The study] found that prices rose.",
    "[R:a A survey of 900 farmers] found that prices rose. [R:a The survey] also showed that yields fell.",
    "The board released [R:a a report] on Monday. [R:a The report] said that prices rose.",
    "[R:a A report] said prices rose. [R:b A study] found that yields fell. [R:b The study] warned of hunger.",
    "Prices rose, [R:a Reuters] reported.",
    "The police filed a report. Maria Lopez left.",
    "She wrote a letter.",
    "He commented on the price of fish.",
    "In response to a question, Maria Lopez said prices had risen.",
    "According to [R:a a new report by the Harbour Board], boats, nets and sheds were lost.",
    "[R:a The letter], signed by two mayors, said that prices rose.",
    "[R:a A survey report to the mayor] this week noted the sale of 504 boats.",
    "Maria Lopez was questioned during the probe, adding that prices rose.",
    "Prices rose, according to [R:a data from the Harbour Board].",
    "Prices rose, according to the [R:a Orla Herald].",
    "According to [R:a the Orla Fish Survey 2019], prices rose.",
    "The Harbour Board issued [R:a a statement] saying that prices had risen.",
    "Maria Lopez told [R:a Reuters] that prices had risen.",
    "[R:a The Harbour Board’s report] said prices rose. [R:a The report] also blamed the drought.",
]

BUGS_CAUGHT = [
    "Maria Lopez answered in response.",  # no certain document
    "There was no end to reports of losses.",  # no verb follows
    "The board agreed to seek a lasting agreement that guarantees prices.",  # a law merely mentioned
    "Two men were held under a law that farmers criticise.",
    "Maria Lopez is a controversial figure for many.",  # no figures
    "An average of 12 boats a day left the harbour, Maria Lopez said.",
    "The agency Orla Stars said the singer had left.",  # an agency that is no news agency
    "No poll found that prices rose.",
    "The court issued an arrest warrant.",
    "The Harbour Board made three recommendations.",
    "Who gets a berth is decided by an assessment of each boat.",
    "Lena Orla comments on the price of fish.",
]

KNOWN_MISSES = [
    "[R:a A report by the harbour inspectors] said prices rose. Maria Lopez said [R:a the inspectors’ findings] were wrong.",
]


@pytest.mark.parametrize("marked", FOUND)
def test_mentions_are_found_and_joined(nlp: Language, marked: str) -> None:
    text, expected = parse(marked)
    assert render(text, marks(reports(nlp, text))) == render(text, expected)


@pytest.mark.parametrize("text", BUGS_CAUGHT)
def test_what_is_no_cited_report(nlp: Language, text: str) -> None:
    assert render(text, marks(reports(nlp, text))) == text


@pytest.mark.parametrize("marked", KNOWN_MISSES)
@pytest.mark.xfail(strict=True)
def test_mentions_not_joined_yet(nlp: Language, marked: str) -> None:
    text, expected = parse(marked)
    assert render(text, marks(reports(nlp, text))) == render(text, expected)


def test_details_of_a_report(nlp: Language) -> None:
    text = (
        "The Harbour Board warned of floods in its 12th report on the coast. The report was released on November 12. "
        "The report said that 40 houses were lost."
    )
    (report,) = reports(nlp, text, date(2024, 1, 31))
    assert (report.kind, report.number, report.published) == ("report", "12", "2023-11-12")
    assert report.publisher == "Harbour Board"
    assert len(report.mentions) == 3


@pytest.mark.parametrize(
    ("text", "number", "published"),
    [
        ("The board put the loss at $3 million in its fourth report on the May storms, which was released on Sunday.", "4", "2024-05-12"),
        ("The board put the loss at $3 million in its 4th report on the May storms.", "4", None),
        ("The board warned of floods in its third report. The report was published on May 3.", "3", "2024-05-03"),
        ("A report published in 2021 said that prices rose.", None, "2021"),
        ("A report on the floods of 2021 said that prices rose.", None, None),
        ("A 2021 report said that prices rose.", None, "2021"),
        ("The 2021 report said that prices rose.", None, None),
        ("Prices rose, according to a report on Monday by the Harbour Board.", None, "2024-05-13"),
        ("The report warned on Sunday that prices would rise.", None, "2024-05-12"),
        ("By 2023, the report said, prices had risen.", None, None),
    ],
)
def test_number_and_date_are_the_reports_own(nlp: Language, text: str, number: str | None, published: str | None) -> None:
    found = reports(nlp, text, date(2024, 5, 14))
    assert [(report.number, report.published) for report in found] == [(number, published)]


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("According to a report by the Orla Harbour Board (OHB), prices rose.", "Orla Harbour Board (OHB)"),
        ("The ministry said in a statement that prices rose.", "ministry"),
        ("According to a report by local sellers, prices rose.", None),
        ("According to data from Orla’s finance ministry, prices rose.", "Orla’s finance ministry"),
        ("According to Friday’s report, prices rose.", None),
        ("According to a Twitter post, prices rose.", None),
        ("The Harbour Board said prices had risen, according to its report.", "Harbour Board"),
        ("The report, which was released by the Harbour Board on Monday, said that prices rose.", "Harbour Board"),
    ],
)
def test_a_publisher_is_a_name_or_a_body(nlp: Language, text: str, publisher: str | None) -> None:
    assert reports(nlp, text)[0].publisher == publisher


def test_a_statement_is_by_who_speaks_in_it(nlp: Language) -> None:
    (report,) = reports(nlp, "“Prices rose,” Maria Lopez said in a statement on Monday.", date(2024, 1, 31))
    assert (report.kind, report.publisher, report.published) == ("statement", "Maria Lopez", "2024-01-29")


def test_quotes_and_claims_on_its_word(nlp: Language) -> None:
    text = "The report said that 40 houses were lost. Maria Lopez said 12 people died."
    (report,) = reports(nlp, text)
    assert len(report.quotes) == 1
    assert len(report.claims) == 1


def test_spans_are_the_text_and_ids_are_in_order(nlp: Language) -> None:
    text = "A report said prices rose. A study found that yields fell. In a letter, Maria Lopez said she was sorry."
    found = reports(nlp, text)
    assert [report.id for report in found] == [f"r{i + 1}" for i in range(len(found))]
    assert all(text[mention.start : mention.end] == mention.text for report in found for mention in report.mentions)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "report", "Report report report, report: report", "in a", "Act (Act", "its", "“", "a report, which"]
)
def test_any_text_goes_through(nlp: Language, text: str) -> None:
    doc = nlp(text)
    Reports().find(doc)
    assert "quotecheck_reports" in doc.spans


def test_page_furniture_cites_nothing(nlp: Language) -> None:
    doc = nlp("Prices rose.\n\nRead more: Report says prices rose\n\nThe end.")
    assert REPORTS.read(doc) == ()


def test_mentions_of_one_report_by_kind(nlp: Language) -> None:
    text = "A report by the Harbour Board said prices rose. Reuters reported that yields fell. The board’s report blamed the drought."
    kinds = defaultdict(int)
    for report in reports(nlp, text):
        kinds[report.kind] += len(report.mentions)
    assert kinds["report"] == 2
