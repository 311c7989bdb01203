"""The pipe `quotecheck_encoder`: one pass of the encoder, from which parse, names, tagged spans and antecedents are written."""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck import models
from quotecheck.encoder.decode import best_spans
from quotecheck.encoder.network import Encoding, Network
from quotecheck.encoder.parse import certain_starts, parse, set_parse
from quotecheck.encoder.reading import Reading, read
from quotecheck.encoder.statements import antecedents, details, inner, outermost, span_of
from quotecheck.layers import ANTECEDENTS, DETAILS, INNER, TAGGED, text_of, words_of
from quotecheck.syntax.lemmas import Lemmas
from quotecheck.syntax.names import find as agreeing

BODY = "ORG"
LAYERS = (TAGGED, INNER, DETAILS, ANTECEDENTS)


class Encoder:
    """Sets what the doc has not yet: entities (PERSON, ORG, LOC, MISC), sentences, parse, tags and lemmas; writes what it tags.

    A frame of `TAGGED` is one span of a statement, its role the kind of span. Facts: `probability`, of just this span; `share`, the
    mean probability that a word of it belongs to such a span; a content's `cues` and a cue's `sources`, the ids of the spans near
    it, with `scores`, the probability of each that it belongs there, and last that of none. `INNER` is the same for statements
    within a statement's content. `DETAILS` are words that tell somebody's role or affiliation.
    A frame of `ANTECEDENTS` is "he" or "she" with the words before it that may be of whom it means, and their `scores`.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.lemmas = Lemmas.load(network.folder / "lemmas.json") if network.layout.parses else Lemmas({}, {})

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its annotation and all layers."""
        reading = read(text_of(doc), list(zip(doc.to_array("IDX").tolist(), words_of(doc), strict=True)))
        encoding = self.network(reading)
        if encoding is None:
            for layer in LAYERS:
                layer.write(doc, [])
            return doc
        if encoding.layout.parses and not all(doc.has_annotation(each) for each in ("DEP", "POS", "TAG", "LEMMA")):
            set_parse(doc, reading, parse(encoding, certain_starts(doc, reading)), self.lemmas)
        if not doc.has_annotation("ENT_IOB"):
            named = [(ent.start, ent.end, ent.label_) for ent in names(doc, reading, encoding)]
            doc.set_ents([Span(doc, *each) for each in agreeing(words_of(doc), named)])
        TAGGED.write(doc, outermost(doc, reading, encoding))
        INNER.write(doc, inner(doc, reading, encoding))
        DETAILS.write(doc, details(doc, reading, encoding))
        return ANTECEDENTS.write(doc, antecedents(doc, reading, encoding))


def names(doc: Doc, reading: Reading, encoding: Encoding) -> list[Span]:
    """The named entities."""
    found = joined(best_spans(encoding["names"], encoding.layout.names))
    return [span_of(doc, reading, start, end, label=label) for start, end, label in found]


def joined(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names; a person's that touches a body's is the head of the body's name.

    >>> joined([(0, 2, "PERSON"), (2, 4, "ORG"), (4, 5, "LOC")])
    [(0, 4, 'ORG'), (4, 5, 'LOC')]
    """
    out: list[tuple[int, int, str]] = []
    for start, end, label in found:
        first, last, before = out[-1] if out else (0, -1, "")
        if last == start and (before, label) == ("PERSON", BODY):
            out[-1] = (first, end, BODY)
        else:
            out.append((start, end, label))
    return out


@Language.factory("quotecheck_encoder", default_config={"model": "reader", "threads": 1})
def make_encoder(nlp: Language, name: str, model: str, threads: int) -> Encoder:
    """The pipe for `nlp.add_pipe("quotecheck_encoder")`: `model` is a shipped encoder's name, `threads` how many it may use."""
    return Encoder(Network(models.path(model), threads=threads))
