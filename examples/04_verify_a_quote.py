"""Does the quote stand in the transcript, where, and what was changed?"""

import quotecheck

TRANSCRIPT = """MAYOR CALLOWAY: We, uh, we lost twelve hundred homes, and we did not ask for any of this.
REPORTER: Will you rebuild?
MAYOR CALLOWAY: We will rebuild every one of them before the winter comes."""

index = quotecheck.SourceIndex([quotecheck.parse_source(TRANSCRIPT, name="transcript")])
quotes = ["We lost 1,200 homes", "We did ask for any of this", "We will rebuild … before the winter comes", "It will never happen again"]

for quote in quotes:
    found = quotecheck.verify(quote, index, speaker="Ruth Calloway")
    print(f"{found.verdict:10} {quote!r} {list(found.flags)}")
    for passage in found.passages:
        print(f"{'':10} {passage.span.start}-{passage.span.end} {passage.speaker}: {passage.words!r}")
    for edit in found.edits:
        if edit.grade != "exact" and edit.source:
            print(f"{'':12} {edit.grade} ({edit.rule}): {edit.quote.text!r} for {edit.source.text!r}")
