"""The tokenizer: spaCy's for English, with quotation marks and dashes always tokens of their own."""

import re
from typing import Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

DOUBLE_MARKS = r"""(?:["“”„‟«»]|``|'')"""
DASHES = r"(?:—|―+|--+)"
RUNS = r"(?:\*{2,}|={2,}|#{2,}|_{2,}|~{2,}|<{2,}|>{2,}|[!?]{2,})"
"""A ruler or an outcry is one token."""
INFIXES = (r'(?<=[a-z0-9])[,:;.!?](?=["“”])', r"(?<=[0-9])–(?=[0-9])", r"(?<=[A-Za-z]\.)-(?=[A-Za-z])")
"""A stop before a mark inside a token (said:"Yes), number ranges, and U.K.-based."""


def blank() -> Language:
    """A pipeline that cuts a text into tokens, and nothing else.

    >>> [token.text for token in blank()("He said:“No”—in the U.K.-based firm.")]
    ['He', 'said', ':', '“', 'No', '”', '—', 'in', 'the', 'U.K.', '-', 'based', 'firm', '.']
    """
    return English(create_tokenizer=_tokenizer)


def _tokenizer(nlp: Language) -> Any:
    defaults = nlp.Defaults
    extra = [DOUBLE_MARKS, DASHES, RUNS]
    mark = re.compile(DOUBLE_MARKS)
    return Tokenizer(
        nlp.vocab,
        rules={text: parts for text, parts in (defaults.tokenizer_exceptions or {}).items() if not mark.search(text)},
        prefix_search=compile_prefix_regex([*extra, *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*extra, *(defaults.suffixes or [])]).search,
        infix_finditer=compile_infix_regex([*extra, *INFIXES, *(defaults.infixes or [])]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
