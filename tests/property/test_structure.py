"""What is certain is never wrong: generated pages and sentences through every shipped pipeline."""

import pytest

import pages
import sentences
from quotecheck import Extraction, Extractor
from quotecheck.extractor import PIPELINES

PAGES = list(pages.pages())
CASES = list(sentences.cases())


@pytest.fixture(scope="module", params=sorted(PIPELINES))
def pipeline(request) -> Extractor:
    return Extractor.load(request.param)


def read(pipeline: Extractor, texts: list[str]) -> list[Extraction]:
    results = list(pipeline.pipe(texts))
    assert all(isinstance(result, Extraction) for result in results)
    return results


def test_a_quotation_belongs_to_the_cue_of_its_own_paragraph_and_to_nothing_else_on_the_page(pipeline):
    results = read(pipeline, [page.text for page in PAGES])
    wrong = {page.text: found for page, result in zip(PAGES, results, strict=True) if (found := pages.faults(page, result))}
    assert wrong == {}


def test_voice_refusal_and_need_settle_who_speaks(pipeline):
    results = read(pipeline, [case.text for case in CASES])
    wrong = {case.text: found for case, result in zip(CASES, results, strict=True) if (found := case.faults(result))}
    assert wrong == {}
