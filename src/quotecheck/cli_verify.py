"""What `quotecheck verify` does, apart from its options: read sources, check quotes, write verdicts. Imports no spaCy for a quote alone."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quotecheck.errors import UnreadableSource
from quotecheck.records import Extraction, Failure
from quotecheck.verdicts import Verification
from quotecheck.verification.index import Source, SourceIndex
from quotecheck.verification.policies import FAILURES, Policy, policy
from quotecheck.verification.sources.files import read_source
from quotecheck.verification.verify import verify, verify_all

FAILED = 1


@dataclass(frozen=True)
class Request:
    """One call of the command, its options checked: `ValueError` names the option that can not be used and what can."""

    sources: Sequence[str]
    format: str
    policy: str | None = None
    fail_on: str = ""

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("there is nothing to check against; name a transcript or document with --source FILE")
        if unknown := self.failures - FAILURES:
            raise ValueError(f"--fail-on {', '.join(sorted(unknown))}: no such finding; choose from {', '.join(sorted(FAILURES))}")
        if "blemish" in self.failures and self.policy is None:
            raise ValueError("--fail-on blemish needs a --policy that says what a blemish is, for example --policy AP")
        _ = self.house

    @property
    def failures(self) -> frozenset[str]:
        """The verdicts and flags that make the command exit with 1."""
        return frozenset(part.strip() for part in self.fail_on.split(",") if part.strip())

    @property
    def house(self) -> Policy | None:
        """The house policy that was asked for."""
        return None if self.policy is None else policy(self.policy)

    def index(self, complain: Callable[[str], None]) -> SourceIndex:
        """The sources, read; each that can not be is complained of, and the last of them raised where none can."""
        read: list[Source] = []
        for number, name in enumerate(self.sources, start=1):
            try:
                read.append(read_source(name, name))
            except UnreadableSource as error:
                if not read and number == len(self.sources):
                    raise
                complain(str(error))
        return SourceIndex(read)


def check_quote(request: Request, index: SourceIndex, *, quote: str, speaker: str | None) -> int:
    """Check one quote and write the verdict; the exit code."""
    return _written(request, [verify(quote, index, speaker=speaker)])


def check_article(request: Request, index: SourceIndex, results: Iterable[Extraction | Failure]) -> int:
    """Check all quotes of extracted articles and write the verdicts; the exit code."""
    codes = [FAILED if isinstance(result, Failure) else _written(request, verify_all(result, index)) for result in results]
    return max(codes, default=0)


def _written(request: Request, verifications: Sequence[Verification]) -> int:
    house = request.house
    if request.format == "jsonl":
        for each in verifications:
            sys.stdout.buffer.write(_line(each, house).encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    else:
        _shown(request.format, verifications, house)
    return FAILED if any(_findings(each, house) & request.failures for each in verifications) else 0


def _line(verification: Verification, house: Policy | None) -> str:
    record = verification.model_dump(mode="json")
    if house is not None:
        blemishes = house.blemishes(verification)
        record["blemishes"] = [number for number, edit in enumerate(verification.edits) if edit in blemishes]
    return json.dumps(record, ensure_ascii=False)


def _shown(format: str, verifications: Sequence[Verification], house: Policy | None) -> None:
    from quotecheck.export import verdicts

    if format == "html":
        sys.stdout.buffer.write(verdicts.page(verifications).encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    from rich.console import Console

    console = Console()
    for each in verifications:
        console.print(verdicts.render(each, house.blemishes(each) if house else ()))


def _findings(verification: Verification, house: Policy | None) -> set[str]:
    findings = {str(verification.verdict), *verification.flags}
    return findings | {"blemish"} if house is not None and house.blemishes(verification) else findings
