"""Measure the shipped encoder and both pipelines.

Spans and names are the encoder's own; everything else is what `Extractor.load` returns, scored by the corpus's scorer.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.tokens import Doc

from quotecheck import Article, Extraction, Extractor, models
from quotecheck.encoder.decode import lawful, spans, viterbi
from quotecheck.encoder.network import Network
from quotecheck.encoder.pipe import names
from quotecheck.encoder.reading import read
from quotecheck.syntax.names import find as agreed

sys.path.append(str(Path(__file__).parents[1] / "base"))
sys.path.append(str(Path(__file__).parents[2] / "tests" / "eval"))
import scorers
from benchmark import speeds
from corpus import named_rows
from polnear import as_attributions

FORMS = ("all", "direct", "quoted", "mixed", "indirect")
ENCODER = "quotecheck_encoder"
LABELS = ("PERSON", "ORG", "LOC")
BINS = 10
CURVE = tuple(n / 20 for n in range(20))


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


def judged(score: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> list[tuple[float, bool]]:
    """The confidence of every statement, and whether the corpus has it with these words and this source."""
    rows = []
    for article, row in gold.items():
        doc = score.Doc(row["text"])
        theirs = [doc.prep(a) for a in row["attributions"]]
        ours = [doc.prep(a) for a in found[article]["attributions"]]
        chains = [[doc.cover([mention[:2]]) for mention in chain] for chain in row.get("coref") or []]

        def fits(g: Any, p: Any, doc: Any = doc, chains: Any = chains) -> float:
            shared = score.jac(g["content"], p["content"])
            return shared if shared >= 0.5 and score.src_ok(doc, g, p, chains) else 0.0

        right = {id(p) for _, p in score.pair([g for g in theirs if g["content"]], [p for p in ours if p["content"]], fits)}
        rows.extend((p["raw"]["confidence"], id(p) in right) for p in ours)
    return rows


def calibration(rows: list[tuple[float, bool]], gold: int) -> dict[str, Any]:
    """Expected calibration error over ten equal bins (Naeini et al. 2015), and precision and coverage along `min_confidence`."""
    error = 0.0
    table = []
    for number in range(BINS):
        members = [row for row in rows if min(int(row[0] * BINS), BINS - 1) == number]
        if members:
            confidence = sum(p for p, _ in members) / len(members)
            precision = sum(is_right for _, is_right in members) / len(members)
            error += abs(confidence - precision) * len(members) / len(rows)
            table.append({"confidence": round(confidence, 3), "right": round(precision, 3), "count": len(members)})
    curve = []
    for threshold in CURVE:
        kept = [is_right for p, is_right in rows if p >= threshold]
        if kept:
            right = sum(kept)
            curve.append({"min_confidence": threshold, "precision": round(right / len(kept), 3), "coverage": round(right / gold, 3)})
    return {"expected_calibration_error": round(error, 4), "bins": table, "precision_coverage": curve}


def tagged_spans(score: ModuleType, gold: dict[str, Any], network: Network) -> dict[str, float]:
    """F1 of exact spans as sequence taggers report them, unlinked, and of the first words."""
    nlp = spacy.load(models.path("base"), exclude=["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"])
    found = {}
    for article, row in gold.items():
        doc = nlp.make_doc(row["text"])
        reading = read(doc.text, [(token.idx, token.text) for token in doc])
        encoding = network(reading)
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
            ents = [(e.start, e.end, e.label_) for e in names(doc, reading, network(reading))]
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
    """Words a second of processor time on one core, of both pipelines, of the base model alone and of the encoder, in one run."""
    lines = (corpora / "news" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    figures: dict[str, float] = {}
    seconds: dict[str, float] = {}
    for name, spent, words in speeds([json.loads(line)["text"] for line in lines[:60]]):
        seconds[name] = sum(spent.values())
        figures[f"{name}_words_per_second"] = round(words / seconds[name])
        if ENCODER in spent:
            figures["encoder_words_per_second"] = round(words / spent[ENCODER])
    return figures | {f"{name}_to_base": round(seconds["base"] / seconds[name], 3) for name in ("default", "fast")}


def measure(corpora: Path, weights: Path) -> dict[str, Any]:
    """Every figure."""
    score = scorers.load(corpora / "polnear" / "score.py")
    gold = score.load(corpora / "polnear" / "dev.jsonl")
    network = Network(weights)
    figures: dict[str, Any] = {"spans": tagged_spans(score, gold, network), "names": named(corpora, network)}
    for name in ("default", "fast"):
        extractor = Extractor.load(name)
        found = {}
        for result in extractor.pipe(Article(text=row["text"], id=article) for article, row in gold.items()):
            assert isinstance(result, Extraction), result
            found[result.id] = as_attributions(result)
        figures[name] = relations(score, gold, found)
        figures[name] |= calibration(judged(score, gold, found), sum(len(row["attributions"]) for row in gold.values()))
    return figures | {"speed": speed(corpora)}
