"""Persons and bodies of an article, each with all its mentions under its fullest name.

Mentions come from the recognizer (`doc.ents`) and from capitals after a title; they are joined by their words alone,
fullest names first, so that the order in the article does not matter. A short form joins a fuller name only where a single
one fits: two people of one surname stay apart, and a bare surname that both could bear stays alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import PEOPLE, Fact, Findings, Frame, numbered, words_of
from quotecheck.mentions.bodies import describe_body
from quotecheck.mentions.given_names import gender_by_ending, given_names
from quotecheck.mentions.namefinder import body_mentions, person_mentions
from quotecheck.mentions.offices import body_of_office
from quotecheck.mentions.roles import Description, Named, before_honorifics, describe
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

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its `PEOPLE` layer written."""
        return PEOPLE.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The frames in order of first mention."""
        findings = Findings(doc, "quotecheck_people")
        persons = [span for span in person_mentions(doc) if not findings.is_masked(span)]
        taken = frozenset(i for span in persons for i in range(span.start, span.end))
        bodies = [span for span in body_mentions(doc) if not findings.is_masked(span) and taken.isdisjoint(range(span.start, span.end))]
        clusters = cluster_persons(persons, given_names()) + cluster_bodies(bodies)
        spans = [span for cluster in clusters if cluster.kind == "organization" for span in cluster.mentions]
        named = Named(taken, {i: span for span in spans for i in range(span.start, span.end)})
        clusters.sort(key=lambda cluster: min(span.start for span in cluster.mentions))
        ids = numbered("n")
        return [self._frame(next(ids), cluster, named) for cluster in clusters]

    def _frame(self, frame_id: str, cluster: Cluster, named: Named) -> Frame:
        mentions = sorted(cluster.mentions, key=lambda span: span.start)
        if cluster.kind == "person":
            found = [d for span in mentions for d in describe(span, named)]
            found[:1] = [self._with_body(d, mentions, named) for d in found[:1]]
        else:
            found = [d for span in mentions[:5] if (d := describe_body(span)) is not None]
        role, affiliation, rule = settle(found)
        facts: dict[str, Fact] = {"kind": cluster.kind, "rule": rule}
        if cluster.kind == "person":
            facts["gender"], facts["gender_by"] = self._gender(cluster, found)
        roles = {"mention": mentions, "name": [cluster.full]}
        if role is not None:
            roles["role"] = [role]
        if affiliation is not None:
            roles["affiliation"] = [affiliation]
        return Frame(frame_id, roles, facts)

    def _with_body(self, description: Description, mentions: Sequence[Span], named: Named) -> Description:
        """The description with the body that a bare office at that place belongs to."""
        role = description.role
        if role is None or description.affiliation is not None:
            return description
        holder = min(mentions, key=lambda span: min(abs(span.start - role.end), abs(role.start - span.end)))
        body = body_of_office(holder, role, named)
        return description if body is None else Description(f"{description.rule}+office", role, body)

    def _gender(self, cluster: Cluster, found: Iterable[Description]) -> tuple[Gender | None, str | None]:
        """What titles, roles, the given name or its ending tell of gender, in this order, and which of them told."""
        given, *more = names.bare(cluster.full.text).casefold().split()
        ending = gender_by_ending(given) if more and given not in given_names() else None
        evidence = (("title", cluster.gender), ("role", gender_of_roles(found)), ("name", given_names().get(given)), ("ending", ending))
        return next(((gender, by) for by, gender in evidence if gender is not None), (None, None))


def settle(found: Iterable[Description]) -> tuple[Span | None, Span | None, str]:
    """Role and affiliation of one person: the first description that has both, else the first of each, and the rules that gave them."""
    listed = list(found)
    roles = [d for d in listed if d.role is not None]
    bodies = [d for d in listed if d.affiliation is not None]
    both = next((d for d in roles if d.affiliation is not None), None)
    if both is not None and (roles[0].rule != "title" or _length(roles[0]) < _length(both)):
        roles = bodies = [both]
    used = [*roles[:1], *bodies[:1]]
    role = _without_conjunction(roles[0].role) if roles else None
    affiliation = bodies[0].affiliation if bodies else None
    return role, affiliation, "+".join(dict.fromkeys(d.rule for d in used)) or "name"


def _without_conjunction(role: Span | None) -> Span | None:
    """The role that stands last of several without the "and" before it."""
    return role[1:] if role is not None and len(role) > 1 and role[0].lower_ in ("and", "&") else role


def _length(description: Description) -> int:
    return 0 if description.role is None else len(description.role)


def gender_of_roles(found: Iterable[Description]) -> Gender | None:
    """What the nouns of a person's roles tell of gender, where they agree."""
    votes = {names.gender_of_noun(d.role[-1].text) for d in found if d.role is not None} - {None}
    return votes.pop() if len(votes) == 1 else None


def cluster_persons(mentions: Iterable[Span], given: Mapping[str, Gender]) -> list[Cluster]:
    """Personal names joined, the fullest first."""
    clusters: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    for same in _grouped(mentions):
        first = same[0]
        key = names.words(first.text)
        if not key:
            continue
        gender = next((g for span in same if (g := _title_gender(span))), None)
        fitting = [c for c in _unique(c for word in {key[0], key[-1]} for c in index[word]) if names.fits(first.text, c.full.text)]
        if not fitting:
            fitting = [c for c in _unique(c for each in similar(key, index) for c in index[each]) if is_misprint(first, c)]
        if len(fitting) > 1:
            for span in same:
                nearest(span, fitting, given).mentions.append(span)
            continue
        fitting = [c for c in fitting if agrees(gender, c, given)]
        if fitting:
            cluster = fitting[0]
        else:
            cluster = Cluster("person", first)
            clusters.append(cluster)
            for word in {*key, *(w[0] for w in key)}:
                index[word].append(cluster)
        cluster.mentions.extend(same)
        cluster.gender = cluster.gender or gender
    return clusters


def agrees(gender: Gender | None, cluster: Cluster, given: Mapping[str, Gender]) -> bool:
    """Whether a title's gender is none that speaks against the person."""
    return gender is None or (cluster.gender or given.get(names.words(cluster.full.text)[0])) in (None, gender)


def nearest(span: Span, clusters: Sequence[Cluster], given: Mapping[str, Gender]) -> Cluster:
    """Whom of several a short form means: of those whom its title allows, and whose last name it is if there is one such, the one
    named in full last before it, else the nearest.
    """
    gender = _title_gender(span)
    allowed = [c for c in clusters if agrees(gender, c, given)] or clusters
    last = names.words(span.text)[-1]
    allowed = [c for c in allowed if names.words(c.full.text)[-1] == last] or allowed
    before = [
        (max(starts), n) for n, c in enumerate(allowed) if (starts := [s.start for s in c.mentions if s.start < span.start and len(s) > 1])
    ]
    if before:
        return allowed[max(before)[1]]
    return min(allowed, key=lambda c: min(abs(s.start - span.start) for s in c.mentions))


def similar(key: Sequence[str], index: Mapping[str, object]) -> list[str]:
    """The known words that the last word of a name may be a misprint of."""
    return [word for word in index if names.is_slip(key[-1], word)]


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


def _unique(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())


def _title_gender(span: Span) -> Gender | None:
    doc, start = span.doc, before_honorifics(span)
    return names.gender_of_title(doc[start : span.end].text) if start < span.start else None
