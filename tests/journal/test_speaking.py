import json

import pytest

from moderator.journal.board import board_of
from moderator.journal.entry import make_entry

BEGAN = (
    "talk_started",
    "41",
    {"name": "Ji Pengfei", "office": "General Manager", "title": "Stars", "allotted_s": 720.0},
)


def speaking(*told):
    entries = (
        make_entry(n, n * 10**9, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)
    )
    return board_of(entries).speaking


def test_who_speaks_is_told_with_their_time():
    told = speaking(("go", "41", {}), BEGAN).as_json()
    assert told == json.loads(json.dumps(told))
    assert (told["cue"], told["name"], told["title"]) == ("41", "Ji Pengfei", "Stars")
    assert (told["since_s"], told["allotted_s"], told["colour"]) == (2.0, 720.0, "green")


def test_time_that_is_given_is_theirs_too():
    given = ("time_given", "41", {"given_s": 120.0, "in_all_s": 120.0})
    now = speaking(BEGAN, given, given)
    assert (now.allotted_s, now.given_s) == (960.0, 240.0)


def test_what_the_gate_hears_is_followed():
    speech, nobody_tells = (
        ("hall_sound", "41", {"heard": "speech"}),
        ("hall_sound", "41", {"heard": None}),
    )
    assert speaking(BEGAN).heard == ""
    assert speaking(BEGAN, speech).heard == "speech"
    assert speaking(BEGAN, speech, nobody_tells) == speaking(BEGAN)


def test_the_monitor_and_the_ladder_are_followed():
    over = ("monitor", "41", {"colour": "over", "left_s": -1.0})
    look = ("courtesy", "41", {"grade": "look"})
    now = speaking(BEGAN, over, look)
    assert (now.colour, now.courtesy) == ("over", "look")


def test_what_is_told_of_another_cue_changes_nothing():
    assert speaking(BEGAN, ("monitor", "42", {"colour": "red"})) == speaking(BEGAN)


@pytest.mark.parametrize("kind", ["talk_ended", "cue_ended"])
def test_nobody_speaks_once_it_has_ended(kind):
    assert speaking(BEGAN, (kind, "41", {})) is None
    assert speaking(BEGAN, ("cue_ended", "5", {})) == speaking(BEGAN)
