"""Lexicons: word lists in TOML, one concept a file under `lexicons/<language>/`, checked when they are read."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from quotecheck.errors import LexiconError

T = TypeVar("T")


def load(name: str, shape: type[T]) -> T:
    """The lexicon `lexicons/en/<name>.toml`, validated as `shape` (a type that pydantic can check).

    Raises `LexiconError` when the file is missing or does not have that shape.
    """
    try:
        return TypeAdapter(shape).validate_python(_read(name))
    except ValidationError as error:
        raise LexiconError(f"lexicon {name!r} does not have the expected shape: {error}") from error


@cache
def _read(name: str) -> dict[str, Any]:
    path = files("quotecheck").joinpath("lexicons", "en", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"there is no lexicon {name!r}; expected it at {path}") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {name!r} is not valid TOML: {error}; mend {path}") from error
