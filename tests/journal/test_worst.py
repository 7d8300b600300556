import pytest

from moderator.journal import Record
from moderator.journal.entry import make_entry
from moderator.journal.worst import Worst, worst_readings


def ended(cue, **newtons):
    """An end, of a cue or of the show."""
    gauges = [{"name": name, "value": value, "unit": "N"} for name, value in newtons.items()]
    return ("cue_ended" if cue else "show_ended", cue, {"gauges": gauges} if gauges else {})


def worst(*told):
    entries = [make_entry(n, 0, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)]
    return worst_readings(Record(tuple(entries)))


def test_a_reading_is_told_with_the_cue_by_whose_end_it_was_that():
    told = worst(
        ended("1", rope=0), ended("2", rope=312), ended("3", rope=312), ended(None, rope=312)
    )
    assert told == (Worst("rope", 312, "N", "2"),)


def test_what_came_after_the_last_cue_has_no_cue():
    assert worst(ended("1", rope=0), ended(None, rope=9)) == (Worst("rope", 9, "N"),)


def test_a_margin_is_worst_when_it_is_last_and_least():
    assert worst(ended("1", margin=40), ended("2", margin=-3)) == (Worst("margin", -3, "N", "2"),)


def test_a_gauge_may_come_late_and_stands_where_the_robot_puts_it():
    told = worst(ended("1", rope=0), ended("2"), ended("3", margin=4, rope=0))
    assert told == (Worst("margin", 4, "N", "3"), Worst("rope", 0, "N", "1"))


def test_a_record_that_breaks_off_has_the_last_readings():
    assert worst(ended("1", rope=0), ended("2", rope=5)) == (Worst("rope", 5, "N", "2"),)


def test_a_figure_that_was_not_finite_is_not_told():
    assert worst(ended("1", margin=float("inf"), rope=2)) == (Worst("rope", 2, "N", "1"),)


def test_without_gauges_there_is_nothing():
    assert worst(ended("1"), ended(None)) == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (312.4, "312 N"),
        (9.96, "10 N"),
        (1.04, "1 N"),
        (0.44, "0.44 N"),
        (0, "0 N"),
        (-0.001, "0 N"),
        (-3.26, "−3.3 N"),
        (-110.4, "−110 N"),
        (1e6, "1000000 N"),
    ],
)
def test_a_reading_in_words_has_as_many_digits_as_are_of_use(value, words):
    assert Worst("rope", value, "N").in_words == words
