"""Article in, extraction out: `extract` for one text, `Extractor` for a program, `add_pipes` for your own pipeline."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property
from importlib.metadata import version
from itertools import islice
from typing import Any, Self

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from quotecheck import models
from quotecheck.errors import ModelNotFound
from quotecheck.kinds import FINDERS, KINDS, PIPES
from quotecheck.layers import Findings, text_of
from quotecheck.mentions.timexes import build_reference_date
from quotecheck.records import Article, Extraction, Failure, MadeBy
from quotecheck.syntax.tokenizer import blank

JUDGE = "quotecheck_linked_attributions"
"""The pipe that judges statements by fitted weights."""
SHOWN_FROM = 0.5
"""Quotes are shown from this confidence on where no recipe has measured a better one."""
ErrorHandler = Callable[[str, Any, list[Doc], Exception], Any]

DEFAULT_MODEL = "default"
BASE = "base"
ENCODER = "quotecheck_encoder"
BATCH = 16
"""Articles a batch: enough to keep the matrix work busy, few enough that one failing costs little to redo."""


def extract(text: str, *, published: date | str | None = None, id: str = "") -> Extraction:
    """All records of one text, with the default model, which is loaded at the first call and kept.

    `published` (a date or an ISO 8601 string) resolves relative dates. For a title or a URL build an `Article` and
    call an `Extractor`, which takes many articles as well.

    >>> [quote.content[0].text for quote in extract("“We lost the barn,” Maria Lopez said.").quotes]
    ['We lost the barn,']
    """
    return _default_extractor()(Article.model_validate({"text": text, "id": id, "published": published}))


def from_doc(doc: Doc, article: Article | None = None) -> Extraction:
    """The records of a doc that has been through the pipes (`add_pipes`), on any pipeline of yours.

    `article` adds id and publication date; its text must be the doc's. Raises `MissingLayer`, which names the pipe to
    add, when a pipe has not run, and `ValueError` when the texts differ.
    """
    article = Article(text=text_of(doc)) if article is None else article
    if article.text != text_of(doc):
        raise ValueError("the article's text is not the doc's text, so offsets would lie; make the doc from article.text")
    findings = Findings(doc, "from_doc")
    fields = {kind.field: kind.build(findings, article) for kind in KINDS}
    told_from = build_reference_date(findings, article)
    made_by = MadeBy(quotecheck=_version(), model=doc.user_data.get(MODEL_KEY, "unknown"), sha256=article.sha256)
    return Extraction(id=article.id, article=article, made_by=made_by, reference_date=told_from, **fields)  # type: ignore[arg-type]


def add_pipes(nlp: Language) -> Language:
    """Append every pipe of this library, in order, to a pipeline of yours; returns it.

    The first is the encoder, which reads the text. What your pipeline sets before it (sentences, parse, tags, lemmas, entities)
    is used; what it does not set, the encoder does. Pipes that are there already stay where they are.
    """
    if ENCODER not in nlp.pipe_names:
        nlp.add_pipe(ENCODER)
    return _with_finders(nlp)


def _with_finders(nlp: Language) -> Language:
    """The pipeline with what finds records in a doc that has been read."""
    instead = {old: new for name, pipes in FINDERS.items() if name in nlp.pipe_names for old, new in pipes.items()}
    for factory in (instead.get(factory, factory) for factory in PIPES):
        if factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp


class Extractor:
    """A loaded pipeline that turns articles into extractions; safe to keep and to use for any number of articles."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.model = "{lang}_{name} {version}".format(**{key: nlp.meta.get(key, "") for key in ("lang", "name", "version")}).strip()

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL) -> Self:
        """A shipped pipeline by its name; `ModelNotFound` lists the names that there are.

        `default` reads with the encoder and is the more accurate one; `fast` reads with the small base model alone.
        """
        if model not in PIPELINES:
            raise ModelNotFound(f"there is no pipeline {model!r}; there are: {', '.join(PIPELINES)}")
        nlp = PIPELINES[model]()
        nlp.max_length = 10**9
        nlp.meta["name"] = f"quotecheck_{model}"
        return cls(nlp)

    @cached_property
    def shown_from(self) -> float:
        """The confidence from which on nine in ten quotes are right on unseen articles, as the recipe measured and wrote it.

        The command line shows those alone; here nothing is left out unless `Extraction.with_min_confidence` is asked.
        """
        if JUDGE not in self.nlp.pipe_names:
            return SHOWN_FROM
        weights = models.path(self.nlp.get_pipe_config(JUDGE)["model"]) / "linker.json"
        return float(json.loads(weights.read_text(encoding="utf-8")).get("shown_from", SHOWN_FROM))

    def __call__(self, article: Article | str) -> Extraction:
        """The records of one article; what goes wrong in a pipe is raised as it is."""
        article = _as_article(article)
        with self._on_error(raise_error):
            doc = self.nlp(article.text)
        return self._build(doc, article)

    def pipe(self, articles: Iterable[Article | str], *, n_process: int = 1) -> Iterator[Extraction | Failure]:
        """One result an article, in order, however many processes share the work.

        An article that fails becomes a `Failure` in its place and the others go on. Results are the same for every
        `n_process`.
        """
        if n_process == 1:
            for batch in _batches(map(_as_article, articles)):
                yield from map(self._attempt, batch, self._docs(batch))
        else:
            yield from self._shared(map(_as_article, articles), n_process)

    def _docs(self, batch: Sequence[Article]) -> Sequence[Doc | None]:
        """The batch's docs, or `None` for each where the batch failed as a whole."""
        try:
            with self._on_error(raise_error):
                return list(self.nlp.pipe([article.text for article in batch], batch_size=BATCH))
        except Exception:
            return [None] * len(batch)

    def _shared(self, articles: Iterable[Article], n_process: int) -> Iterator[Extraction | Failure]:
        """The work shared among processes: spaCy keeps the order but leaves out what fails, and `expected` notices."""
        waiting: dict[int, Article] = {}
        expected = 0

        def texts() -> Iterator[tuple[str, int]]:
            for index, article in enumerate(articles):
                waiting[index] = article
                yield article.text, index

        with self._on_error(_leave_out):
            for doc, index in self.nlp.pipe(texts(), as_tuples=True, batch_size=BATCH, n_process=n_process):
                for missing in range(expected, index):
                    yield self._attempt(waiting.pop(missing), None)
                yield self._attempt(waiting.pop(index), doc)
                expected = index + 1
        for missing in sorted(waiting):
            yield self._attempt(waiting.pop(missing), None)

    def _attempt(self, article: Article, doc: Doc | None) -> Extraction | Failure:
        """The article's records; one whose batch failed (no doc) is tried alone: it was not to blame, or we learn why."""
        try:
            return self(article) if doc is None else self._build(doc, article)
        except Exception as error:
            return Failure(id=article.id, error=f"{type(error).__name__}: {error}")

    def _build(self, doc: Doc, article: Article) -> Extraction:
        doc.user_data[MODEL_KEY] = self.model
        return from_doc(doc, article)

    @contextmanager
    def _on_error(self, handler: ErrorHandler) -> Iterator[None]:
        """What spaCy does about a failing doc meanwhile. (`Language.set_error_handler` fails on the parser of spaCy 3.8.)"""
        previous = self.nlp.default_error_handler
        self.nlp.default_error_handler = handler
        try:
            yield
        finally:
            self.nlp.default_error_handler = previous


def _fast() -> Language:
    return _with_finders(spacy.load(models.path(BASE)))


def _default() -> Language:
    """The encoder on our tokenizer alone."""
    nlp = blank()
    nlp.meta["version"] = _version()
    return add_pipes(nlp)


PIPELINES: dict[str, Callable[[], Language]] = {"default": _default, "fast": _fast}
"""The shipped pipelines, by the name that `Extractor.load` takes."""
MODEL_KEY = "quotecheck_model"


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


def _as_article(article: Article | str) -> Article:
    return Article(text=article) if isinstance(article, str) else article


def _leave_out(name: str, pipe: Any, docs: list[Doc], error: Exception) -> None:
    """spaCy's error handler that drops what fails; `Extractor.pipe` notices and tries it again alone."""


@cache
def _version() -> str:
    """Of the library; asking the installed metadata takes longer than building the records of a short article."""
    return version("quotecheck")


@cache
def _default_extractor() -> Extractor:
    return Extractor.load()
