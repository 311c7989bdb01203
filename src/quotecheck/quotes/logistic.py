"""Logistic models over named features, with weights in plain JSON."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: the probability is the logistic function of the bias and the weighted features."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        """The probability, for features by name; one that is missing counts as 0.

        >>> Logistic(0.0, {"near": 2.0})({"near": 1.0})
        0.8807970779778823
        """
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def log_odds(probability: float) -> float:
    """The logarithm of the odds, kept within -7 and 7.

    >>> log_odds(0.5), log_odds(0.0)
    (0.0, -7.0)
    """
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-7.0, min(7.0, math.log(bounded / (1 - bounded))))
