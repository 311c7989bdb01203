"""The command line: data on stdout, everything else on stderr.

Exit codes: 0 all done; 1 an article could not be processed (its line holds `error`); 2 a file or an option could not be
used (one line on stderr says which and what to do; the other files are still done).
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.errors import UnreadableArticle, UnreadableSource
from quotecheck.records import Article, Failure

if TYPE_CHECKING:
    from quotecheck.extractor import Extractor
    from quotecheck.records import Extraction

DONE, FAILED, MISUSED = 0, 1, 2
STDIN = "-"

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    """How results are written."""

    jsonl = "jsonl"
    json = "json"
    table = "table"


class Pipeline(StrEnum):
    """The shipped pipelines."""

    default = "default"
    fast = "fast"


class VerdictFormat(StrEnum):
    """How verdicts on quotes are written."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


class Output:
    """Where the command's words go, and what it will exit with."""

    def __init__(self) -> None:
        self.code = DONE
        self.found = self.hidden = 0

    def complain(self, message: str) -> None:
        """One line on stderr; the exit code will say that something could not be used."""
        print(f"quotecheck: {message}", file=sys.stderr)
        self.code = MISUSED

    def watch(self, results: "Iterable[Extraction | Failure]") -> "Iterator[Extraction | Failure]":
        """The same results; a failing one sets the exit code and is named on stderr."""
        for result in results:
            if isinstance(result, Failure):
                print(f"quotecheck: {result.id}: {result.error}", file=sys.stderr)
                self.code = max(self.code, FAILED)
            yield result

    def sure(self, results: "Iterable[Extraction | Failure]", minimum: float) -> "Iterator[Extraction | Failure]":
        """The same results without the quotes and thoughts below that confidence, which are counted."""
        for result in results:
            if isinstance(result, Failure):
                yield result
                continue
            shown = result.with_min_confidence(minimum)
            found = len(result.quotes) + len(result.thoughts)
            self.found += found
            self.hidden += found - len(shown.quotes) - len(shown.thoughts)
            yield shown

    def tell_hidden(self, minimum: float) -> None:
        """One line on stderr where anything was hidden: how much, why, and how to see it."""
        if self.hidden:
            what = f"{self.hidden} of {self.found} quotes and thoughts hidden, their confidence below {minimum:g}"
            print(f"quotecheck: {what}; --min-confidence 0 shows all", file=sys.stderr)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"quotecheck {version('quotecheck')}")
        raise typer.Exit(DONE)


@app.callback()
def root(
    _: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)] = False,
) -> None:
    """Read news articles and write typed records of what they claim and on whose word."""


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Articles as UTF-8 text files; - reads one from stdin.")],
    format: Annotated[Format, typer.Option(help="One JSON object a line, one JSON array, or tables to read.")] = Format.jsonl,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date, YYYY-MM-DD: resolves relative dates.")] = None,
    id: Annotated[str | None, typer.Option(help="The article's id; without it, the file's name less its extension.")] = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 1,
    model: Annotated[Pipeline, typer.Option(help="The more accurate pipeline, or the fast one for large corpora.")] = Pipeline.default,
    min_confidence: Annotated[
        float | None,
        typer.Option(metavar="NUMBER", help="Hide quotes of a lower confidence, 0 to 1; without it, so that nine in ten shown are right."),
    ] = None,
) -> None:
    """Extract quotes, cited reports, numeric claims, dates and places from each FILE."""
    output = Output()
    if id is not None and len(files) > 1:
        output.complain("--id names one article; give one FILE with it")
        raise typer.Exit(output.code)
    if min_confidence is not None and not 0.0 <= min_confidence <= 1.0:
        output.complain(f"--min-confidence {min_confidence:g} is no probability; give a number from 0 to 1, 0 shows all quotes")
        raise typer.Exit(output.code)
    try:
        day = None if published is None else date.fromisoformat(published)
    except ValueError:
        output.complain(f"--published {published!r} is no date; write it as YYYY-MM-DD, for example 2024-01-31; it was left out")
        day = None
    articles = list(_readable(files, Article(text="", id=id or "", published=day), output))
    if articles:
        extractor = _extractor(model)
        minimum = extractor.shown_from if min_confidence is None else min_confidence
        results = output.sure(output.watch(extractor.pipe(articles, n_process=processes)), minimum)
        _write(_with_progress(results, len(articles)), format)
        if min_confidence is None:
            output.tell_hidden(minimum)
    raise typer.Exit(output.code)


@app.command()
def verify(
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="The article as a UTF-8 text file; - reads stdin.")] = None,
    source: Annotated[list[str] | None, typer.Option(metavar="FILE", help="What it quotes: text, transcript, captions, HTML, PDF.")] = None,
    quote: Annotated[str | None, typer.Option(help="Check this quote instead of an article's.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said --quote.")] = None,
    policy: Annotated[str | None, typer.Option(help="A house policy that says which differences are blemishes: AP, Guardian.")] = None,
    fail_on: Annotated[str, typer.Option(metavar="LIST", help="Exit with 1 on these, for example altered,spliced,not_found.")] = "",
    format: Annotated[VerdictFormat, typer.Option(help="A diff to read, one JSON object a line, or a web page.")] = VerdictFormat.table,
) -> None:
    """Check whether the quotes of an ARTICLE stand in its sources, where, and what was changed."""
    from quotecheck import cli_verify

    output = Output()
    try:
        if (article is None) == (quote is None):
            raise ValueError("name one ARTICLE to check, or give one quote with --quote")
        request = cli_verify.Request(source or [], format.value, policy, fail_on)
        text = None if article is None else _read(article, Article(text=""))
        index = request.index(output.complain)
        if text is None:
            code = cli_verify.check_quote(request, index, quote=quote or "", speaker=speaker)
        else:
            results = output.watch(_extractor(Pipeline.default).pipe([text]))
            code = cli_verify.check_article(request, index, results)
        output.code = max(output.code, code)
    except (UnreadableArticle, UnreadableSource, ValueError) as error:
        output.complain(str(error))
    raise typer.Exit(output.code)


def _readable(files: Iterable[str], pattern: Article, output: Output) -> Iterator[Article]:
    for name in files:
        try:
            yield _read(name, pattern)
        except UnreadableArticle as error:
            output.complain(str(error))


def _read(name: str, pattern: Article) -> Article:
    """The file as an article with the pattern's date and id, line ends and all; `UnreadableArticle` says why not."""
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableArticle(f"{name}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise UnreadableArticle(f"{name}: is a directory; name the files in it, for example {name.rstrip('/')}/*.txt") from None
    except UnicodeDecodeError as error:
        raise UnreadableArticle(f"{name}: byte {error.start} is not UTF-8; convert it, for example with iconv -t utf-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableArticle(f"{name}: {reason}; check the path and that you may read it") from None
    if not text.strip():
        raise UnreadableArticle(f"{name}: is empty; give a file that holds the article's text")
    return pattern.model_copy(update={"text": text, "id": pattern.id or ("stdin" if name == STDIN else Path(name).stem)})


def _extractor(model: Pipeline) -> "Extractor":
    """The pipeline, loaded; spaCy is imported here, so that help and mistakes are told at once."""
    from quotecheck.extractor import Extractor

    return Extractor.load(model.value)


def _write(results: "Iterable[Extraction | Failure]", format: Format) -> None:
    if format is Format.table:
        _write_tables(results)
        return
    from quotecheck.export import jsonl

    for line in (jsonl.lines if format is Format.jsonl else jsonl.array)(results):
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()


def _write_tables(results: "Iterable[Extraction | Failure]") -> None:
    from rich.console import Console

    from quotecheck.export import table

    console = Console()
    for result in results:
        console.print(table.render(result))


def _with_progress(results: "Iterable[Extraction | Failure]", total: int) -> "Iterable[Extraction | Failure]":
    """The same results, with a progress bar on stderr where that is a terminal and there is more than one article."""
    if total < 2 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, total=total, description="Extracting", console=Console(stderr=True), transient=True)


def main() -> None:
    """The entry point of the command `quotecheck`."""
    try:
        app()
    except BrokenPipeError:  # `quotecheck extract ... | head` has what it wants
        sys.stderr.close()
        sys.exit(DONE)
