"""Where a shipped model is: in the wheel, else in the checkout from which the package is installed."""

from pathlib import Path

from quotecheck.errors import ModelNotFound

PACKAGE = Path(__file__).parent
WHEEL = PACKAGE / "weights"
CHECKOUT = PACKAGE.parent.parent / "models"


def names() -> list[str]:
    """The names of the models that are there.

    >>> "base" in names()
    True
    """
    return sorted({found.parent.name if found.name == "weights" else found.name for found in _folders()})


def path(name: str) -> Path:
    """The folder of that model's weights; `ModelNotFound` lists the names that there are."""
    for folder in _folders():
        if name == (folder.parent.name if folder.name == "weights" else folder.name):
            return folder
    raise ModelNotFound(f"there is no model {name!r}; there are: {', '.join(names()) or 'none (reinstall quotecheck)'}")


def _folders() -> list[Path]:
    candidates = [*WHEEL.glob("*/"), *CHECKOUT.glob("*/weights/")]
    return [folder for folder in candidates if any(folder.iterdir())]
