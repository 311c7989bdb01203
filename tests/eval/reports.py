"""Cited reports on PolNeAR: how many of its document sources lie on a mention of one of our reports, and the reverse.

`python tests/eval/reports.py DATA [--cache FOLDER] [--errors N]`, where `DATA` holds `polnear/dev.jsonl` and
`polnear/corenlp_dev.jsonl.gz`.

PolNeAR marks the source of each attribution, not reports. What is a document is told here, from the words of the source and
the automatic parts of speech and names beside the corpus, never by our library:

- **head** of a source: the last noun of its first run of nouns, before a preposition, a verb, a comma or a bracket, past "one of
  the" and the like. It is the automatic tags' word; a source without a noun is left out.
- a source is a **document** where the head is one of `DOCUMENTS`, and an **outlet** where it is one of `OUTLET_NOUNS` or ends a
  name that ends in one of `OUTLETS`. Everything else is **other**.
- **left out** on either side: the outlet that published the article, which is its own source and no cited one (its names
  are in `OWN_OUTLETS`), and sources that the article's page furniture holds (the corpus's `discard`).

`recall` is the share of document and outlet sources whose head lies in a mention; `recall.documents` the same without outlets.
`precision` can be told only where gold has an opinion: of our mentions that hold the head of some source, the share with a source
that is a document or an outlet. A mention that no source of the gold touches ("the report was released on Monday") counts
neither way. What is no document by these lists, and errors of the automatic tags, count against us.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import runs
import spacy
from spacy.tokens import Doc, DocBin

from quotecheck.extractor import Extractor
from quotecheck.layers import REPORTS
from quotecheck.reports.find import Reports

DOCUMENTS = frozenset(
    """
    ad account advertisement affidavit agreement analysis application article audit average ballot bill blog book brief
    bylaw calculation census chapter charter clip column commentary commercial communique communication complaint
    constitution contract count data database datum declaration decree disclosure document documentary documentation
    documents dossier draft editorial email emails e-mail essay estimate evidence examination excerpt experiment file filing
    filings film finding findings footage footnote forecast form graphic guidance guideline guidelines headline index
    indictment information inquiry investigation item law lawsuit leaflet ledger legislation letter list mailer manifesto
    map measure memo memoir memorandum message minutes missive model news note notice order page paper passage petition
    photo photograph picture piece placard plan platform playbook poll polling polls post posting posts profile projection
    proposal publication questionnaire ranking readout receipt record recording records release report reporting reports
    research resolution response result results return review rule rules ruling screenshot search series sign simulation
    speech statement statistic statistics story studies study submission subpoena suit summary survey surveys tally tape
    test testimony text textbook timeline tracker transcript treaty trove tweet tweets update verdict version video videos
    warrant website word
    """.split()
)
OUTLET_NOUNS = frozenset(
    "newspaper magazine outlet media press broadcaster network channel station tabloid weekly daily newswire journal radio tv".split()
)
# fmt: off
OUTLETS = (
    "Times", "Post", "Journal", "Associated Press", "AP", "Reuters", "Bloomberg", "CNN", "Fox News",
    "NBC", "CBS", "ABC", "MSNBC", "NPR", "PBS", "BBC", "ESPN", "Politico",
    "Breitbart", "BuzzFeed", "Forbes", "Time", "Newsweek", "Tribune", "Globe", "Herald", "Guardian",
    "Xinhua", "AFP", "USA Today", "HuffPost", "Huffington Post", "Wall Street Journal", "Chronicle", "Register", "Sun",
    "Union Leader", "Daily News", "RT", "Hill", "New Yorker", "News Service", "National Review", "Atlantic", "Slate",
    "Vox", "TMZ", "Mail", "Telegraph", "News", "TV", "Review-Journal", "Gazette", "Star",
    "Inquirer",
)
# fmt: on
OWN_OUTLETS = {
    "breitbart": ("Breitbart",),
    "huff-post": ("HuffPost", "Huffington"),
    "nyt": ("New York Times", "The Times", "NYT"),
    "politico": ("Politico",),
    "usa-today": ("USA Today", "USA TODAY"),
    "wash-post": ("Washington Post", "The Post", "the Post"),
    "west-journal": ("Western Journalism",),
}


PARTS = frozenset("one some most many several two three number series handful couple pair majority dozen".split())
INNER_TAGS = frozenset(["POS", "JJ", "CD", ":", "HYPH", "VBG", "CC", "``", "''"])
Token = tuple[int, int, str, str, str]
Mention = tuple[int, int, str]
"""Where a mention of a report of ours begins and ends, and the report's kind and rule."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an attribution: character offsets of its head, and whether it is a document, an outlet or neither."""

    start: int
    end: int
    kind: str
    text: str


def gold_sources(article: dict[str, Any], parse: dict[str, Any]) -> Iterator[Source]:
    """Each source with a noun at its head, once; the article's own outlet is left out."""
    own = OWN_OUTLETS.get(article["meta"]["publisher"], ())
    seen = set()
    for attribution in article["attributions"]:
        spans = attribution["source"]
        head = _head(spans, parse)
        if head is None or head[:2] in seen or any(start <= head[0] < end for start, end in article["meta"]["discard"]):
            continue
        seen.add(head[:2])
        text = " ".join(article["text"][start:end] for start, end in spans)
        kind = _kind(article["text"], head)
        if kind == "outlet" and any(name.lower() in text.lower() for name in own):
            continue
        yield Source(head[0], head[1], kind, text)


def _head(spans: list[list[int]], parse: dict[str, Any]) -> Token | None:
    """Offsets, lemma, part of speech and entity type of the last noun of the source's first run."""
    for sentence in parse["sents"]:
        inside = [token for token in sentence["toks"] if any(token[0] < end and token[1] > start for start, end in spans)]
        head: Token | None = None
        for i, (start, end, lemma, tag, entity) in enumerate(inside):
            if tag.startswith("NN"):
                head = start, end, lemma.lower(), tag, entity
            elif lemma == "of" and (head is None or head[2] in PARTS):
                head = None
            elif head is not None:
                behind = inside[i + 1 : i + 3]
                if tag not in INNER_TAGS or not any(token[3].startswith("NN") for token in behind):
                    break
        if head is not None:
            return head
    return None


def _kind(text: str, head: Token) -> str:
    start, end, lemma, tag, entity = head
    if lemma in OUTLET_NOUNS:
        return "outlet"
    written = text[start:end]
    if lemma in DOCUMENTS and (tag in ("NN", "NNS") or written.lower() not in ("post", "times", "record", "sun", "word")):
        return "document"
    if tag.startswith("NNP") and entity in ("ORGANIZATION", "MISC", "O"):
        before = text[max(0, start - 30) : end]
        if any(before.endswith(name) and not before[: -len(name)].endswith(tuple("abcdefghijklmnopqrstuvwxyz-")) for name in OUTLETS):
            return "outlet"
    return "other"


def documents(data: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The dev articles that have a parse, with it."""
    folder = data / "polnear"
    with gzip.open(folder / "corenlp_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        parses = {parse["id"]: parse for parse in map(json.loads, file)}
    with (folder / "dev.jsonl").open(encoding="utf-8") as file:
        for article in map(json.loads, file):
            if article["id"] in parses:
                yield article, parses[article["id"]]


def extracted(data: Path) -> dict[str, list[Mention]]:
    """The mentions in each dev article, by the article's id."""
    return {
        result.id: [(span.start, span.end, f"{report.kind} {report.rule}") for report in result.reports for span in report.mentions]
        for result in runs.extractions(data / "polnear" / "dev.jsonl")
    }


def found_anew(data: Path, cache: Path) -> dict[str, list[Mention]]:
    """The same, on docs that are parsed once and kept in that folder, while the rules of reports change."""
    articles = [article for article, _ in documents(data)]
    return {
        article["id"]: [
            (span.start_char, span.end_char, f"{frame.facts['kind']} {frame.facts['rule']}")
            for frame in REPORTS.read(doc)
            for span in frame.all("mention")
        ]
        for article, doc in zip(articles, parsed([article["text"] for article in articles], cache), strict=True)
    }


def parsed(texts: list[str], cache: Path) -> list[Doc]:
    """The docs by the default pipeline, from the folder where they are there; reports are found anew each time."""
    stored = cache / "polnear_dev.spacy"
    if stored.exists():
        docs = list(DocBin().from_disk(stored).get_docs(spacy.blank("en").vocab))
        if [doc.text for doc in docs] == texts:
            return [Reports()(doc) for doc in docs]
    docs = list(Extractor.load().nlp.pipe(texts, batch_size=16))
    stored.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=True).to_disk(stored)
    return docs


@dataclass(slots=True)
class Count:
    """Sources found and mentions told right, with what went wrong."""

    found: dict[str, int]
    asked: dict[str, int]
    right: int
    told: int
    missed: list[str]
    false: list[str]


def count(data: Path, mentions_of: Mapping[str, list[Mention]]) -> Count:
    """Compare every dev article with our mentions by its id."""
    total = Count({"document": 0, "outlet": 0}, {"document": 0, "outlet": 0}, 0, 0, [], [])
    for article, parse in documents(data):
        sources, mentions = list(gold_sources(article, parse)), mentions_of[article["id"]]
        for source in sources:
            held = [told for start, end, told in mentions if start <= source.start and source.end <= end]
            around = article["text"][max(0, source.start - 80) : source.end + 60].replace("\n", " ")
            if source.kind in total.asked:
                total.asked[source.kind] += 1
                total.found[source.kind] += bool(held)
                if not held:
                    total.missed.append(f"{source.kind}: {source.text!r} in {around!r}")
        for start, end, told in mentions:
            touched = [source for source in sources if start <= source.start and source.end <= end]
            if touched:
                total.told += 1
                total.right += any(source.kind != "other" for source in touched)
                if all(source.kind == "other" for source in touched):
                    total.false.append(f"{told}: {article['text'][start:end]!r} ({touched[0].text!r})")
    return total


def as_figures(total: Count) -> dict[str, float]:
    """Recall of document sources and precision of mentions."""
    found, asked = sum(total.found.values()), sum(total.asked.values())
    return {
        "reports.polnear.recall": round(found / asked, 4),
        "reports.polnear.recall.documents": round(total.found["document"] / total.asked["document"], 4),
        "reports.polnear.precision": round(total.right / total.told, 4),
    }


def measure(data: Path) -> dict[str, float]:
    """The figures on the dev split of the corpora in that folder."""
    return as_figures(count(data, extracted(data)))


def main() -> None:
    """Print the figures, and errors where asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, help="a folder for parsed docs; delete it when models change")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    total = count(arguments.data, found_anew(arguments.data, arguments.cache) if arguments.cache else extracted(arguments.data))
    for name, value in as_figures(total).items():
        print(f"{name:36} {value:.4f}")
    print(f"document sources {total.asked}, found {total.found}; mentions on a source {total.told}, right {total.right}")
    for title, lines in (("missed", total.missed), ("false", total.false)):
        for line in lines[: arguments.errors]:
            print(f"{title:7} {line}")


if __name__ == "__main__":
    main()
