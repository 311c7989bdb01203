"""What can go wrong, drawn as a tree; every message names what to do next.

    QuotecheckError
    ├── MissingLayer       a pipe ran before the pipe that it reads from
    ├── ModelNotFound      no shipped model has that name
    ├── LexiconError       a lexicon file does not have the shape that its reader asks for
    ├── UnreadableArticle  a file or an article that can not be read as text
    └── UnreadableSource   a source document that can not be read, or not without an extra

The text of an article is never an error: any string extracts.
"""


class QuotecheckError(Exception):
    """The one to catch for everything that this library raises on purpose."""


class MissingLayer(QuotecheckError):
    """A pipe or a builder needs a layer that no pipe has written on the doc."""

    def __init__(self, reader: str, factory: str) -> None:
        super().__init__(f"{reader!r} needs {factory!r}; add it before")
        self.reader = reader
        self.factory = factory


class ModelNotFound(QuotecheckError):
    """No model of that name stands in the wheel or in the checkout."""


class LexiconError(QuotecheckError):
    """A lexicon file is missing or has another shape than its reader asks for."""


class UnreadableArticle(QuotecheckError):
    """A file that is missing, empty, a directory or not UTF-8."""


class UnreadableSource(QuotecheckError):
    """A source document that is missing, has no text that can be read, or needs an extra that is not installed."""
