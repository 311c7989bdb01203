"""Pairing of quotation marks: runs as `[Q ...]` around the content, the marks outside it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import brackets
from quotecheck.text.quotation import pair_marks, paragraphs

MARKED = [
    "“[Q We lost it all,]” said Ann Moor. “[Q We start again.]”",
    '"[Q We lost it all,]" said Ann Moor. "[Q We start again.]"',
    "``[Q We lost it all,]'' said Ann Moor. ''[Q We start again.]''",
    "«[Q We lost it all,]» said Ann Moor, « [Q we start again] ».",
    "„[Q Alles weg]“, sagte sie; »[Q wirklich]« sagte er; ”[Q allt]” sade hon.",
    "‘[Q We lost it all,]’ said Ann Moor. ‘[Q We start again.]’",
    "'[Q We lost it all,]' said Ann Moor. '[Q We start again.]'",
    "‘‘[Q We lost it all,]’’ said Ann Moor.",
    "‘’[Q We lost it all,]’’ said Ann Moor.",
    # quotes within quotes
    "“[Q He told me ‘[Q no]’ twice,]” she said.",
    "‘[Q He told me “[Q no]” twice,]’ she said.",
    "“[Q He told me ‘[Q never]’]” – her words – ended it.",
    "\"[Q He told me '[Q never]']\" was all.",
    '"[Q She said "[Q no]" to me,]" he said.',
    '"[Q What is “[Q it]” now?]" she asked.',
    # apostrophes that are none of ours
    "It’s the workers’ party’s day, isn’t it? ’Tis the ’90s, rock ’n’ roll.",
    "It's the workers' party's day, isn't it? 'Tis the '90s, rock 'n' roll. Give 'em '08!",
    "The brothers' plan to '[Q keep the lights on]' isn't theirs.",
    "A ‘[Q people’s budget]’ for the people’s people.",
    "‘[Q The dogs’ owner can’t,]’ he said, ‘[Q and won’t.]’",
    "O’Neil’s ‘[Q don’t ask]’ rule and the teachers’ union.",
    "The ‘90s were called ‘[Q the long decade]’.",
    # inches and feet
    'At 6\'2" she is taller than a 72" door, he said.',
    '"[Q I am 6\'2" tall,]" she said.',
    '"[Q The answer is 42]" was painted on a 12" board.',
    # marks mixed or missing
    '“[Q We lost it all,]" said Ann Moor. "[Q We start again.]”',
    "“[Q We lost it all,]“ said Ann Moor. ”[Q We start again.]”",
    "We lost it all,” said Ann Moor. “[Q We start again.]”",
    "“[Q We lost it all, said Ann Moor.] “[Q We start again.]”",
    'We lost it all," said Ann Moor. "[Q We start again.]"',
    'He said:"[Q We lost it all.]" Then silence.',
    'A list of ("[Q one]", "[Q two]"/"[Q three]").',
    '"[Q We lost it—]" she began, "[Q —and then ...]"',
    "He called it “[Q a gift]”—“[Q a curse]”, rather.",
    # over paragraphs
    "“[Q One.]\n\n“[Q Two.]\n\n“[Q Three,]” said Ann Moor.",
    '"[Q One.]\n"[Q Two.]\n"[Q Three,]" said Ann Moor.',
    "Ann Moor said: “[Q One.]\n\n[Q Two.]” She left.",
    "‘[Q One.]\n\n‘[Q Two,]’ said Ann Moor.",
    "“[Q One,]” said Ann Moor.\n\nNothing more.",
    "“[Q One was\nwrapped here,]” said Ann Moor.",
    "",
    "\n\n",
    "“”",
]


@pytest.mark.parametrize("marked", MARKED)
def test_runs(marked: str) -> None:
    text, _ = brackets.parse(marked)
    found = [("Q", run.start, run.end) for run in pair_marks(text) if run.start < run.end]
    assert brackets.render(text, found) == marked


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("“One.\n\n“Two.\n\n“Three,” she said.", [None, 0, 1]),
        ("“One.”\n\n“Two,” she said.", [None, None]),
        ("“One ‘two’ three.\n\n“Four,” she said.", [None, None, 0]),
        ("“One.\n\nTwo.” She left.", [None, 0]),
        ("“One.\n\nNothing here.\n\n“Two,” she said.", [None, None]),
        ("‘One.\n\n“Two,” she said.", [None]),
    ],
)
def test_continues(text: str, links: list[int | None]) -> None:
    assert [run.continues for run in pair_marks(text)] == links


def test_only_the_last_paragraph_of_a_running_quotation_is_closed() -> None:
    assert [run.closed for run in pair_marks("“One.\n\n“Two,” she said. “Three.")] == [False, True, False]


def test_depth() -> None:
    assert [run.depth for run in pair_marks("“A ‘b “c” d’ e” f “g”")] == [0, 1, 2, 0]


SIGNS = st.text(st.sampled_from([*"ab S.,\n—(9“”„‘’'\"«»`\u2028😀"]))


@given(st.one_of(st.text(), SIGNS))
def test_laws(text: str) -> None:
    runs = pair_marks(text)
    for i, run in enumerate(runs):
        assert 0 <= run.outer_start <= run.start <= run.end <= run.outer_end <= len(text)
        assert run.text(text) == run.text(text).strip()
        assert run.continues is None or (run.continues < i and not runs[run.continues].closed)
        assert not i or runs[i - 1].outer_start <= run.outer_start
    for depth in {run.depth for run in runs}:
        level = [run for run in runs if run.depth == depth]
        assert all(a.outer_end <= b.outer_start for a, b in pairwise(level))


@given(st.one_of(st.text(), SIGNS))
def test_paragraphs_cover_all_but_blanks(text: str) -> None:
    found = list(paragraphs(text))
    inside = {i for a, b in found for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize("sign", ["“", '"', "'", "‘a ", "“a” ", "boys' ", "“\n"])
def test_long_texts_take_linear_time(sign: str) -> None:
    pair_marks(sign * 50_000)
