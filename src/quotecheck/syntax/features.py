"""Morphological features of Universal Dependencies as far as a Penn tag and a pronoun's form tell them."""

from types import MappingProxyType

OF_TAG = MappingProxyType(
    {
        "JJ": "Degree=Pos",
        "JJR": "Degree=Cmp",
        "JJS": "Degree=Sup",
        "MD": "VerbForm=Fin",
        "NN": "Number=Sing",
        "NNP": "Number=Sing",
        "NNPS": "Number=Plur",
        "NNS": "Number=Plur",
        "RBR": "Degree=Cmp",
        "RBS": "Degree=Sup",
        "VB": "VerbForm=Inf",
        "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
        "VBG": "VerbForm=Ger",
        "VBN": "Tense=Past|VerbForm=Part",
        "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
        "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    }
)
PLURAL = frozenset("we us our ours ourselves they them their theirs themselves these those".split())
SINGULAR = frozenset("i me my mine myself he him his himself she her hers herself it its itself this that".split())
PRONOUNS = frozenset({"PRP", "PRP$", "DT"})


def features(tag: str, word: str) -> str:
    """The features in UD's notation, empty where nothing is told.

    >>> features("NNS", "barns"), features("PRP", "They"), features("IN", "of")
    ('Number=Plur', 'Number=Plur', '')
    """
    if tag in PRONOUNS:
        lower = word.lower()
        return "Number=Plur" if lower in PLURAL else "Number=Sing" if lower in SINGULAR else ""
    return OF_TAG.get(tag, "")
