"""Every number of an article, what it counts, and on whose word it stands."""

from pathlib import Path

import quotecheck

text = Path(__file__).with_name("article.txt").read_text(encoding="utf-8")
result = quotecheck.extract(text, published="2024-05-14")
quotes = {quote.id: quote for quote in result.quotes}
names = {speaker.id: speaker.name for speaker in result.speakers}

for claim in result.claims:
    quote = quotes.get(claim.quote)
    source = names.get(quote.speaker) if quote else None
    item = claim.item.text if claim.item else "-"
    print(f"{claim.quantity.span.text!r:28} {item!r:32} {source or 'the article itself'}")
    assert text[claim.quantity.span.start : claim.quantity.span.end] == claim.quantity.span.text
