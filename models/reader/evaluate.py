"""Measure the shipped reader and both pipelines.

Spans, names and parse are the reader's own; everything else is what `Extractor.load` returns, scored as in `tests/eval`.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.tokens import Doc

from quotecheck import Article, Extraction, Extractor
from quotecheck.encoder.decode import lawful, spans, viterbi
from quotecheck.encoder.network import Encoding, Network
from quotecheck.encoder.pipe import names
from quotecheck.encoder.reading import read
from quotecheck.evaluate import Evaluation, evaluate
from quotecheck.extractor import PIPELINES
from quotecheck.syntax.names import find as agreed
from quotecheck.syntax.tokenizer import blank

sys.path.append(str(Path(__file__).parents[1] / "base"))
sys.path.append(str(Path(__file__).parents[2] / "tests" / "eval"))
import curves
import newsquotes
import parsing
import runs
import scorers
from benchmark import WARM_UP, speeds
from corpus import named_rows
from polnear import as_attributions

FORMS = ("all", "direct", "quoted", "mixed", "indirect")
LABELS = ("PERSON", "ORG", "LOC")


def relations(score: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Relation F1 by form, for all cues and those of speech, and speaker accuracy."""
    counts, accuracy = score.score_docs(gold, found)
    speech, _ = score.score_docs(gold, found, speech=True)
    publishers = defaultdict(dict)
    for article, row in gold.items():
        publishers[row["meta"]["publisher"]][article] = row
    by_publisher = {
        name: score.score_docs(rows, {article: found[article] for article in rows})[0]["relation", "all"].prf()[2]
        for name, rows in sorted(publishers.items())
    }
    return {
        "relation": {form: _shares(counts["relation", form].prf()) for form in FORMS},
        "relation_speech": {form: _shares(speech["relation", form].prf()) for form in FORMS},
        "content_overlap": {form: _shares(counts["content >=.5", form].prf()) for form in FORMS},
        "relation_exact": _shares(counts["relation exact", "all"].prf()),
        "speaker_accuracy": {form: round(accuracy["ok", form] / max(accuracy["n", form], 1), 4) for form in FORMS if form != "quoted"},
        "relation_by_publisher": {name: round(f, 4) for name, f in by_publisher.items()},
    }


def _shares(prf: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip("prf", (round(x, 4) for x in prf), strict=True))


def tagged_spans(score: ModuleType, gold: dict[str, Any], network: Network) -> dict[str, float]:
    """F1 of exact spans as sequence taggers report them, unlinked, and of the first words."""
    nlp = blank()
    found = {}
    for article, row in gold.items():
        doc = nlp.make_doc(row["text"])
        reading = read(doc.text, [(token.idx, token.text) for token in doc])
        encoding = network(reading)
        assert encoding is not None
        tags = encoding.layout.roles
        path = viterbi(encoding["roles"], lawful(tags, encoding.layout.transitions), tags)
        rows = [{"source": [], "cue": [], "content": [[0, 1]]}]
        for start, end, role in spans(path, tags):
            last = doc[reading.tokens[end - 1]]
            rows.append({"source": [], "cue": [], "content": []} | {role: [[doc[reading.tokens[start]].idx, last.idx + len(last)]]})
        # the scorer leaves out attributions without content: one row holds all that has none
        holder = {role: [span for each in rows for span in each[role]] for role in ("source", "cue")}
        found[article] = {"attributions": [{**holder, "content": [span for each in rows[1:] for span in each["content"]] or [[0, 1]]}]}
    counts, _ = score.score_docs(gold, found, keep_discard=True)
    figures = {}
    for role in ("source", "cue", "content"):
        for kind in ("exact", "begin"):
            figures[f"{role}_{kind}"] = round(counts[f"span {role} {kind}", "all"].prf()[2], 4)
    return figures


def named(corpora: Path, network: Network) -> dict[str, Any]:
    """F1 of names on the held-out newswire, words as the corpus cuts them, before and after they are made to agree."""
    vocab = spacy.blank("en").vocab
    result = {}
    rows = named_rows(corpora / "ner" / "worldwide-dev.jsonl")
    for kind in ("encoder", "pipeline"):
        counts = {label: [0, 0, 0] for label in (*LABELS, "MISC")}
        for row in rows:
            doc = Doc(vocab, words=row.words, spaces=[*row.spaces[:-1], False])
            reading = read(doc.text, [(token.idx, token.text) for token in doc])
            ents = [(e.start, e.end, e.label_) for e in names(doc, reading, known(network(reading)))]
            have, want = set(agreed(row.words, ents) if kind == "pipeline" else ents), {tuple(e) for e in row.ents}
            for label, sums in counts.items():
                for at, group in enumerate((want & have, have, want)):
                    sums[at] += sum(e[2] == label for e in group)
        total = [sum(counts[label][at] for label in LABELS) for at in range(3)]
        result[kind] = {"+".join(LABELS): _f(total)} | {label: _f(sums) for label, sums in counts.items()}
    return result


def _f(sums: list[int]) -> float:
    return round(2 * sums[0] / max(sums[1] + sums[2], 1), 4)


def speed(corpora: Path) -> dict[str, float]:
    """Words a second of processor time on one core, of both pipelines and of the yardstick where it is installed, in one run."""
    lines = (corpora / "news" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[:64]]
    words = sum(len(text.split()) for text in texts[WARM_UP:])
    return {name: round(words / seconds.total()) for name, seconds in speeds(texts).items()}


def known(encoding: Encoding | None) -> Encoding:
    """The encoding of a text that has words."""
    assert encoding is not None
    return encoding


def parse(corpora: Path) -> dict[str, dict[str, float]]:
    """UPOS, LAS, sentences and the rest on the open genres of both treebanks, from raw text."""
    documents = parsing.documents_of(corpora, "dev")
    nlp = parsing.pipeline("default")
    sets = {name: parsing.parsed(nlp, each) for name, each in documents.items()}
    sets["together"] = [pair for pairs in sets.values() for pair in pairs]
    return {name: parsing.syntax(pairs) for name, pairs in sets.items()}


def measure(corpora: Path, weights: Path) -> dict[str, Any]:
    """Every figure; of the newsquotes files for figures nothing but figures."""
    score = scorers.load(corpora / "polnear" / "score.py")
    gold = score.load(corpora / "polnear" / "dev.jsonl")
    network = Network(weights)
    figures: dict[str, Any] = {"spans": tagged_spans(score, gold, network), "names": named(corpora, network), "parse": parse(corpora)}
    for name in PIPELINES:
        found = {result.id: as_attributions(result) for result in read_all(name, corpora / "polnear" / "dev.jsonl")}
        figures[name] = relations(score, gold, found)
        for kind, file in newsquotes.FILES.items():
            evaluation = evaluate(runs.rows(corpora / file), read_all(name, corpora / file))
            figures[name][kind] = evaluation.figures() | {"answered": answered(evaluation)}
            if name == "default":
                figures[name][kind]["curves"] = curves.curves(evaluation)
    return figures | {"speed": speed(corpora)}


def read_all(name: str, path: Path) -> list[Extraction]:
    """What a pipeline finds in a file of articles."""
    articles = (Article(text=row["text"], id=row["id"], published=row.get("dct")) for row in runs.rows(path))
    return [result for result in Extractor.load(name).pipe(articles) if isinstance(result, Extraction)]


def answered(found: Evaluation) -> float:
    """Of the quotes that gold has, with a speaker named there or not, the share for which somebody is named."""
    paired = [each for each in found.judged if each.is_statement]
    return round(sum(each.quote.speaker is not None for each in paired) / max(len(paired), 1), 4)
