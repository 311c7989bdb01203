import curves

from quotecheck import Quote, TextSpan
from quotecheck.evaluate import Evaluation, Judged

ONE = Quote(
    id="q1", form="direct", content=(TextSpan(start=0, end=1, text="a"),), rule="r", confidence=0.9, speaker="s1", speaker_confidence=0.9
)


def test_statements_that_are_none_and_those_without_a_candidate_tell_nothing_of_the_speaker():
    no_statement, nobody = ONE, ONE.model_copy(update={"speaker": None})
    unsure = nobody.model_copy(update={"candidates": ("s1",), "speaker_confidence": 0.4})
    judged = [Judged(no_statement, False, False, False), Judged(nobody, True, False, False), Judged(unsure, True, False, True)]
    assert curves.speaker_confidences(judged) == [(0.4, True)]
    assert curves.confidences(judged) == [(0.9, False)] * 3


def test_every_group_has_its_curve_and_empty_ones_are_left_out_of_the_card():
    found = Evaluation(judged=[Judged(ONE, True, True, True)])
    found.score("quotes.quoted").gold = found.score("quotes.all").gold = 2
    tables = curves.curves(found)
    assert set(tables) == {
        *(f"{kind}.{group}" for kind in ("confidence", "speaker_confidence") for group in ("quoted", "indirect", "all")),
        "calibration.confidence",
        "calibration.speaker_confidence",
    }
    assert tables["confidence.quoted"][-1] == {"minimum": 0.9, "precision": 1.0, "coverage": 0.5, "kept": 1.0}
    assert tables["confidence.indirect"] == []
    assert "`confidence.quoted`\n\n| minimum | precision | coverage | kept |" in curves.tables(tables)
    assert "indirect" not in curves.tables(tables)
