import asyncio
from contextlib import suppress

import pytest
from tests.bench import DrivenPeople

from moderator.engine.preflight import prepare
from moderator.errors import NotConfirmed
from moderator.journal.board import board_of

CUES = '- {cue: "1", wait: 5s}'
ASKS = """
preflight:
  - {check: position, ask: Does it stand on its mark?, if_not: Put it there.}
  - {check: cordon, ask: Is the cordon closed?}
"""


@pytest.fixture
async def asked(on_stage):
    """A show that is asking its first question."""
    show = await on_stage(CUES, head=ASKS)
    show.stop()
    await show.until_state("stopped")
    show.people.confirms = None
    show.preparing = asyncio.ensure_future(prepare(show.parts, show.conductor))
    await show.after(0.5)
    yield show
    show.stop()
    with suppress(NotConfirmed):
        await show.preparing


def red(show):
    return dict(board_of(show.entries()).red)


async def test_a_person_confirms_each_check_before_the_robot_may_move(on_stage):
    show = await on_stage(CUES, head=ASKS)
    assert show.state == "standby"
    checks = [e for e in show.entries("check") if "by" in e.data]
    assert [(e.data["name"], e.data["ok"], e.data["by"]) for e in checks] == [
        ("position", True, "operator"),
        ("cordon", True, "operator"),
    ]
    assert [e.data["ask"] for e in show.entries("inquiry")] == [
        "Does it stand on its mark?",
        "Is the cordon closed?",
    ]
    [activated] = [heard for heard in show.robot.heard if heard.what == "activate"]
    assert activated.at_s >= checks[-1].at_s
    order = show.entries("order")[0]
    assert (order.cue, order.data) == (
        None,
        {"order": "confirm", "origin": "operator", "check": "position"},
    )


async def test_the_board_and_go_say_what_is_asked(asked):
    board = board_of(asked.entries())
    assert (board.state, board.asked.check) == ("preflight", "position")
    assert board.as_json()["asked"]["ask"] == "Does it stand on its mark?"
    assert (await asked.go()).reason == "the show is preflight: Does it stand on its mark?"
    await asked.order("confirm", "position")
    await asked.after(0.1)
    assert board_of(asked.entries()).asked.check == "cordon"
    await asked.after(1)
    await asked.order("confirm", "cordon")
    await asked.preparing
    assert board_of(asked.entries()).asked is None
    assert asked.state == "standby"


async def test_an_answer_to_something_else_is_none(asked):
    for check in ("cordon", None, "position "):
        refusal = await asked.order("confirm", check)
        assert refusal.reason == "what is asked is position"
    assert asked.state == "preflight"


async def test_one_press_answers_one_question(asked):
    assert (await asked.order("confirm", "position")).accepted
    await asked.after(0.1)
    refusal = await asked.order("confirm", "cordon")
    assert refusal.reason == "within 300ms of the last answer"
    await asked.after(0.3)
    assert (await asked.order("confirm", "cordon")).accepted


async def test_a_check_that_is_declined_is_red_and_says_what_to_do(asked):
    await asked.order("decline", "position")
    with pytest.raises(NotConfirmed, match="Put it there"):
        await asked.preparing
    assert asked.state == "faulted"
    assert red(asked) == {"position": "not so, says test; Put it there."}
    assert [e.data["check"] for e in asked.entries("inquiry")][2:] == ["position"]
    assert asked.robot.told.count("activate") == 1
    asked.people.confirms = True
    await prepare(asked.parts, asked.conductor)
    assert asked.state == "standby"


async def test_a_stop_ends_the_question(asked):
    asked.stop()
    await asked.preparing
    await asked.until_state("stopped")
    assert asked.conductor.inquiring.asked is None
    assert (await asked.order("confirm", "position")).reason == "nothing is asked"
    assert asked.robot.told.count("activate") == 1


async def test_a_show_that_is_not_confirmed_waits_for_preflight(on_stage):
    people = DrivenPeople()
    people.confirms = False
    show = await on_stage(CUES, head=ASKS, people=people)
    assert show.state == "faulted"
    people.confirms = True
    await prepare(show.parts, show.conductor)
    await show.after(1)
    assert (await show.go()).accepted


async def test_nothing_is_asked_of_a_show_that_asks_nothing(on_stage):
    show = await on_stage(CUES)
    assert show.entries("inquiry") == []
    assert (await show.order("confirm", "position")).reason == "nothing is asked"


class Attentive(DrivenPeople):
    """Keep what they were asked."""

    def __init__(self):
        super().__init__()
        self.inquiries = []

    async def confirm(self, inquiry):
        self.inquiries.append((inquiry.check, inquiry.ask))
        return await super().confirm(inquiry)


async def test_a_person_is_asked_what_is_written_once_each(on_stage):
    show = await on_stage(CUES, head=ASKS, people=Attentive())
    await show.after(60)
    assert show.people.inquiries == [
        ("position", "Does it stand on its mark?"),
        ("cordon", "Is the cordon closed?"),
    ]
