"""Many articles at once: order is kept, and one that fails does not lose the others."""

from quotecheck import Article, Extractor, Failure
from quotecheck.export import jsonl

articles = [
    Article(id="bridge", text="The bridge will close on Monday, the council said.", published="2024-03-01"),
    Article(id="empty", text=""),
    Article(id="harvest", text="According to the growers' survey, one in five fields was flooded."),
]

for result in Extractor.load().pipe(articles):
    if isinstance(result, Failure):
        print(result.id, "failed:", result.error)
    else:
        print(next(jsonl.lines([result])))
