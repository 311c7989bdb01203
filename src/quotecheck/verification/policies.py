"""House policies: which differences a newsroom holds to be blemishes of a quote. Data, in the lexicon `policies`."""

from functools import cache

from quotecheck.lexicon import load
from quotecheck.records import Record
from quotecheck.verdicts import FLAGS, GRADES, Edit, Verification


class Policy(Record):
    """What a house does not let stand between quotation marks: by grade, by rule, by flag. `allowed` rules are excepted from a grade."""

    name: str
    source: str
    grades: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def blemishes(self, verification: Verification) -> tuple[Edit, ...]:
        """The edits of a quote that the house would not let stand, in the order of the quote.

        >>> from quotecheck.verification.verify import verify
        >>> found = verify("It was a bad day for all.", "It was, um, a bad day for all.")
        >>> [len(policy(name).blemishes(found)) for name in ("AP", "Guardian")]
        [1, 0]
        """
        return tuple(edit for edit in verification.edits if self._is_blemish(edit))

    def _is_blemish(self, edit: Edit) -> bool:
        return edit.rule in self.rules or (edit.grade in self.grades and edit.rule not in self.allowed)


def policy(name: str) -> Policy:
    """The policy of that name, in any case; `ValueError` lists the names there are.

    >>> policy("ap").name
    'AP'
    """
    for each in policies():
        if each.name.casefold() == name.casefold():
            return each
    raise ValueError(f"there is no policy {name!r}; the policies are {', '.join(each.name for each in policies())}")


@cache
def policies() -> tuple[Policy, ...]:
    """All policies that the library knows."""
    return tuple(load("policies", dict[str, list[Policy]])["policy"])


FAILURES = frozenset({*GRADES, *FLAGS, "spliced", "partial", "not_found", "too_short", "blemish"}) - {"exact"}
"""What `quotecheck verify --fail-on` may name: a verdict, a flag, or any blemish by the policy."""
