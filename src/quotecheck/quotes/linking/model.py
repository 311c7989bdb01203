"""The weights by which tagged spans are joined and judged: logistic models over named features, in plain JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotecheck import models
from quotecheck.quotes.logistic import Logistic, log_odds


@dataclass(frozen=True, slots=True)
class Linker:
    """The models, the probability from which on a statement is kept, and the precision of each rule.

    `cue`: whether a content belongs to a cue; `source`: whether a cue has that source; `judge`: whether a statement's words and
    source are right; `uttered`: whether it was told or written at all, not only thought, wanted or planned; `whole`: whether the
    speaker is right as well.
    """

    cue: Logistic
    source: Logistic
    judge: Logistic
    uttered: Logistic
    whole: Logistic
    threshold: float
    rules: Mapping[str, float]

    def precision(self, rule: str) -> float:
        """The measured precision of a rule; a rule that never fired where it was measured is as good as a coin."""
        return self.rules.get(rule, 0.5)

    def confidence(self, told: float, speaker: float | None) -> float:
        """The probability that words, source and speaker are right, from that of words and source and that of the speaker.

        `speaker` is `None` where nobody is safe, which is right where the text names nobody.
        """
        return self.whole(
            {"told": log_odds(told), "speaker": 0.0 if speaker is None else log_odds(speaker), "nobody": float(speaker is None)}
        )


MODELS = ("cue", "source", "judge", "uttered", "whole")


@cache
def load_linker(name: str = "reader") -> Linker:
    """The linker beside the encoder's weights of that name."""
    data = json.loads((models.path(name) / "linker.json").read_text(encoding="utf-8"))
    return Linker(**{key: Logistic(**data[key]) for key in MODELS}, threshold=data["threshold"], rules=data["rules"])


def act_features(cue: str, form: str) -> dict[str, float]:
    """What tells an act of communication: the words of the cue, and quotation marks.

    >>> act_features("also said", "direct")
    {'also': 1.0, 'said': 1.0, '(direct)': 1.0}
    """
    return dict.fromkeys(WORD.findall(cue.lower()) or [":"], 1.0) | {f"({form})": 1.0}


WORD = re.compile(r"[^\W\d_]+")
