"""Where time expressions stand: `[T ...]` marks each."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brackets import parse, render
from quotecheck.text.timex.find import find
from quotecheck.text.timex.rules import RULES
from quotecheck.text.timex.triggers import TRIGGERS

DATES = [
    "The report came out on [T January 29].",
    "The report came out on [T 29 January 2024] and on [T Jan. 29, 2024].",
    "It was [T Monday, July 25, 2022], or [T Sunday 20 March], or [T the 12th of May].",
    "[T 2024-01-29], [T 29/01/2024] and [T 29.01.2024] are one day.",
    "From [T 3] to [T 5 May 2022] and on [T July 20]-[T 26] it rained.",
    "In [T August 2021] and since [T June] and until [T early September].",
    "[T August last year] was dry, [T last August] was not, and [T the end of November] was wet.",
    "In [T 2019] and [T 2020], from [T 2009]-[T 2018], after the [T 2016] strike ([T 2021]).",
    "By [T early 2019], in [T the 1990s], in [T the late 1940s] and in [T the 19th century].",
    "Sales in [T the first quarter of 2022] and in [T the first half of 2021] rose.",
    "In [T the first three months of the year] and in [T Q3 2022] they fell.",
    "The dam was built in [T the spring of 2021] and opened [T last summer].",
    "Spending for [T 2022/23] and for [T fiscal year 2023-24] was cut.",
    "The war of [T 1914]-[T 18] was long.",
]

TOLD = [
    "They met on [T Tuesday], on [T Tuesday night] and [T last Friday].",
    "[T Yesterday], [T today], [T tomorrow night] and [T tonight].",
    "[T Earlier this month] he left; [T last week] he came; [T later this year] he goes.",
    "It opened [T two years ago], [T three months earlier] and [T a year later].",
    "[T That same day] they met; [T the following day] they left; it was [T the day before].",
    "It will open in [T three years’ time], or [T four weeks from now].",
    "It rose in [T the last three months] and will fall in [T the next two years].",
    "Police are [T now] there; he is [T currently] away; they [T recently] left.",
    "In [T recent years] and in [T the coming weeks].",
    "It was signed on [T the night of May 3] and read [T this morning].",
    "They met at [T 10 am], at [T 10:30 p.m. Tuesday], at [T nine o’clock in the evening] and at [T around 1pm].",
]

SPANS = [
    "It lasted [T three days], [T about 13 years], [T less than 50 years] and [T more than two decades].",
    "A [T three-day] meeting; for [T years]; after [T roughly half a year]; over [T many years].",
    "They earn $140 [T a month], 30 cases [T per day] and 5 dollars [T a year].",
    "It comes [T every Monday], [T every two weeks], [T each year], [T monthly] and on [T Sundays].",
    "He stays throughout [T the year].",
]

NONE = [
    "A 23-year-old man, 45, and a two-year-old ran.",
    "Sales fell 4% year-on-year.",
    "He may go, and they march on; March on Washington; Theresa May resigned, and by May nobody else is meant.",
    "Black Friday and the Sunday Times and the New York Sun.",
    "He was second in the second of two races.",
    "There were 2000 people, 1950 homes, $2000 and about 1999 votes.",
    "Section 4 of the Example Act, 2016 (Act 918).",
    "See https://example.org/2024/01/31/on-tuesday.",
    "It is to last as long as it takes.",
    "USA Today said so.",
    "A man in his 70s fell; a woman in her early 30s did not.",
    "She won the River Prize 2022 under Harbour Policy 2021-2022.",
    "The weekly La Ronda and the daily newspaper wrote it.",
    "Q1: What do you do?",
    "She won in a time of 1:56.38, he in a time of 1:57.",
    "",
    " \n\t\n ",
]

MORE = [
    "It was built in [T nineteen ninety-six], [T the year two thousand] and [T 480 BC], not by nineteen men or twenty five-pound notes.",
    "In [T the year-earlier third quarter], [T the fiscal first quarter], [T next year’s first quarter] and [T the 1988 period] it fell.",
    "In [T the latter half of 2008] and [T the first two quarters of 1990] it rose.",
    "For [T at least the past 18 months] and [T the next two years or so] it rises.",
    "Net income in [T the year] ended [T June 30] rose; throughout [T the fiscal year] it had fallen.",
    "It closes at [T 5 p.m. EST, Nov. 6] and at [T 4 in the morning]; in [T the future] it will not.",
    "[T Christmas 1963], [T this coming Sunday, March 8], [T May 9 of the same year] and [T June 20 of 1792] were dry.",
    "It takes [T a year or two], within [T weeks or months], as in [T recent weeks and months].",
    "In [T the early morning] and [T overnight] on [T Friday] it rained; nothing changes overnight.",
    "On [T the first Monday of May], in [T the week of July 18], in [T the last week of August], after a [T years-long] drought.",
    "On [T Thanksgiving], [T Good Friday], [T Easter Sunday 2022] and [T Easter] it rained, on Black Friday it did not.",
    "It fell by [T mid-afternoon] and at [T mid-morning Tuesday].",
    "In [T the first century B.C.E.] and [T the 4th century BC] it rained.",
]

BUGS_CAUGHT = [
    "It was shut from [T January 31]-[T February 6].",
    "The legislation [T Thursday] passed on television [T Friday].",  # “on” at the end of a word is not the preposition
    "He resigned as chief executive in [T March] for health reasons.",
    "They were shot on [T Jan. 6]: three died.",
    "Sales in [T the 1988 quarter] rose.",
    "Ann Example is to last [T 18 months].",
    "It fell to 50 million pesos (US$2.4 million) [T a year].",
    "From [T 31 May] to [T 1 June] it rained.",
    "He was sentenced in [T August 2020] to [T three years].",
    "It opened [T weeks] after the flood, after [T months] of rain, [T a day] before the fair; in the early days of trade it shut.",
    "It has stood for [T nearly a quarter of a century] since [T the late 1940s] and [T 50s].",
    "Those of 60 years and older, or ages 12 years and under, and a girl who is 10 years and 40 days old stayed.",
    "She told the daily and the Harbour Bay daily, quoting a weekly, of [T daily] floods; it costs 30 dollars [T a week].",
    "It rained in [T the last years] and in the last days of the war.",
    "It began with the [T 1868] flood, when the 1868 boats lay idle.",
    "A ratio of 1:9 here and 1:15 there; Ann founded Harbour Quarterly and its Tomorrow Group; it opens [T tomorrow].",
    "In a letter from [T Jan.12], on [T 05-08-2021] and [T 31 May this year] they asked for 10-12-22.",
    "It ran between about [T 2001] and [T 2008], and fared better in [T 2022] than [T 2021].",
    "He fled in [T 2008] hours after more than 2008 hours of rain.",
    "On the last day of our visit it rained, and on [T the last day] of the year.",
]

KNOWN_MISSES = [
    "It rained on [T the 13th] and on [T the 19th of October 1950].",
    "It fell from [T the same months of earlier years].",
]


def marked(text):
    return render(text, [("T", found.start, found.end) for found in find(text)])


@pytest.mark.parametrize("sentence", DATES + TOLD + SPANS + NONE + MORE + BUGS_CAUGHT)
def test_expressions(sentence):
    assert marked(parse(sentence)[0]) == sentence


@pytest.mark.xfail(reason="not found yet")
@pytest.mark.parametrize("sentence", KNOWN_MISSES)
def test_known_misses(sentence):
    assert marked(parse(sentence)[0]) == sentence


def test_hours_count_where_the_scope_is_wider():
    text = "The talks lasted five hours and a 10-minute speech took half an hour; it costs $5 an hour."
    assert find(text) == []
    assert find("Under the current plan the future is bright.") == []
    assert [found.rule for found in find("Under the current plan the future is bright.", tuple(RULES))] == ["current", "future"]
    assert [text[found.start : found.end] for found in find(text, tuple(RULES))] == ["five hours", "10-minute", "half an hour"]


def test_every_rule_has_triggers():
    assert set(TRIGGERS) == set(RULES)


PIECES = [
    "May ",
    "3",
    " 2016",
    ",",
    "-",
    "the ",
    "a ",
    "year",
    "s ",
    "ago",
    "last ",
    "Monday",
    "\n\n",
    "of ",
    "10",
    ":30",
    " am",
    "$",
    "quarter ",
    "first ",
    "every ",
    "’",
    "earlier ",
    "until ",
    "half ",
    "é",
    "\u2028",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text(text):
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        assert found.rule
        end = found.end


@pytest.mark.parametrize("piece", ["1,111,", "a@", "the ", "May 3-", "\n", "x", "a year ", "2016 "])
def test_time_is_linear(piece):
    def seconds(size):
        text = (piece * size)[:size]
        begin = time.perf_counter()
        find(text)
        return time.perf_counter() - begin

    find(piece)
    assert seconds(40_000) < 40 * max(seconds(5_000), 0.02)
