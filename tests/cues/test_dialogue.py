import asyncio
import textwrap
from dataclasses import replace

import pytest

from moderator.cues.stage import Lost
from moderator.knowledge.facts import Fact, Facts
from moderator.robot import Outcome
from moderator.values.quantity import Text

DIALOGUE = """\
dialogue:
  with: host
  at_most: 60s
  opening: Please, ask me.
  closing: Thank you.
  deflect: ["I do not know.", "That is not on my sheet."]
  answers:
    - {id: who, ask: ["Who are you?", "What is your name?"], say: I am Kuafu.}
    - {id: late, ask: ["Are we on time?"], say: "We are {show.over}."}
"""


def asks(stage, *questions):
    for question in questions:
        stage.people.questions.put_nowait(question)


async def test_it_opens_answers_and_closes(perform, stage):
    asks(stage, "Who are you?", "Are we on time?", None)
    assert (await perform(DIALOGUE)).ok
    assert stage.begun() == [
        "Please, ask me.", "I am Kuafu.", "We are {show.over}.", "Thank you."
    ]  # fmt: skip
    answered = [data for _, data in stage.told("answered")]
    assert [(data["id"], data["how"]) for data in answered] == [
        ("who", "scripted"),
        ("late", "scripted"),
    ]
    assert answered[1]["sources"][0]["fact"] == "show.over"


async def test_what_nobody_scripted_is_deflected_in_turn(perform, stage):
    asks(stage, "Can you swim?", "Do you like tea?", "Is there life on Mars?", None)
    await perform(DIALOGUE)
    assert stage.begun()[1:-1] == [
        "I do not know.",
        "That is not on my sheet.",
        "I do not know.",
    ]
    assert {data["how"] for _, data in stage.told("answered")} == {"deflected"}


async def test_its_time_is_counted_from_when_it_was_due_to_act(perform, stage):
    assert (await perform(DIALOGUE)).ok
    assert stage.did[-1] == (60.0, "Thank you.")


async def test_an_answer_that_has_begun_is_not_cut_short_by_the_time(perform, stage):
    talking = perform(DIALOGUE)
    await asyncio.sleep(59)
    asks(stage, "Who are you?", "Who are you?")
    await talking
    assert stage.ends[1:] == [
        (61.0, "I am Kuafu.", "succeeded"),
        (63.0, "Thank you.", "succeeded"),
    ]


async def test_after_so_many_answers_it_closes(perform, stage):
    asks(stage, *["Who are you?"] * 5)
    await perform(DIALOGUE + "  max_answers: 2\n")
    assert stage.begun()[1:] == ["I am Kuafu.", "I am Kuafu.", "Thank you."]


async def test_go_closes_it_with_its_closing_line(perform, stage):
    talking = perform(DIALOGUE)
    await asyncio.sleep(5)
    assert stage.go_means == ["close the dialogue, with its closing line"]
    stage.go.set()
    assert (await talking).ok
    assert stage.did[-1] == (5.0, "Thank you.")


async def test_a_go_during_the_opening_lets_it_be_said_and_closes(perform, stage):
    asks(stage, "Who are you?")
    talking = perform(DIALOGUE)
    await asyncio.sleep(1)
    stage.go.set()
    await talking
    assert stage.begun() == ["Please, ask me.", "Thank you."]


async def test_a_go_during_an_answer_lets_it_be_said_and_closes(perform, stage):
    asks(stage, "Who are you?", "Who are you?")
    talking = perform(DIALOGUE)
    await asyncio.sleep(3)
    stage.go.set()
    await talking
    assert stage.begun()[1:] == ["I am Kuafu.", "Thank you."]


async def test_the_question_is_kept_only_when_the_show_says_so(perform, stage):
    asks(stage, "Who are you?", None)
    await perform(DIALOGUE)
    assert "question" not in stage.told("asked")[0][1]
    stage.entries.clear()
    asks(stage, "Who are you?", None)
    stage.began_ns = stage.now_ns()
    await perform(DIALOGUE + "  keep_questions: true\n")
    assert stage.told("asked")[0][1]["question"] == "Who are you?"


async def test_an_answer_whose_source_is_silent_is_deflected_and_that_is_told(perform, stage):
    stage.knowledge.live["show"].silent = "nobody answers what show.over is"
    asks(stage, "Are we on time?", None)
    await perform(DIALOGUE)
    assert stage.begun()[1] == "I do not know."
    [(_, told)] = stage.told("not_found")
    assert told == {"how": "scripted", "why": "nobody answers what show.over is"}


APPROVED = DIALOGUE + "  approval: operator\n  undecided: {after: 8s}\n"


async def test_an_approved_answer_is_said(perform, stage):
    asks(stage, "Are we on time?", None)
    stage.people.decisions.put_nowait(True)
    await perform(APPROVED)
    assert stage.people.drafts[0].answer == "We are on time."
    assert stage.begun()[1] == "We are {show.over}."
    [(_, approval)] = stage.told("approval")
    assert approval == {"approved": True, "by": "operator", "draft": "We are on time."}


async def test_a_refused_answer_is_deflected(perform, stage):
    asks(stage, "Who are you?", None)
    stage.people.decisions.put_nowait(False)
    await perform(APPROVED)
    assert stage.begun()[1] == "I do not know."


async def test_an_operator_who_does_not_decide_in_time_has_refused(perform, stage):
    asks(stage, "Who are you?", None)
    await perform(APPROVED)
    assert stage.did[1] == (10.0, "I do not know.")
    assert stage.told("approval")[0][1]["by"] == "nobody in time"


async def test_a_go_instead_of_a_decision_closes_it_unanswered(perform, stage):
    asks(stage, "Who are you?")
    talking = perform(APPROVED)
    await asyncio.sleep(4)
    stage.go.set()
    await talking
    assert stage.did[1:] == [(4.0, "Thank you.")]
    assert stage.told("answered") == []


async def test_the_closing_is_said_whatever_went_wrong_and_the_cue_fails(perform, stage):
    stage.fails["I am Kuafu."] = Outcome.aborted("sound", "the sound device is gone")
    asks(stage, "Who are you?", "Are we on time?")
    outcome = await perform(DIALOGUE)
    assert outcome.why == "the sound device is gone"
    assert stage.begun()[1:] == ["I am Kuafu.", "Thank you."]


async def test_the_closing_is_said_after_a_defect_which_is_the_cues(perform, stage, monkeypatch):
    async def odd(turn):
        raise IndexError("odd")

    monkeypatch.setattr(stage, "hear", odd)
    with pytest.raises(IndexError, match="odd"):
        await perform(DIALOGUE)
    assert stage.begun() == ["Please, ask me.", "Thank you."]


async def test_nothing_is_said_once_nobody_knows_what_the_robot_does(perform, stage, monkeypatch):
    async def lost(turn):
        raise Lost(Outcome.aborted("robot", "the link is gone"))

    monkeypatch.setattr(stage, "hear", lost)
    with pytest.raises(Lost):
        await perform(DIALOGUE)
    assert stage.begun() == ["Please, ask me."]


async def test_a_voice_that_fails_ends_it_at_once(perform, stage):
    stage.fails["say"] = Outcome.aborted("voice", "the loudspeaker does not answer")
    asks(stage, *["Who are you?"] * 5)
    assert (await perform(DIALOGUE)).code == "voice"
    assert stage.begun() == ["Please, ask me.", "Thank you."]


@pytest.mark.parametrize("when_s", [1.0, 2.5, 5.0])
async def test_it_can_be_cancelled_at_any_moment(perform, stage, when_s):
    asks(stage, "Who are you?")
    talking = perform(DIALOGUE)
    await asyncio.sleep(when_s)
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    assert stage.go is None
    assert len(stage.ends) == len(stage.did)


async def test_go_in_a_running_show_closes_the_dialogue(on_stage):
    show = await on_stage('- cue: "1"\n' + textwrap.indent(DIALOGUE, "  "))
    await show.go()
    await show.after(30)
    assert show.conductor.standby().says == "close the dialogue, with its closing line"
    assert (await show.go(expecting="1")).accepted
    await show.until_state("finished")
    assert [entry.data["text"] for entry in show.entries("said")] == [
        "Please, ask me.",
        "Thank you.",
    ]


STALE = """\
dialogue:
  with: host
  at_most: 60s
  deflect: ["I do not know."]
  answers:
    - id: rain
      ask: ["Does it rain?"]
      say: It is {rain}.
      fresh_for: 10m
      if_stale: My weather source is not answering.
"""


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2025-09-10T13:51+08:00", "It is {rain}."),
        ("2025-09-10T13:49+08:00", "My weather source is not answering."),
        ("2025-09-10T05:49+00:00", "My weather source is not answering."),
        ("the first half of 2025", "It is {rain}."),
    ],
)
async def test_older_facts_than_an_answer_allows_are_not_said(perform, stage, as_of, said):
    sheet = Facts({"rain": Fact(Text("dry"), as_of=as_of)})
    stage.knowledge = replace(stage.knowledge, facts=sheet)
    asks(stage, "Does it rain?", None)
    assert (await perform(STALE)).ok
    assert stage.begun() == [said]
