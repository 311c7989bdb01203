import io
import json

from rich.console import Console

from quotecheck import Extraction, Failure
from quotecheck.export import jsonl, table

FAILURE = Failure(id="broken", error="RuntimeError: out of luck")


def shown(result: Extraction | Failure) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(table.render(result))
    return console.file.getvalue()


def test_lines_and_array_hold_the_same(extractor, example_text):
    results = [extractor(example_text), FAILURE, extractor("")]
    lines = list(jsonl.lines(results))
    assert [json.loads(line) for line in lines] == json.loads("\n".join(jsonl.array(results)))
    assert [jsonl.read(line) for line in lines] == results


def test_no_results_are_an_empty_array():
    assert json.loads("\n".join(jsonl.array([]))) == []


def test_nothing_waits_for_the_last_result():
    def endless():
        while True:
            yield FAILURE

    assert json.loads(next(jsonl.lines(endless()))) == FAILURE.model_dump()


def test_a_table_shows_every_kind_that_there_is_and_no_other(extractor, example_text):
    result = extractor(example_text)
    text = shown(result)
    titles = {
        "Speakers": result.speakers,
        "Quotes": result.quotes,
        "Scare quotes": result.scare_quotes,
        "Cited reports": result.reports,
        "Numeric claims": result.claims,
        "Dates": result.dates,
        "Places": result.places,
    }
    assert {title for title in titles if title in text} == {title for title, records in titles.items() if records}
    assert "Numeric claims" not in shown(extractor("Nothing."))


def test_a_failure_shows_its_error_and_markup_in_text_is_text(extractor):
    assert "out of luck" in shown(FAILURE)
    assert "[bold]Oh[/bold]" in shown(extractor("“[bold]Oh[/bold] my dear,” said Ada Marsh."))
