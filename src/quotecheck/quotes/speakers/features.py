"""What speaks for a candidate: numbers by name for each pair of an anaphor and an entity that it may mean.

Salience after Lappin and Leass (1994), centering (Grosz, Joshi and Weinstein 1995), agreement, binding, and what quotations tell:
nobody calls himself "he" in his own direct speech, and who spoke last goes on speaking.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from spacy.tokens import Span, Token

from quotecheck.layers import Frame
from quotecheck.quotes.speakers.entities import Entity, head_of
from quotecheck.quotes.speakers.mentions import Discourse, Mention
from quotecheck.quotes.speakers.nouns import (
    body_nouns,
    is_aged,
    is_definite,
    is_plural,
    is_role,
    noun_of,
    role_nouns,
    same_role,
    unique_bodies,
)
from quotecheck.quotes.speakers.pronouns import REFLEXIVE, gender_of, sort_of
from quotecheck.text.names import gender_of_noun

Features = dict[str, float]
REACH = 400
MOST = 25
NEAR = 3


@dataclass(frozen=True, slots=True)
class View:
    """An anaphor and where it stands.

    `anchor` is where its statement begins when it is a source (from there one looks back), `own` the tokens of that
    statement; `holder` says the statement in which it stands. Whether that is in the holder's own words, the quotation marks tell.
    `leader` is whose words those before were, where a statement without a source goes on from another.
    """

    token: Token
    span: Span
    sort: str
    anchor: int
    own: frozenset[int] = frozenset()
    holder: Entity | None = None
    is_source: bool = False
    leader: Entity | None = None


def view(span: Span, content: Sequence[Span] = (), *, holder: Entity | None = None) -> View:
    """The view from an anaphor; `content` is what it says where it is a source."""
    own = frozenset(i for piece in content for i in range(piece.start, piece.end))
    anchor = min([span.start, *(piece.start for piece in content)])
    head = span.root if len(span) == 1 else head_of(span)
    return View(head, span, sort_of_phrase(span, head), anchor, own, holder, bool(own))


def view_of_words(frame: Frame, *, holder: Entity | None = None, leader: Entity | None = None) -> View:
    """The view from a statement without a source: from its cue where it has one, else from where its words begin."""
    content, cue = frame.all("content"), frame.one("cue")
    own = frozenset(i for piece in content for i in range(piece.start, piece.end))
    first = content[0][:1] if cue is None else cue[:1]
    anchor = min(first.start, content[0].start)
    token = first[0] if cue is None else cue.root
    return View(token, first, NONE if cue is None else CUED, anchor, own, holder, is_source=True, leader=leader)


NONE, CUED = "none", "cued"
SOURCELESS = frozenset({NONE, CUED})
DESCRIBED = frozenset({"role", "body", "other"})


def sort_of_phrase(span: Span, head: Token) -> str:
    """What sort of anaphor the phrase is: a pronoun's, "role" for what a person is, "body" for what a body is, "other", or "" for none."""
    if len(span) == 1 and (sort := sort_of(span.text)):
        return sort
    if is_definite(span) and is_aged(span):
        return "role"
    if not is_definite(span) or is_plural(head):
        return ""
    return "role" if is_role(head) else "body" if head.lower_ in body_nouns() else "other" if head.pos_ == "NOUN" else ""


def candidates(view: View, discourse: Discourse) -> list[Entity]:
    """Those mentioned before the anaphor, nearest first, then those later in its sentence; none of which it is a part."""
    at = view.span.start
    found = discourse.recent(at, most=MOST, reach=REACH)
    known = {id(entity) for entity in found}
    found.extend(entity for entity in _later(view, discourse) if id(entity) not in known)
    return [e for e in found if can_mean(view, e) and not any(_holds(place, view.span) for place in e.within(at - 30, at + 1))]


def _later(view: View, discourse: Discourse) -> list[Entity]:
    """Those named later who may be meant: in the sentence, or behind the words told."""
    found = discourse.following(view.span.start)
    if view.sort in SOURCELESS:
        found = discourse.between(max(view.own) + 1, discourse.end_of_sentence(max(view.own) + 1))
    return list({id(entity): entity for entity in found}.values())


def has_role(entity: Entity, head: Token) -> bool:
    """Whether the noun is the entity's role, or one that takes it up."""
    return entity.role is not None and noun_of(entity.role).lower_ in same_role(head.lower_)


def _holds(place: Span, span: Span) -> bool:
    """Whether the phrase is a part of that mention: "his" in "his lawyer" is not the lawyer."""
    return place.end > span.start and (place.start, place.end) != (span.start, span.end)


def can_mean(view: View, entity: Entity) -> bool:
    """Whether number, kind and what is certain of gender allow it."""
    if view.sort in SOURCELESS:
        return True
    if view.sort == "other":
        return entity.kind in ("person", "unnamed", "organization", "document")
    if view.sort == "it":
        return entity.kind in ("organization", "document")
    if view.sort == "body":
        return entity.kind == "organization" and entity.report is None
    if view.sort == "they":
        return entity.plural or entity.kind in ("group", "organization")
    if not entity.is_single_person or entity.plural:
        return False
    gender = gender_of(view.token.lower_) if view.sort == "he" else gender_of_noun(view.token.text)
    return gender is None or entity.gender in (None, gender) or entity.gender_by in ("name", "ending")


def describe(view: View, entities: Sequence[Entity], *, discourse: Discourse) -> list[Features]:
    """The features of each candidate, and in the last row those of "nobody of them"."""
    seen = [_last(view, entity, discourse) for entity in entities]
    found = [dict(_alone(view, entity, last, discourse)) for entity, last in zip(entities, seen, strict=True)]
    _compare(view, entities, seen, discourse=discourse, found=found)
    nobody = dict(_nobody(view))
    if view.sort in DESCRIBED:
        nobody[f"{NOBODY}/{next((each for each in HEADS if any(each in features for features in found)), 'no_head')}"] = 1.0
    return [*found, nobody]


def _nobody(view: View) -> Iterator[tuple[str, float]]:
    """What speaks for somebody new: a description that says much."""
    yield NOBODY, 1.0
    if view.sort in SOURCELESS:
        yield f"{NOBODY}/leader={view.leader is not None}", 1.0
        yield f"{NOBODY}/words", log(len(view.own))
    if view.sort in DESCRIBED:
        yield f"{NOBODY}/determiner={view.span[0].lower_}", 1.0
        yield f"{NOBODY}/words={min(len(view.span), 5)}", 1.0
        yield f"{NOBODY}/follows={_follower(view)}", 1.0
        yield f"{NOBODY}/source={view.is_source}", 1.0
    if view.sort == "body":
        says_more = len(view.span) > 2 or _follower(view) != "other"
        yield f"{NOBODY}/unique={view.token.lower_ in unique_bodies()}/{says_more}", 1.0


def _follower(view: View) -> str:
    """Whether the phrase goes on in a way that says which one it is: "of ...", "who ..."."""
    after = view.span.doc[view.span.end] if view.span.end < len(view.span.doc) else None
    return after.lower_ if after is not None and after.lower_ in FOLLOWERS else "other"


FOLLOWERS = frozenset({"of", "for", "who", "which", "that", "in", "at", "’s", "'s", ","})
NOBODY = "nobody"
HEADS = ("head=told", "head=named", "head=fits")
"""How a candidate may agree with a description's noun, the surest first."""


def _last(view: View, entity: Entity, discourse: Discourse) -> Mention | None:
    """The candidate's last mention before the anaphor's statement, or in front of the anaphor outside of what it says."""
    count = entity.before(view.span.start)
    for _, span in reversed(entity.places[max(0, count - 12) : count]):
        if span.start not in view.own:
            return discourse.mention(span)
    return None


def _alone(view: View, entity: Entity, last: Mention | None, discourse: Discourse) -> Iterator[tuple[str, float]]:
    here = discourse.mention(view.span)
    yield f"kind={entity.kind}", 1.0
    yield from _gender(view, entity)
    if view.sort in DESCRIBED:
        yield from _words(view, entity)
    if view.is_source and view.sort not in ("he", "role"):
        yield f"kind={entity.kind}/i={_speaks_of_itself(view)}", 1.0
    if view.sort in SOURCELESS and view.leader is not None:
        yield f"leader={entity is view.leader}", 1.0
    count = entity.before(view.span.start)
    yield "count", log(1 + count)
    if entity.places and discourse.paragraph[entity.places[0][0]] <= 1:
        yield "in_title", 1.0
    if any(i in view.own for i, _ in entity.places[max(0, count - 12) : count]):
        yield "in_own_words", 1.0
    yield from _speech(view, entity, last, discourse)
    if last is None:
        yield "follows" if not count else "in_own_only", 1.0
        behind = entity.within(view.span.end, discourse.end_of_sentence(view.span.end)) if not count else []
        if behind:
            yield f"follows/{discourse.mention(behind[0]).part}", 1.0
        return
    yield from _place(view, here, last, discourse=discourse)
    near = discourse.first_token(discourse.sentence[view.anchor] - NEAR)
    yield "count_near", log(1 + len(entity.within(near, view.span.start)))


def _place(view: View, here: Mention, last: Mention, *, discourse: Discourse) -> Iterator[tuple[str, float]]:
    """Distance and grammar of the candidate's last mention."""
    sentences = max(0, discourse.sentence[view.anchor] - discourse.sentence[last.start])
    paragraphs = max(0, discourse.paragraph[view.anchor] - discourse.paragraph[last.start])
    yield f"sentences={_bin(sentences)}", 1.0
    yield f"paragraphs={min(paragraphs, 3)}", 1.0
    yield "log_sentences", log(1 + sentences)
    yield "log_tokens", log(1 + max(0, view.anchor - last.start))
    near = "same" if not sentences else "next" if sentences == 1 else "far"
    yield f"last={last.part}/{near}", 1.0
    yield f"last_form={last.form}", 1.0
    yield f"last_form={last.form}/{near}", 1.0
    if view.sort == CUED and last.part == "subject":
        same = "own" if last.verb == view.token.i else "head" if last.verb == view.token.head.i else "other"
        yield f"subject_of_cue={same}/{near}", 1.0
    if view.sort in SOURCELESS:
        return
    yield f"parts={last.part}>{here.part}/{near}", 1.0
    if last.part == here.part:
        yield "parallel", 1.0
    if not sentences and last.verb == here.verb and here.part != "owner":
        yield f"same_verb/{view.token.lower_ in REFLEXIVE}", 1.0
    elif not sentences and last.part == "subject":
        yield f"subject_of_clause/{here.part}/{view.token.lower_ in REFLEXIVE}", 1.0


def _gender(view: View, entity: Entity) -> Iterator[tuple[str, float]]:
    wanted = gender_of(view.token.lower_) if view.sort == "he" else gender_of_noun(view.token.text)
    if wanted is not None:
        if entity.gender is None:
            yield "gender=unknown", 1.0
        else:
            fits = "same" if entity.gender == wanted else "other"
            yield f"gender={fits}/{entity.gender_by}", 1.0


def _words(view: View, entity: Entity) -> Iterator[tuple[str, float]]:
    """How the description's words agree with what is known of the candidate: its role, its name, earlier descriptions."""
    head = view.token.lower_
    modifiers = {token.lower_ for token in view.span if token.is_alpha and token.pos_ != "DET" and token != view.token}
    named, told = entity.words_before(view.span.start)
    if view.sort == "body":
        nouns = {word for word in told | named if word in body_nouns()}
    else:
        nouns = {word for word in told if word in role_nouns()}
    fits = view.sort == "body" and any(body_nouns()[head] & body_nouns()[noun] for noun in nouns)
    is_told = head in told or (view.sort == "role" and has_role(entity, view.token))
    yield f"head={'told' if is_told else 'named' if head in named else 'fits' if fits else 'other' if nouns else 'none'}", 1.0
    if any(view.span.start < place.end for place in entity.within(view.span.start, view.span.end)):
        yield "inside", 1.0
    if is_aged(view.span):
        yield f"age={_is_told_aged(view.span, entity)}", 1.0
    if modifiers:
        known = len(modifiers & (told | named)) / len(modifiers)
        yield "modifiers_known", known
        yield "modifiers_unknown", 1 - known


def _is_told_aged(span: Span, entity: Entity) -> bool:
    """Whether the years that the phrase counts stand beside one of the entity's mentions."""
    age = next((token.text for token in span if token.text[:1].isdigit()), "").split("-")[0]
    beside = (span.doc[max(0, each.start - 8) : each.end + 3] for each in entity.mentions)
    return bool(age) and any(token.text.split("-")[0] == age for place in beside for token in place)


def _speaks_of_itself(view: View) -> str:
    """Whether the words told say "I", or "we"."""
    words = {view.span.doc[i].lower_ for i in view.own}
    return "one" if words & {"i", "my", "me"} else "many" if words & {"we", "our", "us"} else "no"


def _speech(view: View, entity: Entity, last: Mention | None, discourse: Discourse) -> Iterator[tuple[str, float]]:
    """What quotations tell: who holds the words, on which side of the marks both stand, whose turn it was."""
    quoted = discourse.is_quoted(view.span.start)
    if entity is view.holder:
        yield f"holder/{quoted}", 1.0
    if last is not None:
        same_run = discourse.run[last.start] == discourse.run[view.span.start]
        yield f"quoted={quoted}/{discourse.is_quoted(last.start)}/{same_run}", 1.0
    before = [turn for turn in discourse.turns[-6:] if turn.start < view.span.start]
    if entity.speaks:
        yield f"speaks/{view.is_source}", 1.0
    if before and before[-1].speaker is entity:
        end = min(before[-1].end, len(discourse.doc) - 1)
        gap = max(0, discourse.paragraph[view.anchor] - discourse.paragraph[end])
        yield f"spoke_last/{view.is_source}/{quoted}/{min(gap, 3)}", 1.0
    elif before and any(turn.speaker is entity for turn in before):
        yield f"spoke_before/{view.is_source}/{quoted}", 1.0


def _compare(
    view: View, entities: Sequence[Entity], seen: Sequence[Mention | None], *, discourse: Discourse, found: Sequence[Features]
) -> None:
    """Mark the nearest candidate, the nearest that is a subject, and the one named most; say how many there are near by."""
    before = [n for n, last in enumerate(seen) if last is not None]
    if not before:
        return
    order = sorted(before, key=lambda n: -_start(seen[n]))
    for rank, n in enumerate(order[:3]):
        found[n][f"recency={rank}"] = 1.0
    subjects = [n for n in order if (last := seen[n]) is not None and last.part == "subject"]
    if subjects:
        found[subjects[0]]["nearest_subject"] = 1.0
    counts = [entities[n].before(view.span.start) for n in before]
    for n, count in zip(before, counts, strict=True):
        found[n]["share"] = count / sum(counts)
        if count == max(counts):
            found[n]["most_named"] = 1.0
    sentence = discourse.sentence[view.anchor]
    centers = [n for n in order if 0 <= sentence - discourse.sentence[_start(seen[n])] <= 1]
    first = min(centers, key=lambda n: (_rank(seen[n]), _start(seen[n])), default=None)
    if first is not None:
        found[first]["center"] = 1.0
    if len(before) == 1:
        found[before[0]]["only_one"] = 1.0
    _compare_paragraph(view, [(found[n], entities[n]) for n in order], discourse=discourse)


def _compare_paragraph(view: View, candidates: Sequence[tuple[Features, Entity]], *, discourse: Discourse) -> None:
    """Mark who stands first in the paragraph, and who alone in it or in the one before."""
    here = discourse.paragraph[view.anchor]
    for back in (0, 1):
        start = discourse.first_of_paragraph(here - back)
        inside = [(place[0].start, n) for n, (_, entity) in enumerate(candidates) if (place := entity.within(start, view.anchor))]
        if inside:
            candidates[min(inside)[1]][0][f"opens_paragraph/{back}"] = 1.0
            if len(inside) == 1:
                candidates[inside[0][1]][0][f"alone_in_paragraph/{back}"] = 1.0
        elif not back:
            for features, _ in candidates[:1]:
                features["nearest/paragraph_begins"] = 1.0


def _start(mention: Mention | None) -> int:
    return -1 if mention is None else mention.start


def _rank(mention: Mention | None) -> int:
    return 9 if mention is None else RANKS.get(mention.part, 5)


RANKS = {"subject": 0, "object": 1, "owner": 2, "oblique": 3, "modifier": 4}


def _bin(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7-12" if count < 13 else "13+"
