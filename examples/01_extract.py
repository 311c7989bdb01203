"""Who said what in one article."""

from pathlib import Path

import quotecheck

text = Path(__file__).with_name("article.txt").read_text(encoding="utf-8")
result = quotecheck.extract(text, published="2024-05-14")
names = {speaker.id: speaker.name for speaker in result.speakers}

for quote in result.quotes:
    who = names.get(quote.speaker, "not known")
    said = " … ".join(span.text for span in quote.content)
    print(f"{quote.form:8} {quote.confidence:.2f}  {who}: {said}")
