import json

import pytest

from moderator.journal.board import board_of
from moderator.journal.entry import make_entry

FACT = {"fact": "gdp", "written": "RMB 60 bn", "as_of": "June 2025", "source": "the bureau"}
WAITS = (
    "draft",
    "10",
    {
        "answer": "It grew.",
        "how": "facts",
        "cited": [FACT],
        "offered": [{"id": "who", "line": "I am Kuafu."}],
        "due_s": 42.0,
    },
)


def after(*told):
    return board_of(
        make_entry(n, n * 10**9, kind, cue, data) for n, (kind, cue, data) in enumerate(told, 1)
    )


def test_a_console_shows_what_waits_for_the_operator_s_word():
    told = after(("asked", "10", {}), WAITS).as_json()["draft"]
    assert told == json.loads(json.dumps(told))
    assert (told["n"], told["cue"], told["due_s"], told["question"]) == (2, "10", 42.0, "")
    assert (told["answer"], told["how"], told["cited"]) == ("It grew.", "facts", [FACT])
    assert told["offered"] == [{"id": "who", "line": "I am Kuafu."}]


def test_the_question_is_shown_where_it_is_kept():
    kept = ("draft", "10", {**WAITS[2], "question": "And the GDP?"})
    assert after(kept).draft.question == "And the GDP?"


@pytest.mark.parametrize(
    "over",
    [
        ("approval", "10", {"approved": True, "by": "operator"}),
        ("interrupted", "10", {"origin": "keyboard"}),
        ("go", "10", {"origin": "osc", "means": "close the dialogue"}),
        ("cue_ended", "10", {"outcome": "cancelled"}),
        ("resumed", None, {}),
    ],
)
def test_it_waits_no_more_once_that_is_told(over):
    assert after(WAITS, over).draft is None
    assert after(WAITS, over).as_json()["draft"] is None


def test_what_happens_to_another_cue_is_nothing_to_it():
    assert after(WAITS, ("cue_ended", "9", {"outcome": "succeeded"})).draft
    assert after(WAITS, ("cue_ended", "10", {"outcome": "skipped"})).draft


def test_of_a_draft_of_which_little_is_written_there_is_a_board_all_the_same():
    assert after(("draft", "10", {})).draft.due_s == 1.0
