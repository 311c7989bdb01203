"""Which training articles are kept from the network, for all that is fitted on what it reads."""

import hashlib

ONE_IN = {"newsquotes": 3, "polnear": 6}
"""One in so many articles of a corpus is kept; pages of newsquotes count as newsquotes."""


def is_kept(corpus: str, article_id: str) -> bool:
    """Whether the article is kept back; a function of corpus and id alone.

    >>> is_kept("polnear", "a"), is_kept("newsquotes", "a")
    (False, False)
    """
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % ONE_IN[corpus] == 0
