"""Which training articles are kept from the encoder, for the linker and the calibration."""

import hashlib

HELD_OUT = 12
"""One in so many."""


def is_held_out(article_id: str) -> bool:
    """Whether the article is kept back; a function of its id alone."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % HELD_OUT == 0


def is_kept(corpus: str, article_id: str) -> bool:
    """Whether the encoder has not seen the article of that corpus: of newsquotes it has seen none."""
    return corpus != "polnear" or is_held_out(article_id)
