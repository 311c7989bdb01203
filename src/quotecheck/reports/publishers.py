"""Who made a report: told by the words in the noun phrase, or by who speaks in it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from spacy.tokens import Span, Token

from quotecheck.layers import Frame
from quotecheck.lexicon import load
from quotecheck.reports.citations import Citations
from quotecheck.reports.details import SAID_IN
from quotecheck.reports.evidence import FAR, follows_passive, released, verb_above
from quotecheck.reports.mention import Mention
from quotecheck.reports.nouns import node, words
from quotecheck.reports.runs import CLITICS, heads_of, name_around
from quotecheck.syntax.labels import dep, dependents, prepositions, subject
from quotecheck.syntax.phrases import base_phrase
from quotecheck.text import names

PUBLISHED_BY = frozenset({"by", "from", "of"})
WHOSE = frozenset({"it", "its", "their", "his", "her", "it’s", "it's"})
RELATIVE = frozenset({"which", "that", "who"})
COMPANIES = frozenset({"company", "firm", "operator", "corporation"})
MADE_OF = frozenset({"survey", "study"})
"""Kinds of which "of" names the subject, not the maker: "a survey of Harbour Board members"."""
LONGEST = 12  # tokens of a publisher
FAR_AGENT = 20  # tokens behind the head within which "by" may name who made it


class Publishers:
    """Finds the publisher of a mention; holds who is named where, the attributions, and the tokens of dates."""

    def __init__(self, people: Sequence[Frame], cited: Citations, dates: Mapping[int, Span]) -> None:
        self.cited = cited
        self.dates = dates
        self.named = {i: frame for frame in people for span in frame.all("mention") for i in range(span.start, span.end)}
        self.bodies = _by_noun(people)
        self.companies = _companies(people)
        sources = {source.end: source for frame in cited.sources.values() for source in frame.all("source")}
        told = ((end, self._name_in(sources[end])) for end in sorted(sources))
        self.speakers = [(end, name) for end, name in told if name is not None]

    def fill(self, mention: Mention) -> None:
        """Set publisher and cue of a mention: its possessor, "by" or "from" whom it is, a name before the head, or who speaks in it."""
        frame = self.attribution(mention)
        cue = frame.one("cue") if frame is not None else None
        mention.cue = cue.start if cue is not None else None
        for told in (self._owner, self._agent, self._name_before, self._speaker):
            found = told(mention)
            if found is not None and len(found) > LONGEST:
                found = self._name_in(found)
            if found is not None and self._can_publish(found):
                mention.publisher, mention.publisher_key = found, self.key(found)
                mention.spoken = mention.cue is not None and (told == self._speaker or (told == self._owner and _owned_by_pronoun(mention)))
                return

    def _can_publish(self, who: Span) -> bool:
        """Whether it is a name, or ends in a noun for a body or an office: not "local publication", not "network planned"."""
        if who.text in _platforms():
            return False
        if any(token.i in self.named or (token.pos_ == "PROPN" and token.text[:1].isupper()) for token in who):
            return True
        return who[-1].lower_ in _speaking_nouns() and who[0].lower_ not in ("a", "an")

    def key(self, span: Span) -> str:
        """What two mentions of one publisher share: the words of the fullest name."""
        return " ".join(names.words(self.full_name(span).text))

    def full_name(self, span: Span) -> Span:
        """The fullest name of who is named in the span, else the span; of "Orla’s ministry" the owner is not the whole."""
        if any(token.text in CLITICS for token in span[:-1]):
            return span
        frame = next((self.named[i] for i in range(span.start, span.end) if i in self.named), None)
        name = frame.one("name") if frame is not None else None
        return _whole(name) if name is not None and not _names_document(name) else span

    def _name_in(self, span: Span) -> Span | None:
        at = next((i for i in range(span.start, span.end) if i in self.named), None)
        return None if at is None else next(name for name in self.named[at].all("mention") if name.start <= at < name.end)

    def _owner(self, mention: Mention) -> Span | None:
        """`The board’s report`, `its report`: by the clitic or pronoun before the head, else by the parse."""
        doc, head = mention.head.doc, mention.head
        for i in range(head.i - 1, mention.span.start - 1, -1):
            if doc[i].text in CLITICS and i > mention.span.start and doc[i - 1].pos_ == "PROPN" and i - 1 not in self.named:
                return name_around(doc[i - 1]) if i - 1 not in self.dates else None
            if doc[i].text in CLITICS and i > mention.span.start:
                return self._resolved(doc[i - 1]) if doc[i - 1].lower_ != "it" else self._antecedent(head)
            if doc[i].lower_ in WHOSE:
                return self._antecedent(head)
        hanging = node(head)
        for child in (*head.lefts, *(hanging.lefts if hanging != head else ())):
            if dep(child) == "nmod:poss":
                return self._resolved(child) if child.lower_ not in WHOSE else self._antecedent(head)
        return None

    def _antecedent(self, head: Token) -> Span | None:
        """Whom "its" means: the subject of the clause that the phrase stands in, past "which" to its noun's own publisher."""
        at = bisect_right(self.speakers, head.i, key=lambda pair: pair[0]) - 1
        if at >= 0 and self.speakers[at][0] > self.cited.sentence(head.i)[0]:
            return self.speakers[at][1]
        verb = verb_above(head)
        who = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
        if who is None or who == head:
            return None
        if who.lower_ in RELATIVE:
            clause = who.head
            while dep(clause) != "acl:relcl" and clause.head != clause:
                clause = clause.head
            who = clause.head
            for child in dependents(who):
                if any(preposition.lower_ in PUBLISHED_BY for preposition in prepositions(child)):
                    return self._resolved(child)
        return self._resolved(who)

    def _agent(self, mention: Mention) -> Span | None:
        """`A report by X`, `a letter from X`, `a report published by X`, `a letter X sent`."""
        if follows_passive(mention.head):  # "was shown in the survey by X": the verb's agent
            return None
        by = self._preposition_of_maker(mention)
        if by is not None:
            return self._maker_behind(by)
        out = released(mention.head)
        if out is not None and dep(mention.head) == "obj" and (who := subject(out)) is not None and who.lower_ not in RELATIVE:
            return self._resolved(who)
        for child in dependents(out) if out is not None and out.lower_ != "signed" else ():
            if dep(child) == "nsubj" and child != mention.head and child.lower_ not in RELATIVE:
                return self._resolved(child)
        return None

    def _preposition_of_maker(self, mention: Mention) -> Token | None:
        """The "by" behind phrase or verb of publication, or the "from" or "of" within the phrase, that leads to who made it."""
        doc, head = mention.head.doc, mention.head
        for token in doc[head.i + 1 : min(self.cited.sentence(head.i)[1], head.i + FAR_AGENT)]:
            before = doc[token.i - 1]
            within = token.i <= mention.span.end
            if token.i in self.cited.cues and not within:
                return None
            if token.lower_ == "by" and (
                before == head or before.i in self.dates or _is_making(before) or (within and before.pos_ != "VERB")
            ):
                return token if not _is_making(before) or before.lower_ != "signed" else None
            if token.lower_ in (("in", "from") if mention.kind == "media" else ("from",)) and within and before.pos_ != "VERB":
                return token
            if token.lower_ == "of" and before == head and mention.kind not in MADE_OF and token.i + 2 < len(doc):
                named = self.named.get(token.i + 1) or self.named.get(token.i + 2)
                if named is not None and named.text("kind") == "organization":
                    return token
            if token.text in (";", ":") or "\n" in token.text or (token.is_quote and not _is_beside_title(token, mention)):
                return None
        return None

    def _maker_behind(self, preposition: Token) -> Span | None:
        """The name or body right behind "by" or "from": a name first, past what describes it ("by Orlan newspaper [Harbour Mail]")."""
        doc, at = preposition.doc, preposition.i + 1
        for i in range(at, min(len(doc), at + 7)):
            if i in self.named:
                name = self._name_in(doc[i : i + 1])
                if name is None or not any(token.text in CLITICS for token in doc[name.end - 1 : name.end + 1]):
                    return name
            if (doc[i].is_punct and doc[i].text != "-") or doc[i].pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
                break
        if at >= len(doc) or at in self.dates:
            return None
        heads = heads_of(doc[at : min(len(doc), at + LONGEST)])
        if not heads:
            return self._resolved(doc[at]) if doc[at].pos_ == "PRON" else None
        owned = any(token.text in CLITICS for token in doc[at : heads[0].i])
        return doc[at : heads[0].i + 1] if owned else self._resolved(heads[0])

    def _name_before(self, mention: Mention) -> Span | None:
        """`a Harbour Board report`: capitals before the head that name a body or person."""
        if mention.kind == "law":  # the capitals are the law's own name
            return None
        before = mention.head.doc[mention.span.start : mention.head.i] if mention.span.start < mention.head.i else None
        if before is None:
            return None
        named = self._name_in(before)
        if named is not None:
            return named if named.end <= mention.head.i else named.doc[named.start : mention.head.i]
        names_body = [token.i for token in before if token.ent_type_ == "ORG" and token.pos_ == "PROPN"]
        return before.doc[names_body[0] : names_body[-1] + 1] if names_body else None

    def attribution(self, mention: Mention) -> Frame | None:
        """The attribution whose words the report holds: `X said in a statement`, `In a statement, X said`."""
        within = self.cited.cues.get(mention.head.i)
        if within is not None and within.one("source") is not None:  # the cue is "published a report saying"
            return within
        if mention.rule not in SAID_IN:
            return None
        verb = verb_above(mention.head)
        for _ in range(3):
            frame = self.cited.cues.get(verb.i)
            if frame is not None:
                return frame
            if verb.head == verb:
                break
            verb = verb.head
        start, end = self.cited.sentence(mention.head.i)
        if mention.rule == "medium_of_statement":
            before = range(mention.span.start - 1, max(start, mention.span.start - LONGEST), -1)
            return next((self.cited.cues[i] for i in before if i in self.cited.cues), None)
        after = range(mention.span.end, min(end, mention.span.end + FAR))
        return next((self.cited.cues[i] for i in after if i in self.cited.cues), None)

    def _speaker(self, mention: Mention) -> Span | None:
        """Who says something in it."""
        if mention.rule not in SAID_IN and mention.cue is None:
            return None
        frame = self.attribution(mention)
        source = frame.one("source") if frame is not None else None
        if source is not None:
            return None if source.start <= mention.head.i < source.end else self._behind(source)
        verb = verb_above(mention.head)
        who = subject(verb) if verb.pos_ == "VERB" else None
        return self._resolved(who) if who is not None and who != mention.head and who.pos_ in ("PROPN", "PRON") else None

    def _behind(self, source: Span) -> Span | None:
        """Who speaks, and for a spokesperson the body spoken for."""
        name = self._name_in(source)
        frame = self.named[name.start] if name is not None else None
        role = frame.one("role") if frame is not None else None
        if frame is not None and role is not None and "spokes" in role.text.lower():
            return frame.one("affiliation") or name
        if frame is not None and name is not None and (frame.text("kind") == "person" or name.start <= source.root.i < name.end):
            return name
        return self._resolved(source.root)

    def _resolved(self, who: Token) -> Span | None:
        """The name that a word stands for: itself, the body whose name has the noun, or for a pronoun who spoke last before it."""
        if who.i in self.dates or who.lower_ in RELATIVE:
            return None
        if who.pos_ == "PRON" or who.lower_ in ("he", "she", "it", "they"):
            at = bisect_right(self.speakers, who.i, key=lambda pair: pair[0])
            return self.speakers[at - 1][1] if at else None
        if who.i in self.named:
            return self._name_in(who.doc[who.i : who.i + 1])
        if who.pos_ == "NOUN" and who.i + 1 in self.named:  # "the consultancy [Orla & Sons]"
            return self._name_in(who.doc[who.i + 1 : who.i + 2])
        if who.pos_ == "NOUN" and who.lower_ in self.bodies and base_phrase(who)[0].lower_ == "the":
            return self.bodies[who.lower_]
        if who.lower_ in COMPANIES and base_phrase(who)[0].lower_ == "the":
            at = bisect_right(self.companies, who.i, key=lambda name: name.end)
            return self.companies[at - 1] if at else phrase_of_name(who)
        return phrase_of_name(who)


def _names_document(name: Span) -> bool:
    """Whether what was taken for a body is the document itself ("the EU Declaration"); bodies are called research and inquiry too."""
    return name[-1].lower_ in words().forms and name[-1].lower_ not in (
        "research",
        "inquiry",
        "enquiry",
        "survey",
        "media",
        "radio",
        "tv",
        "television",
    )


def _owned_by_pronoun(mention: Mention) -> bool:
    return any(token.lower_ in WHOSE for token in mention.span.doc[mention.span.start : mention.head.i])


def _is_beside_title(mark: Token, mention: Mention) -> bool:
    """Whether a quotation mark stands around the title, so that what follows still tells of the report."""
    return mention.title is not None and mark.i in (mention.title.start - 1, mention.title.end)


def _is_making(token: Token) -> bool:
    """Whether it is a participle of publishing, writing or making: "published", "conducted"."""
    return token.tag_ in ("VBN", "VBD") and token.lemma_.lower() in words().release | words().make


def _by_noun(people: Iterable[Frame]) -> dict[str, Span]:
    """Names of bodies by their first and last word, where a single body has it: "the assembly" is the Lena Assembly."""
    found: dict[str, list[Span]] = {}
    for frame in people:
        name = frame.one("name")
        if name is not None and frame.text("kind") == "organization" and len(name) > 1:
            for word in {name[0].lower_, name[-1].lower_}:
                found.setdefault(word, []).append(name)
    return {word: spans[0] for word, spans in found.items() if len(spans) == 1}


def _companies(people: Iterable[Frame]) -> list[Span]:
    """Where bodies are named in whose names no noun for a body of the state stands, in text order."""
    bodies = [frame for frame in people if frame.text("kind") == "organization"]
    private = [frame for frame in bodies if (name := frame.one("name")) is not None and _state_nouns().isdisjoint(t.lower_ for t in name)]
    return sorted((span for frame in private for span in frame.all("mention")), key=lambda span: span.end)


@cache
def _state_nouns() -> frozenset[str]:
    return frozenset(load("body_nouns", dict[str, list[str]])["state"])


@cache
def _platforms() -> frozenset[str]:
    return frozenset(load("media_names", dict[str, list[str]])["platforms"])


@cache
def _speaking_nouns() -> frozenset[str]:
    """Nouns for bodies and for the offices of those who speak for one."""
    lists = (*load("body_nouns", dict[str, list[str]]).values(), load("role_nouns", dict[str, list[str]])["office"])
    return frozenset(noun for nouns in lists for noun in nouns)


def _whole(name: Span) -> Span:
    """The name with a place that opens it and a short form in brackets behind it: "[Orla] Harbour Board [(OHB)]"."""
    doc, start, end = name.doc, name.start, name.end
    while start > max(0, name.start - LONGEST) and doc[start].ent_type_ == "ORG" and _opens_name(doc[start - 1]):
        start -= 1
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and sum(char.isupper() for char in doc[end + 1].text) > 1:
        end += 3
    return doc[start:end]


def _opens_name(token: Token) -> bool:
    """Whether a place or a capitalised adjective right before a body's name belongs to it: "[Orlan] Harbour Board"."""
    place = token.pos_ == "PROPN" and token.ent_type_ in ("LOC", "GPE")
    return place or (token.pos_ == "ADJ" and token.text[:1].isupper() and not token.is_sent_start)


def phrase_of_name(token: Token) -> Span:
    """The noun phrase of a name without article, with a short form in brackets behind it: "Harbour Board (HB)"."""
    doc = token.doc
    base = base_phrase(token)
    start, end = base.start, base.end
    for child in token.rights:
        of_name = dep(child) == "nmod" and any(preposition.lower_ in ("of", "for") for preposition in prepositions(child))
        if dep(child) == "flat" or of_name or (dep(child) == "appos" and doc[child.i - 1].text == "("):
            end = max(end, child.right_edge.i + 1)
        elif dep(child) not in ("case", "punct"):
            break
    if end < len(doc) and doc[end - 1].text != ")" and "(" in doc[start:end].text and doc[end].text == ")":
        end += 1
    while end > start + 1 and doc[end - 1].text in ("’s", "'s", "’", "'", ","):
        end -= 1
    return doc[start:end]
