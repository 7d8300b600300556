import pytest

from moderator.console.commands import Command, command
from moderator.engine.orders import Verb


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("reorder 43 before 41A", Command(Verb.REORDER, "43", "41A")),
        ("  cut  to 50 ", Command(Verb.CUT_TO, "50")),
        ("drop 46", Command(Verb.DROP, "46")),
        ("restore 1.5", Command(Verb.RESTORE, "1.5")),
        ("jump 7", Command(Verb.JUMP, "7")),
    ],
)
def test_an_order_is_typed_as_a_person_says_it(line, order):
    assert command(line) == order


@pytest.mark.parametrize("line", ["", "go", "reorder 43", "drop", "drop 46 47", "jump ../etc"])
def test_what_is_no_order_does_nothing(line):
    assert command(line) is None
