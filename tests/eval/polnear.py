"""Attributions on the dev split of PolNeAR, by the corpus's own scorer.

Quotes and thoughts are counted: the corpus annotates both. A paragraph that quotes on is a piece of what it goes on from, and
statements within statements are left out, since it annotates none (2 of 23,329 contents overlap another).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import runs

from quotecheck import Extraction, TextSpan

DATA = Path(__file__).parents[3] / "shared" / "corpora"


def measure(data: Path) -> dict[str, float]:
    """F of the relation (right words, right source) by form: `polnear.relation.direct` and the like, values 0 to 1."""
    gold = data / "polnear" / "dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        lines = (json.dumps(as_attributions(result)) + "\n" for result in runs.extractions(gold))
        predicted.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(gold.with_name("score.py")), str(gold), str(predicted), "--json"]
        scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {f"polnear.relation.{form}": round(scores[f"relation|{form}"][2] / 100, 4) for form in ("all", "direct", "mixed", "indirect")}


def as_attributions(result: Extraction) -> dict[str, Any]:
    """One article's quotes and thoughts as the corpus writes them."""
    told = [quote for quote in (*result.quotes, *result.thoughts) if quote.within is None]
    by_id = {quote.id: quote for quote in told}

    def offsets(*spans: TextSpan | None) -> list[list[int]]:
        return [[span.start, span.end] for span in spans if span is not None]

    attributions: dict[str, dict[str, Any]] = {}
    for quote in told:
        head = quote
        while head.cue is None and head.source is None and head.continues in by_id:
            head = by_id[head.continues]
        row = attributions.setdefault(
            head.id,
            {
                "id": head.id,
                "source": offsets(head.source),
                "cue": offsets(head.cue),
                "content": [],
                "confidence": head.confidence,
                "rule": head.rule,
            },
        )
        row["content"] += offsets(*quote.content)
    return {"id": result.id, "attributions": list(attributions.values())}


def main() -> None:
    print("\n".join(f"{name:32} {value:.4f}" for name, value in measure(DATA).items()))


if __name__ == "__main__":
    main()
