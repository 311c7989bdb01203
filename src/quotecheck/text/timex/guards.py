"""Which matches of a rule speak of time after all: "May" and "March" as words, 2016 as a count, "a year" as a rate.

Each guard has its rule's match in the text, and says whether it is a time expression.
"""
# ruff: noqa: E501 - a pattern stands on one line

import re
from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType

from quotecheck.text.timex.words import FULL_MONTH, MONTH, WEEKDAY, ZONE

Guard = Callable[[str, re.Match[str]], bool]

_PREPOSITION = re.compile(
    r"(?i:\b(?:in|since|by|until|till|of|from|to|between|last|next|this|early|late|mid|and|or|during|through|throughout|before|after|for|around|the|on|as|at|a|per|every|each|that|than|until|into|over|circa|dated|was|is|ending|ended|our|its|their|his|her|my|your))[\s-]+$"
)
_MONTH_PREPOSITION = re.compile(
    r"(?i:\b(?:in|since|by|until|till|of|from|to|between|last|next|this|early|late|mid|during|through|throughout|before|after|for|the|and|or|around))[\s-]+$"
)
_OPENINGS = frozenset(
    {
        "in",
        "since",
        "by",
        "from",
        "between",
        "until",
        "till",
        "after",
        "before",
        "the",
        "a",
        "an",
        "during",
        "of",
        "through",
        "throughout",
        "early",
        "late",
        "mid",
        "and",
        "or",
        "to",
        "for",
        "around",
        "circa",
        "on",
        "as",
        "at",
        "than",
        "with",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "over",
        "under",
        "into",
        "within",
        "not",
        "but",
        "though",
        "while",
        "when",
        "where",
        "was",
        "is",
    }
)
_COUNTED = re.compile(
    r"\s+(?:people|persons|men|women|children|residents|workers|students|soldiers|troops|homes|houses|families|members|votes|voters|jobs|cases|deaths"
    r"|kilomet|met(?:re|er)|miles?\b|km|kg|kilo|tons?\b|tonnes|litres?|acres|hectares|percent|per\s+cent|dollars|euros|pounds|rand|rupees|yen|won|points"
    r"|MW|kW|barrels|square|cubic|hours|minutes|seconds|days|weeks|months|years)\b(?!\s+(?:after|before|later|earlier)\b)|\s+(?:more\b|other\b|police|units|million|billion|of\s+(?:them|the|these|those)\b)"
)
_BEFORE_COUNT = re.compile(
    r"(?i:\b(?:(?<!between\s)(?<!since\s)(?<!from\s)(?<!in\s)about|some|nearly|almost|over|(?:more|less|fewer|greater|other)\s+than|least|most|roughly|approximately|to\s+about|another|other|all|no\.|number|nos?|page|section|act|article|flight|room|highway|route|resolution|up\s+to|only|exactly|these|those)\s+)$|\bAct,?\s+$"
)
_DAY_COUNTS = re.compile(r"(?i:\b(?:for|in|within|than|least|after|over|only|just)\s+)$")
_AFTERWARDS = re.compile(r"\s+(?:after|before)\b")
_AGE_AFTER = re.compile(
    r"[\s-]+old\b|s?[\s-]+(?:of\s+age|old)\b|\s+(?:and|or)\s+(?:older|over|above|younger|under)\b|\s+(?:and\s+)?\d+\s+(?:days|months)\s+old\b|-on-|-over-|\s+on\s+year|\s+over\s+year|-to-date|-round",
    re.I,
)
_NAMED_DAY = re.compile(
    r"(?:Black|Good|Ash|Super|Bloody|Cyber|Palm|Easter|Sheffield|Fat|Shrove|Maundy|Holy|Ruby|Whit|Giving|Casual|Freaky|Mail\son)\s+$"
)
_PAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|World|Star|Standard|Tribune|Herald|People|Post|Independent|Night\s+(?:Football|Live|Lights)|Club|School|Observer|Night\sat)\b"
)
_TAKES = re.compile(
    r"(?i:\b(?:for|after|in|within|about|take|takes|took|taken|lasts?|lasted|than|is|was|be|been|nearly|almost|over|only|just|of|to|with|has|had|have|spent|such|what|half|quite|not|as|and|but|that|until|into|from|at|by)\s+)$"
)
_RATED = re.compile(
    r"(?:(?:[$£€¥₹R₦]|US\$|Sh|Rs\.?|N\$|C\$|A\$)?\s?\d[\d,.]*(?:\s?%)?|(?i:once|twice|thrice|times|percent|per\scent|%|(?:dozens|scores|hundreds|thousands|millions|billions)(?:\s+of)?|hundred|thousand|million|billion|trillion|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|few)\s+\w+))(?:\s+[\w$-]+){0,3}\)?\s+$"
)
_THERESA = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Minister|Brian|James|Elaine)\s+May\b")


def _before(text: str, match: re.Match[str], size: int = 40) -> str:
    return text[max(0, match.start() - size) : match.start()]


def _is_named(before: str) -> bool:
    """Whether a name stands before that the year belongs to ("River Prize 2022"), as against "In 2022"."""
    word = re.search(r"([A-Z][\w-]*)\s$", before)
    return word is not None and word[1].casefold() not in _OPENINGS


def _year_range_is_date(text: str, match: re.Match[str]) -> bool:
    return not _is_named(_before(text, match))


def _year_is_date(text: str, match: re.Match[str]) -> bool:
    year, before = int(match["year"]), _before(text, match)
    if match[0] != match["year"]:
        return True
    if _is_named(before):
        return False
    if _COUNTED.match(text, match.end()) or _BEFORE_COUNT.search(before) or text[match.end() : match.end() + 2] in ("-o", "m ", "km"):
        return False
    if 1900 <= year <= 2050 and not (year % 100 == 0 and year != 2000 and not _PREPOSITION.search(before)):
        return True
    if 1400 <= year < 1900 or year > 2050:
        return bool(_OLD_YEAR.search(before)) or (before.endswith(("the ", "The ")) and 1700 <= year < 1900 and _is_one(text, match.end()))
    return False


_OLD_YEAR = re.compile(r"(?i:\b(?:in|since|by|until|from|between|around|circa|late|early|year|of|dated|to|and)\s+|[(–-])$")


def _is_one(text: str, at: int) -> bool:
    """Whether one thing is named here, whose year stands before ("the 1868 flood"), as against many that are counted."""
    return re.match(r"\s(?!\w+s\b)[a-z]", text[at : at + 24]) is not None


@lru_cache(maxsize=16)
def _names_a_may(text: str) -> bool:
    return _THERESA.search(text) is not None


def _month_is_date(text: str, match: re.Match[str]) -> bool:
    word, before, after = match["month"], _before(text, match), text[match.end() : match.end() + 30]
    if re.match(r"-\w", after) and not re.match(r"-(?:to|end|" + FULL_MONTH + ")", after):
        return False
    governed = bool(_MONTH_PREPOSITION.search(before))
    joined = bool(re.match(rf"(?:\s+(?:and|or|to|through|until)\s+|\s?[-–,/]\s?){FULL_MONTH}\b", after)) or bool(
        re.search(rf"{FULL_MONTH}\s?(?:,|and|or|to|through|until|-|–|/)\s?$", before)
    )
    if word.casefold() == "may":
        person = _names_a_may(text)
        allowed = r"(?i:\b(?:in|since|last|this|next|early|late|mid|during))[\s-]+$" if person else _MONTH_PREPOSITION.pattern
        return (joined or bool(re.search(allowed, before))) and not re.match(r"\s+(?:be|have|not|also|well|God|Day)\b", after)
    if word.casefold() == "march":
        event = re.match(r"\s+(?:for|on|of|to|against|with|in)\b", after) and re.search(r"\b[Tt]he\s+$|[A-Z]\w+\s+$", before)
        return (governed or joined) and not event
    named = re.match(r"\s+[A-Z][a-z]+", after) and not re.match(rf"\s+(?:{WEEKDAY}|{MONTH})", after)
    capital_before = re.search(r"[A-Z]\w+\s+$", before) and not re.search(r"(?:^|[.!?]\s+)\w+\s+$", before)
    return joined or governed or not (named or capital_before)


def _weekday_is_date(text: str, match: re.Match[str]) -> bool:
    before = _before(text, match, 14)
    if match["which"] is None and _NAMED_DAY.search(before):
        return False
    return not (match["part"] is None and _PAPER.match(text, match.end()))


def _duration_is_date(text: str, match: re.Match[str]) -> bool:
    number, unit, before = match["number"].casefold(), match["unit"].casefold(), _before(text, match)
    if _AGE_AFTER.match(text, match.end()) or re.search(r"(?i:\b(?:aged?|ages)\s+(?:of\s+|between\s+|from\s+)?)$", before):
        return False
    if unit == "hour" and not (re.fullmatch(r"(?:24|36|48|72|96)|twenty[- ]four|forty[- ]eight|seventy[- ]two", number)):
        return False
    if unit == "quarter" and number in ("a", "an", "three", "one"):
        return False
    if re.search(r"\b(?:19|20)\d\d$", number) and not match[0].casefold().endswith("s"):
        return False
    single = number in ("a", "an", "one")
    if number in ("a", "an") and match[0][match.end("number") - match.start()] == "-":
        return False
    if number == "one" and unit == "day" and not re.search(r"(?i:\b(?:for|in|within|than|least|after|over)\s+)$", before):
        return match[0].count("-") > 0 or _AFTERWARDS.match(text, match.end()) is not None
    if number == "some" and not text[: match.end()].endswith("s"):
        return False
    return not (
        single and unit == "day" and not _DAY_COUNTS.search(before) and not _AFTERWARDS.match(text, match.end()) and "-" not in match[0]
    )


def _short_duration_is_time(text: str, match: re.Match[str]) -> bool:
    number, before = match["number"].casefold(), _before(text, match)
    if number in ("a", "an") and (match["unit"].casefold() == "second" or match[0][match.end("number") - match.start()] == "-"):
        return False
    rate = number in ("a", "an") and (_RATED.search(before) or not _TAKES.search(before))
    return (
        not rate
        and (match["unit"].casefold() != "second" or match[0].endswith("s"))
        and not re.match(r"['’]?s?\s+(?:drive|walk)\b", text[match.end() :][:9])
    )


def _per_unit_is_rate(text: str, match: re.Match[str]) -> bool:
    before = _before(text, match, 60)
    if match[0].lower().startswith("per"):
        return not match[0].lower().endswith("hour")
    if re.match(r"-|\s+(?:ago|earlier|later|before|after|old|long|from\s+now)\b|['’]s\b", text[match.end() :][:12]):
        return False
    if match["unit"].casefold() == "hour" or _TAKES.search(before):
        return False
    return bool(_RATED.search(before))


_DEFINITE = re.compile(
    r"(?i:\b(?:the|these|those|that|this|his|her|their|its|our|my|your|all|other|early|late|last|first|final|next|dark|good|old|many|more|hundred|thousand|million|billion|of)\s+|['’]s?\s+|[\d)]\s*|-)$"
)
"""Before "days of rain" and "years after the flood": what makes them those of something ("the early days of trade"), or counts them."""


def _bare_units_is_date(text: str, match: re.Match[str]) -> bool:
    before, after = _before(text, match), text[match.end() : match.end() + 14]
    if re.match(r"-|['’]|\s+old\b|\s+of\s+age\b|\s+(?:ago|later|earlier)\b", after):
        return False
    if re.match(r"\s+(?:of|after|before)\s", after):
        return not _DEFINITE.search(before)
    return bool(
        re.search(
            r"(?i:(?:^|\b(?:for|in|after|over|took|takes?|last(?:ed)?|spent|within|of|stalled|through|by|been|since|rumoured for|following|despite|with)\s+)$|[.!?]\s+$|\n$)",
            before,
        )
    )


def _today_is_date(text: str, match: re.Match[str]) -> bool:
    word, before = match["deictic"], _before(text, match, 20)
    if word[0].isupper() and re.search(r"[A-Z][\w.]*\s+$", before) and not re.search(r"[.!?:]\s+$", before):
        return False
    if word.istitle() and re.match(r"\s[A-Z]", text[match.end() :][:2]) and re.search(r"[a-z’'][\s]$", before[-2:]):
        return False
    return not re.match(r"['’]s\s+(?:Zaman)\b", text[match.end() :][:10])


def _clock_is_time(text: str, match: re.Match[str]) -> bool:
    if match["hour24"] and re.search(r"\b(?:ratio|odds|scale|score)\b|\btime\s+of\s+$", _before(text, match, 160)):
        return False
    if match["hour"] and not 1 <= int(match["hour"]) <= 12:
        return False
    if match["hourof"] and match["hourof"].isdigit() and int(match["hourof"]) > 12:
        return False
    if (
        match["hour24"]
        and not re.search(
            r"(?i:\b(?:at|from|until|till|by|to|between|and|around|about|since|before|after|is|on|of|time)\s+|\n|,\s)$",
            _before(text, match),
        )
        and not match["weekday"]
    ):
        return bool(re.search(ZONE, match[0]) or re.search(r"hrs|hours", match[0]))
    return not (match["named"] and match["named"][0].isupper() and re.match(r"\s+[A-Z]", text[match.end() :][:3]) and not match["weekday"])


def _now_is_now(text: str, match: re.Match[str]) -> bool:
    return not (match[0] == "Now" and re.search(r"[A-Z]\w+\s$", _before(text, match, 12)))


_TO_THE = re.compile(r"(?i:\b(?:told|tells|to|by|with|from|wrote\s+in|said\s+in)\s+the\s+)$")
_NAMED = re.compile(r"[A-Z][\w-]+\s+$")
_ARTICLE = re.compile(r"(?i:\b(?:a|the)\s+)$")


def _adverb_is_set(text: str, match: re.Match[str]) -> bool:
    """Not the newspaper: "told the daily", "a weekly", "the Harbour Daily", "Al-Bahr daily, quoting ..."."""
    before, after = _before(text, match, 24), text[match.end() :][:14]
    if match[0].casefold() in ("daily", "weekly", "monthly", "quarterly"):
        names_it = _NAMED.search(before) or _TO_THE.search(before)
        if names_it or (_ARTICLE.search(before) and not re.match(r"[\s-]+\w", after)):
            return False
    return not re.match(r"\s+(?:[A-Z]|newspaper|magazine|paper|tabloid|broadsheet)", after)


def _unit_named(text: str, match: re.Match[str]) -> bool:
    return not re.match(r"-old|-long|-on-|\s+old\b|['’]s\s+(?:Eve|Day)\b", text[match.end() :][:10])


_OF_SOMETHING = re.compile(r"\s+of\s+(?!(?:the\s+|this\s+|that\s+|last\s+|next\s+)?(?:week|month|quarter|year|decade|century)\b|\d)")


def _which_unit_is_date(text: str, match: re.Match[str]) -> bool:
    if match["which"].casefold().startswith("the ") and _OF_SOMETHING.match(text, match.end()):
        return False
    return _unit_named(text, match) and not (
        match["which"].casefold() == "past" and not re.search(r"(?i:\bthe\s+|\bin\s+|\bthis\s+)$", _before(text, match))
    )


def _every_is_set(text: str, match: re.Match[str]) -> bool:
    return match["unit"] is None or match["unit"].casefold() != "hour" or match["number"] is not None


def _day_month_is_date(text: str, match: re.Match[str]) -> bool:
    word, day = match["month"], match["day"]
    if match.start() and re.search(rf"{MONTH}\s+$", _before(text, match, 12)):
        return False
    if word in ("Mar", "May", "March", "Sun", "Sat", "Dec", "Jan") and not day[0].isdigit() and " of " not in match[0]:
        return False
    return not (day.casefold() == "second" and " of " not in match[0] and not match["year"])


def _month_day_is_date(text: str, match: re.Match[str]) -> bool:
    month, day = match["month"], match["day"]
    if not day[0].isdigit():
        return (
            month.casefold() not in ("may", "march") and day.casefold() not in ("first", "second", "third", "fourth", "fifth")
        ) or match["weekday"] is not None
    return not re.match(r"\s+(?:people|percent|per\scent|million|billion|thousand|(?:of|out\s+of)\s+\d)|-\d{3}", text[match.end() :][:14])


def _figures_date_is_date(text: str, match: re.Match[str]) -> bool:
    low, high = sorted((int(match["dd"]), int(match["mm"])))
    if match["sep"] == "-" and len(match["year"]) == 2:
        return False
    return 1 <= low <= 12 and high <= 31


def _quarter_code_is_date(text: str, match: re.Match[str]) -> bool:
    return bool(match["year"] or match["year2"]) or not re.match(r"\s*[:.]", text[match.end() :][:3])


def _the_season_is_date(text: str, match: re.Match[str]) -> bool:
    governed = r"(?i:\b(?:in|during|by|since|until|till|through|throughout|over|of|for|before|after|late|early)\s+)$"
    return match["season"].casefold() not in ("fall", "spring") or bool(re.search(governed, _before(text, match)))


def _last_units_is_date(text: str, match: re.Match[str]) -> bool:
    """Not the verb: "is to last 18 months"."""
    verb = match["which"].casefold() == "last" and match[0][:4].casefold() == "last"
    return not (verb and re.search(r"(?i:\b(?:to|will|would|could|may|might|can|must|should|shall|not|n[’']t)\s+)$", _before(text, match)))


def _range_start_is_date(text: str, match: re.Match[str]) -> bool:
    second = re.search(r"\d+", text[match.end() : match.end() + 12])
    first = re.match(r"\d+", match["day"])
    return bool(first and second and int(first[0]) < int(second[0]))


def _year_in_words_is_date(text: str, match: re.Match[str]) -> bool:
    """After "in", "since" or "the year", or with a century that counts nothing: not "twenty five-pound notes"."""
    if match["even"] or match[0].casefold().startswith("the "):
        return True
    rest = match["rest"].casefold()
    if any(word in rest for word in ("hundred", "thousand", "million", "dozen")):
        return False
    teens = re.match(r"(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|oh)\b", rest)
    certain = match["hundreds"].casefold() in ("seventeen", "eighteen", "nineteen") and teens
    return bool(
        certain or ((teens or " and" in match["hundreds"]) and re.search(r"(?i:\b(?:in|since|by|until|of)\s+)$", _before(text, match)))
    )


def _bc_is_date(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] not in ("&", "/") and not re.search(r"[$£€¥,.]\s?$", _before(text, match, 4))


GUARDS: MappingProxyType[str, Guard] = MappingProxyType(
    {
        "year": _year_is_date,
        "month": _month_is_date,
        "weekday": _weekday_is_date,
        "duration": _duration_is_date,
        "short_duration": _short_duration_is_time,
        "year_in_words": _year_in_words_is_date,
        "bc": _bc_is_date,
        "per_unit": _per_unit_is_rate,
        "bare_units": _bare_units_is_date,
        "day_deictic": _today_is_date,
        "clock": _clock_is_time,
        "now": _now_is_now,
        "adverb": _adverb_is_set,
        "which_unit": _which_unit_is_date,
        "every": _every_is_set,
        "year_range": _year_range_is_date,
        "figures_date": _figures_date_is_date,
        "quarter_code": _quarter_code_is_date,
        "the_season": _the_season_is_date,
        "last_units": _last_units_is_date,
        "range_start": _range_start_is_date,
        "day_month": _day_month_is_date,
        "month_day": _month_day_is_date,
    }
)
