import asyncio

import pytest
from tests.cues.test_dialogue import DIALOGUE, asks

from moderator.cues.dialogue import Dialogue
from moderator.errors import ModeratorError
from moderator.knowledge.finding import Found
from moderator.knowledge.template import fill
from moderator.people import Decision
from moderator.robot import Outcome

THINKING = DIALOGUE + "  thinking: [Let me see., One moment.]\n"


@pytest.fixture
def slow(monkeypatch):
    """Have every answer be looked for in one more way, which takes some seconds."""

    def takes(seconds, line="It is {clock.time}."):
        class Slow:
            how, within_s = "facts", 30.0

            def __init__(self, knowledge):
                self.knowledge = knowledge

            async def find(self, question):
                await asyncio.sleep(seconds)
                if line is None:
                    raise ModeratorError("the library is closed")
                return Found("facts", line, fill(line, self.knowledge.value))

        monkeypatch.setattr(Dialogue, "ways", lambda self, knowledge: (Slow(knowledge),))

    return takes


async def test_an_answer_that_is_there_at_once_has_no_filler_before_it(perform, stage):
    asks(stage, "Who are you?", None)
    await perform(THINKING)
    assert stage.begun() == ["Please, ask me.", "I am Kuafu.", "Thank you."]


async def test_while_an_answer_takes_long_fillers_are_said_in_turn(perform, stage, slow):
    slow(8.0)
    asks(stage, "What time is it?", None)
    await perform(THINKING + "  approval: none\n")
    assert stage.did[1:4] == [
        (2.7, "Let me see."),
        (8.7, "One moment."),
        (10.7, "It is {clock.time}."),
    ]


async def test_a_filler_that_was_not_said_keeps_its_turn(perform, stage):
    asks(stage, "Who are you?", "Can you swim?", None)
    await perform(THINKING)
    fillers = [said for said in stage.begun() if said in ("Let me see.", "One moment.")]
    assert fillers[:1] == ["Let me see."]


async def test_a_filler_is_said_to_its_end_before_the_answer(perform, stage, slow):
    slow(1.0)
    asks(stage, "What time is it?", None)
    await perform(THINKING + "  approval: none\n")
    assert stage.did[1:3] == [(2.7, "Let me see."), (4.7, "It is {clock.time}.")]


async def test_a_fillers_gesture_holds_up_no_answer(perform, stage, slow):
    slow(1.0)
    stage.gestures_last_s = 3.0
    asks(stage, "What time is it?", None)
    await perform(THINKING + "  approval: none\n")
    assert stage.did[1:3] == [(2.7, "Let me see."), (4.7, "It is {clock.time}.")]


async def test_a_fillers_gesture_lasts_while_there_is_no_answer(perform, stage, slow):
    slow(10.0)
    stage.gestures_last_s = 3.0
    asks(stage, "What time is it?", None)
    await perform(THINKING + "  approval: none\n")
    assert stage.did[1:4] == [
        (2.7, "Let me see."),
        (11.7, "One moment."),
        (13.7, "It is {clock.time}."),
    ]


async def test_while_the_operator_decides_a_filler_is_said(perform, stage):
    asks(stage, "Can you swim?", None)
    await perform(THINKING)
    assert stage.did[1:4] == [
        (2.7, "Let me see."),
        (8.7, "One moment."),
        (10.7, "I do not know."),
    ]


async def test_what_is_not_scripted_waits_for_the_operator(perform, stage, slow):
    slow(0.1)
    asks(stage, "What time is it?", None)
    stage.people.decisions.put_nowait(True)
    await perform(DIALOGUE)
    [draft] = stage.people.drafts
    assert (draft.answer, draft.how) == ("It is 14:00.", "facts")
    [cited] = draft.cited
    assert (cited.fact, cited.written, cited.as_of) == ("clock.time", "14:00", "14:00")
    assert draft.due_ns == 10_100_000_000
    assert stage.told("answered")[0][1]["how"] == "facts"


async def test_where_nothing_is_found_the_operator_may_pick_another_answer(perform, stage):
    asks(stage, "Who is standing there?", None)
    stage.people.decisions.put_nowait(Decision(approved=True, by="operator", pick="late"))
    await perform(DIALOGUE)
    [draft] = stage.people.drafts
    assert draft.answer == draft.how == ""
    assert dict(draft.offered) == {"who": "I am Kuafu.", "late": "We are on time."}
    assert stage.begun()[1] == "We are {show.over}."
    [(_, answered)] = stage.told("answered")
    assert (answered["id"], answered["how"]) == ("late", "scripted")
    assert stage.told("approval")[0][1]["pick"] == "late"


async def test_the_answer_that_is_a_draft_is_not_offered_beside_itself(perform, stage):
    asks(stage, "Who are you?", None)
    await perform(DIALOGUE + "  approval: operator\n")
    assert [answer for answer, _ in stage.people.drafts[0].offered] == ["late"]


async def test_the_operator_may_type_an_answer_which_is_said_as_it_stands(perform, stage):
    asks(stage, "Can you swim?", None)
    text = "Not {yet} [mark: bow], ask me in 2026."
    stage.people.decisions.put_nowait(Decision(approved=True, by="operator", text=text))
    await perform(DIALOGUE)
    assert stage.begun()[1] == "Not (yet) (mark: bow), ask me in 2026."
    [(_, answered)] = stage.told("answered")
    assert answered == {"id": None, "how": "operator", "sources": []}


async def test_with_approval_none_nobody_is_asked(perform, stage):
    asks(stage, "Can you swim?", None)
    await perform(DIALOGUE + "  approval: none\n")
    assert stage.people.drafts == []
    assert stage.did[1] == (2.0, "I do not know.")


async def test_whoever_takes_the_floor_cuts_the_answer_short_and_may_ask_again(perform, stage):
    asks(stage, "Who are you?", "Are we on time?", None)
    talking = perform(DIALOGUE)
    await asyncio.sleep(3)
    stage.interruptions.put_nowait("keyboard")
    assert (await talking).ok
    assert stage.ends[1:3] == [
        (3.0, "I am Kuafu.", "cancelled"),
        (5.0, "We are {show.over}.", "succeeded"),
    ]
    assert stage.told("interrupted") == [(3.0, {"origin": "keyboard"})]


async def test_whoever_takes_the_floor_while_an_answer_is_looked_for_gets_none(
    perform, stage, slow
):
    slow(5.0)
    asks(stage, "What time is it?", None)
    talking = perform(THINKING)
    await asyncio.sleep(3)
    stage.interruptions.put_nowait("keyboard")
    assert (await talking).ok
    assert stage.ends[1:] == [
        (3.0, "Let me see.", "cancelled"),
        (5.0, "Thank you.", "succeeded"),
    ]
    assert stage.told("answered") == []


async def test_the_closing_is_not_interrupted(perform, stage):
    asks(stage, None)
    talking = perform(DIALOGUE)
    await asyncio.sleep(3)
    stage.interruptions.put_nowait("keyboard")
    await talking
    assert stage.ends[-1] == (4.0, "Thank you.", "succeeded")


async def test_a_way_that_fails_is_told_of_and_the_way_out_is_taken(perform, stage, slow):
    slow(0.2, line=None)
    asks(stage, "What time is it?", None)
    await perform(DIALOGUE + "  approval: none\n")
    assert stage.told("not_found") == [(2.2, {"how": "facts", "why": "the library is closed"})]
    assert stage.begun()[1] == "I do not know."


@pytest.mark.parametrize("code", ["speech", "source"])
async def test_an_answer_that_cannot_be_rendered_leaves_the_way_out(perform, stage, code):
    stage.fails["We are {show.over}."] = Outcome.aborted(code, "nothing answers")
    asks(stage, "Are we on time?", "Who are you?", None)
    assert (await perform(DIALOGUE)).ok
    assert stage.begun()[1:4] == ["We are {show.over}.", "I do not know.", "I am Kuafu."]
    assert [data["how"] for _, data in stage.told("answered")] == [
        "scripted",
        "deflected",
        "scripted",
    ]
    assert stage.told("not_found") == [(4.0, {"how": "scripted", "why": "nothing answers"})]


async def test_go_lets_a_filler_be_said_and_closes_unanswered(perform, stage, slow):
    slow(20.0)
    asks(stage, "What time is it?", None)
    talking = perform(THINKING)
    await asyncio.sleep(3)
    stage.go.set()
    assert (await talking).ok
    assert stage.ends[1:] == [
        (4.7, "Let me see.", "succeeded"),
        (6.7, "Thank you.", "succeeded"),
    ]
    assert stage.told("answered") == []


async def test_half_an_answer_is_not_followed_by_a_way_out(perform, stage):
    stage.fails["We are {show.over}."] = Outcome.aborted("half_said", "nothing answers")
    asks(stage, "Are we on time?", None)
    assert (await perform(DIALOGUE)).ok
    assert stage.begun()[1:] == ["We are {show.over}.", "Thank you."]


async def test_a_robot_lost_in_a_filler_ends_it_at_once(perform, stage, slow):
    slow(20.0)
    stage.fails["Let me see."] = Outcome.unknown("the link is lost")
    asks(stage, "What time is it?", None)
    with pytest.raises(Exception, match="the link is lost"):
        await perform(THINKING)
    assert stage.begun()[-1] == "Let me see."


async def test_the_operator_is_told_shortly_before_the_time_is_up(perform, stage):
    await perform(DIALOGUE + "  warn: 20s\n")
    assert stage.told("notice") == [(40.0, {"text": "the dialogue closes in 20s"})]
