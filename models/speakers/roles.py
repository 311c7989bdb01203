"""Fits the choice of role and body: `python models/speakers/roles.py NEWSQUOTES_FOLDER [CACHE [kept]]`.

Of each article the persons are gathered as the pipeline does; whom the annotators call by the same name lends its role and affiliation, and
the pieces that come closest to them are right. Articles are fitted in five folds to measure, then all together.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import FOLDS, Task, articles, fold, task
from logit import Example, fit

from quotecheck.mentions.people import Cluster, People
from quotecheck.mentions.role_model import RoleModel, about_name, body_rows, role_rows
from quotecheck.mentions.role_pieces import Piece
from quotecheck.mentions.roles import Named
from quotecheck.text import names

HERE = Path(__file__).parent
BARS = {"role": 0.3, "body": 0.25}
GOOD = 0.5
"""A piece is as good as right from this Dice coefficient of its words and the annotators' on."""
WORD = re.compile(r"\w+")
UNSAID = frozenset({"the", "a", "an", "of", "s"})


@dataclass
class Person:
    """One annotated person as the pipeline found him."""

    article: str
    cluster: Cluster
    named: Named
    role: str | None
    body: str | None
    weight: int = 1


def main() -> None:
    """Fit, measure in folds, write weights and figures."""
    persons = list(annotated(task()))
    measured = [row for n in range(FOLDS) for row in crossed(persons, n)]
    metrics = figures(measured)
    print(json.dumps(metrics, indent=1))
    model = fitted(persons)
    (HERE / "weights").mkdir(exist_ok=True)
    (HERE / "weights" / "roles.json").write_text(json.dumps({"bars": BARS, "weights": model.weights}, indent=1, sort_keys=True) + "\n")
    (HERE / "metrics-roles.json").write_text(json.dumps(metrics, indent=1) + "\n")


def crossed(persons: Sequence[Person], number: int) -> Iterator[Judged]:
    """What a model finds in that fold, fitted on the others."""
    return judged(fitted([p for p in persons if fold(p.article) != number]), [p for p in persons if fold(p.article) == number])


def annotated(asked: Task) -> Iterator[Person]:
    """The annotated persons of all articles that the pipeline found too."""
    people = People(RoleModel({"role": {}, "body": {}}, BARS))
    for row, doc in articles(asked):
        clusters, named = people.clusters(doc)
        said = Counter(quote["speaker"] for quote in row["quotes"])
        for speaker in row["speakers"]:
            found = [c for c in clusters if c.kind == "person" and same_name(c.name, speaker["name"])]
            if speaker["kind"] == "person" and found:
                yield Person(row["id"], found[0], named, speaker["role"], speaker["affiliation"], said[speaker["id"]])


def same_name(ours: str, theirs: str) -> bool:
    """Whether two printed names can be one person's: the words of one among those of the other, the last the same."""
    small, big = sorted((names.words(ours), names.words(theirs)), key=len)
    return bool(small) and set(small) <= set(big) and (small[-1] == big[-1] or len(small) > 1)


def fitted(persons: Sequence[Person]) -> RoleModel:
    """Both choices, the second beside the roles that the first takes."""
    weights = {"role": fit(list(role_examples(persons))), "body": {}}
    weights["body"] = fit(list(body_examples(persons, RoleModel(weights, BARS))))
    return RoleModel(weights, BARS)


def role_examples(persons: Iterable[Person]) -> Iterator[Example]:
    """The pieces of each person with those that are right."""
    for person in persons:
        pieces, rows = role_rows(about_name(person.cluster.mentions, person.named), person.named)
        yield from example(pieces, rows, person.role)


def body_examples(persons: Iterable[Person], model: RoleModel) -> Iterator[Example]:
    """The bodies of each person, beside the role that the model takes, with those that are right."""
    for person in persons:
        about = about_name(person.cluster.mentions, person.named)
        role = model.best("role", *role_rows(about, person.named))
        pieces, rows = body_rows(about, role, person.cluster.mentions, person.named)
        yield from example(pieces, rows, person.body)


def example(pieces: Sequence[Piece], rows: list[list[str]], told: str | None) -> Iterator[Example]:
    """The choice with its right answers; none where nothing comes near what is told."""
    if not pieces:
        return
    if told is None:
        yield Example(rows, [len(pieces)])
        return
    alike = [dice(piece.printed.text, told) for piece in pieces]
    if max(alike) >= GOOD:
        yield Example(rows, [n for n, each in enumerate(alike) if each == max(alike)])


def words(text: str | None) -> frozenset[str]:
    """The words that are compared."""
    return frozenset(WORD.findall((text or "").casefold())) - UNSAID


def dice(ours: str | None, theirs: str | None) -> float:
    """How alike two phrases are, from 0 to 1."""
    a, b = words(ours), words(theirs)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@dataclass
class Judged:
    """What was annotated and what was found, for one person."""

    weight: int
    sort: str
    told: str | None
    found: str | None


def judged(model: RoleModel, persons: Iterable[Person]) -> Iterator[Judged]:
    """What the model finds for persons not fitted."""
    for person in persons:
        told = model.told(person.cluster.mentions, person.named)
        yield Judged(person.weight, "role", person.role, told.role and told.role.printed.text)
        yield Judged(person.weight, "affiliation", person.body, told.body and told.body.printed.text)


def figures(rows: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """Share right of what is annotated, by statement; share that is annotated, and right, of what is found."""
    out = {}
    for sort in ("role", "affiliation"):
        told = [row for row in rows if row.sort == sort and row.told]
        found = [row for row in rows if row.sort == sort and row.found]
        right = sum(row.weight for row in told if dice(row.found, row.told) >= GOOD)
        out[sort] = {
            "annotated": sum(row.weight for row in told),
            "right": round(right / sum(row.weight for row in told), 3),
            "right of those found": round(right / sum(row.weight for row in found), 3),
        }
    return out


if __name__ == "__main__":
    main()
