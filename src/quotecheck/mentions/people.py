"""Persons and bodies of an article, each with all its mentions under its fullest name.

Mentions come from the recognizer (`doc.ents`) and from capitals after a title; they are joined by their words alone,
fullest names first, so that the order in the article does not matter. A short form joins a fuller name only where a single
one fits: two people of one surname stay apart, and a bare surname that both could bear stays alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import DETAILS, PEOPLE, Fact, Findings, Frame, numbered, words_of
from quotecheck.mentions.bodies import describe_body
from quotecheck.mentions.given_names import gender_by_ending, given_names
from quotecheck.mentions.namefinder import body_mentions, person_mentions
from quotecheck.mentions.role_features import head_of
from quotecheck.mentions.role_model import RoleModel, load_roles
from quotecheck.mentions.roles import Named, before_honorifics
from quotecheck.text import names
from quotecheck.text.names import Gender

PARTS = frozenset({"board", "committee", "commission", "caucus", "foundation", "academy", "department", "museum", "ministry", "office"})
"""What is a part of a body, or founded by it: "the Lakeside Board" is not Lakeside."""


@Language.factory("quotecheck_people")
def make_people(nlp: Language, name: str) -> "People":
    """The factory behind `quotecheck_people`."""
    return People()


@dataclass
class Cluster:
    """One person or body while its mentions are gathered."""

    kind: str
    full: Span
    mentions: list[Span] = field(default_factory=list)
    gender: Gender | None = None

    @property
    def name(self) -> str:
        """The fullest name, bare."""
        return names.bare(self.full.text)


class People:
    """Writes one frame a person or body: `mention` spans, `name`, `role`, `affiliation`; needs `doc.ents` and the furniture layer."""

    def __init__(self, roles: RoleModel | None = None) -> None:
        self.roles = roles or load_roles()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its `PEOPLE` layer written."""
        return PEOPLE.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The frames in order of first mention."""
        clusters, named = self.clusters(doc)
        ids = numbered("n")
        return [self._frame(next(ids), cluster, named) for cluster in clusters]

    def clusters(self, doc: Doc) -> tuple[list[Cluster], Named]:
        """Persons and bodies in order of first mention, and whose name each token is in."""
        findings = Findings(doc, "quotecheck_people")
        persons = [span for span in person_mentions(doc) if not findings.is_masked(span)]
        taken = frozenset(i for span in persons for i in range(span.start, span.end))
        found = [span for span in body_mentions(doc) if not findings.is_masked(span) and taken.isdisjoint(range(span.start, span.end))]
        bodies = cluster_bodies(found)
        at = {i: (span, cluster.full) for cluster in bodies for span in cluster.mentions for i in range(span.start, span.end)}
        named = Named(taken, {i: span for i, (span, _) in at.items()}, {i: full for i, (_, full) in at.items()}, details(findings))
        clusters = cluster_persons(persons, given_names()) + bodies
        for cluster in clusters:
            cluster.mentions.sort(key=lambda span: span.start)
        return sorted(clusters, key=lambda cluster: cluster.mentions[0].start), named

    def _frame(self, frame_id: str, cluster: Cluster, named: Named) -> Frame:
        roles: dict[str, Sequence[Span]] = {"mention": cluster.mentions, "name": [cluster.full]}
        facts: dict[str, Fact] = {"kind": cluster.kind, "rule": "name"}
        if cluster.kind == "person":
            told = self.roles.told(cluster.mentions, named)
            role, body = told.spans
            facts["rule"] = told.found_in or "name"
            facts["gender"], facts["gender_by"] = self._gender(cluster, role)
        else:
            role = next((kind for span in cluster.mentions[:5] if (kind := describe_body(span)) is not None), None)
            body = None
        if role is not None:
            roles["role"] = [role]
        if body is not None:
            roles["affiliation"] = [body]
        return Frame(frame_id, roles, facts)

    def _gender(self, cluster: Cluster, role: Span | None) -> tuple[Gender | None, str | None]:
        """What titles, the role, the given name or its ending tell of gender, in this order, and which of them told."""
        given, *more = names.bare(cluster.full.text).casefold().split()
        by_role = None if role is None else names.gender_of_noun(head_of(role).text)
        ending = gender_by_ending(given) if more and given not in given_names() else None
        evidence = (("title", cluster.gender), ("role", by_role), ("name", given_names().get(given)), ("ending", ending))
        return next(((gender, by) for by, gender in evidence if gender is not None), (None, None))


def details(findings: Findings) -> dict[int, str]:
    """The tokens that the encoder tagged as telling a role or an affiliation; none where it did not read the doc."""
    if DETAILS.name not in findings.doc.spans:
        return {}
    spans = ((role, span) for frame in findings.frames(DETAILS) for role in DETAILS.roles for span in frame.all(role))
    return {i: role for role, span in spans for i in range(span.start, span.end)}


class Known:
    """Persons by the words of their names; finding them takes the same time however many there are."""

    def __init__(self) -> None:
        self.persons: dict[str, list[Cluster]] = {}
        self.near: dict[str, list[str]] = defaultdict(list)

    def add(self, word: str, person: Cluster) -> None:
        """Take in a person under a word of his name."""
        if word not in self.persons:
            for key in names.slip_keys(word):
                self.near[key].append(word)
        self.persons.setdefault(word, []).append(person)

    def by_word(self, word: str) -> Sequence[Cluster]:
        """Those in whose name the word is."""
        return self.persons.get(word, ())

    def by_slip(self, word: str) -> Iterator[Cluster]:
        """Those in whose name a word is of which this one may be a misprint."""
        near = dict.fromkeys(other for key in names.slip_keys(word) for other in self.near.get(key, ()))
        return (person for other in near if names.is_slip(word, other) for person in self.persons[other])


def cluster_persons(mentions: Iterable[Span], given: Mapping[str, Gender]) -> list[Cluster]:
    """Personal names joined, the fullest first."""
    clusters: list[Cluster] = []
    known = Known()
    for gender, same in (part for group in _grouped(mentions) for part in _by_title(group)):
        first = same[0]
        key = names.words(first.text)
        fitting = [c for c in _unique(c for word in {key[0], key[-1]} for c in known.by_word(word)) if names.fits(first.text, c.full.text)]
        if not fitting:
            fitting = [c for c in _unique(known.by_slip(key[-1])) if is_misprint(first, c)]
        fitting = bearers(key, [c for c in fitting if agrees(gender, c, given)])
        if len(fitting) > 1 and not all(names.words(c.full.text)[-1] == key[-1] for c in fitting):
            for span in same:
                nearest(span, fitting).mentions.append(span)
            continue
        if len(fitting) == 1:
            cluster = fitting[0]
        else:
            cluster = Cluster("person", first)
            clusters.append(cluster)
            for word in () if fitting else {*key, *(w[0] for w in key)}:
                known.add(word, cluster)
        cluster.mentions.extend(same)
        cluster.gender = cluster.gender or gender
    return clusters


def agrees(gender: Gender | None, cluster: Cluster, given: Mapping[str, Gender]) -> bool:
    """Whether a title's gender is none that speaks against the person."""
    return gender is None or (cluster.gender or given.get(names.words(cluster.full.text)[0])) in (None, gender)


def bearers(key: Sequence[str], clusters: list[Cluster]) -> list[Cluster]:
    """Of those whom a short form fits, those whose last word it is, if there are any: a surname comes before a given name."""
    return [c for c in clusters if names.words(c.full.text)[-1] == key[-1]] or clusters


def nearest(span: Span, clusters: Sequence[Cluster]) -> Cluster:
    """Whom a family name in front means, which several bear ("Han" for "Han Min" and "Han Su"): the one named in full last before it."""
    before = [(s.start, n) for n, c in enumerate(clusters) for s in c.mentions if s.start < span.start and len(s) > 1]
    if before:
        return clusters[max(before)[1]]
    return min(clusters, key=lambda c: min(abs(s.start - span.start) for s in c.mentions))


def is_misprint(span: Span, cluster: Cluster) -> bool:
    """Whether the name is the fuller one with one slip in it."""
    key, full = names.words(span.text), names.words(cluster.full.text)
    if len(key) > 1:
        return names.is_variant(span.text, cluster.full.text)
    return names.is_slip(key[0], full[-1]) and len(full) > 1


def cluster_bodies(mentions: Iterable[Span]) -> list[Cluster]:
    """Names of bodies joined: equal, part of a longer one, acronym, "Full Name (FN)"."""
    clusters: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    short: dict[str, Cluster] = {}
    groups = _grouped(mentions)
    known = {names.acronym_key(same[0].text) for same in groups} | shouted(groups[0][0].doc) - {None} if groups else set()
    for same in groups:
        first = same[0]
        key = names.words(first.text)
        acronym = names.acronym_key(first.text)
        cluster = short.get(acronym) if acronym else None
        cluster = cluster or short.get(" ".join(key))
        if cluster is None:
            fitting = [c for c in _unique(index[key[-1]] if key else ()) if _is_part(key, names.words(c.full.text))]
            cluster = fitting[0] if len(fitting) == 1 else None
        if cluster is None:
            cluster = Cluster("organization", first)
            clusters.append(cluster)
            for word in key:
                index[word].append(cluster)
            for letters in names.acronyms(first.text) & known:
                short.setdefault(str(letters), cluster)
        cluster.mentions.extend(same)
        for span in same:
            pair = names.abbreviation(span.doc[span.start : span.end + 3].text.split("\n")[0])
            if pair:
                short.setdefault(names.acronym_key(pair[1]) or pair[1].casefold(), cluster)
                short.setdefault(pair[1].casefold(), cluster)
    _add_acronyms(clusters, short)
    _add_repeated(clusters)
    return clusters


def _add_repeated(clusters: Sequence[Cluster]) -> None:
    """Names of two words and more that the recognizer saw at one place and overlooked, cut or mislabelled at another."""
    first_words: dict[str, list[tuple[list[str], Cluster]]] = defaultdict(list)
    for cluster in clusters:
        for text in {span.text for span in cluster.mentions if len(span) > 1}:
            words = [token.text for token in next(span for span in cluster.mentions if span.text == text)]
            first_words[words[0]].append((words, cluster))
    if not first_words:
        return
    doc = clusters[0].full.doc
    taken = {i for cluster in clusters for span in cluster.mentions for i in range(span.start, span.end)}
    printed = words_of(doc)
    for at, word in enumerate(printed):
        for words, cluster in first_words.get(word, ()):
            span = doc[at : at + len(words)]
            if taken.isdisjoint(range(span.start, span.end)) and printed[at : at + len(words)] == words:
                cluster.mentions.append(span)
                taken.update(range(span.start, span.end))


def shouted(doc: Doc) -> set[str | None]:
    """The acronyms of three letters and more that are printed in the doc, whatever a recognizer took them for."""
    return {names.acronym_key(word) for word in set(words_of(doc)) if len(word) > 2 and sum(map(str.isupper, word)) > 1}


def _add_acronyms(clusters: Iterable[Cluster], short: dict[str, Cluster]) -> None:
    """Acronyms that the recognizer overlooked or took for places, once a body is known by them."""
    taken = {i for cluster in clusters for span in cluster.mentions for i in range(span.start, span.end)}
    first = next(iter(clusters), None)
    if first is None or not short:
        return
    doc = first.full.doc
    for at, word in enumerate(words_of(doc)):
        if word[:1].isupper() and sum(map(str.isupper, word)) > 1 and at not in taken:
            cluster = short.get(names.acronym_key(word) or "")
            if cluster is not None:
                cluster.mentions.append(doc[at : at + 1])


def _is_part(key: list[str], full: list[str]) -> bool:
    """Whether the words stand in a row in the fuller name, two or more of them, or one at either end."""
    width = len(key)
    if width == 1:
        return key[0] in (full[0], full[-1]) and len(key[0]) > 2 and not (key[0] == full[0] and full[-1] in PARTS)
    return any(full[at : at + width] == key for at in range(len(full) - width + 1))


def _grouped(mentions: Iterable[Span]) -> list[list[Span]]:
    """Mentions with the same words together, those with most words first."""
    groups: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for span in mentions:
        groups[tuple(names.words(span.text))].append(span)
    return sorted((same for key, same in groups.items() if key), key=lambda same: (-len(names.words(same[0].text)), same[0].start))


def _by_title(same: Sequence[Span]) -> list[tuple[Gender | None, list[Span]]]:
    """Mentions apart by the gender that a title tells, those without last: "Mr. Lee" is not "Mrs. Lee"."""
    found: dict[Gender | None, list[Span]] = defaultdict(list)
    for span in same:
        found[_title_gender(span)].append(span)
    return sorted(found.items(), key=lambda part: (part[0] is None, part[1][0].start))


def _unique(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())


def _title_gender(span: Span) -> Gender | None:
    doc, start = span.doc, before_honorifics(span)
    return names.gender_of_title(doc[start : span.end].text) if start < span.start else None
