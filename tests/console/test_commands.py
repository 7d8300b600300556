import pytest

from moderator.console.commands import EXAMPLES, Command, command, wanted
from moderator.engine.orders import Verb


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("reorder 43 before 41A", Command(Verb.REORDER, "43", "41A")),
        ("  cut  to 50 ", Command(Verb.CUT_TO, "50")),
        ("drop 46", Command(Verb.DROP, "46")),
        ("shorten", Command(Verb.SHORTEN)),
        ("restore 1.5", Command(Verb.RESTORE, "1.5")),
        ("jump 7", Command(Verb.JUMP, "7")),
        ("absent 41A", Command(Verb.ABSENT, "41A")),
        ("present 41A", Command(Verb.PRESENT, "41A")),
        ("give 1m30s", Command(Verb.GIVE_TIME, words="1m30s")),
        ("take back", Command(Verb.TAKE_BACK)),
        ("ended", Command(Verb.ENDED)),
    ],
)
def test_an_order_is_typed_as_a_person_says_it(line, order):
    assert command(line) == order


@pytest.mark.parametrize(
    "line", ["", "go", "reorder 43", "drop", "drop 46 47", "jump ../etc", "absent", "give more"]
)
def test_what_is_no_order_does_nothing(line):
    assert command(line) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("give", "no order yet, such as give 2m"),
        ("cut 50", "no order yet, such as cut to 50"),
        ("re", "no order yet, such as reorder 43 before 41 or restore 46"),
        ("frobnicate 3", "no such order; there are reorder CUE before CUE · "),
        ("", "reorder CUE before CUE · "),
    ],
)
def test_what_is_no_order_yet_is_told_what_it_wants(line, told):
    assert wanted(line).startswith(told)


def test_every_example_of_an_order_is_one():
    assert len({command(example).verb for example in EXAMPLES}) == len(EXAMPLES) == 11
