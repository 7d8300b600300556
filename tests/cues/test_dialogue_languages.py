"""A dialogue in two languages: whoever asks in Mandarin is answered in it."""

import asyncio

from moderator.people import Decision

DIALOGUE = """\
dialogue:
  with: host
  at_most: 90s
  approval: none
  deflect: ["I do not know.", "这个我不知道。", "That is not on my sheet."]
  thinking: ["Let me see.", "让我看看。"]
  answers:
    - id: who
      ask: ["Who are you?", "What is your name?"]
      say: I am Kuafu.
      zh: {ask: ["你是谁？", "你叫什么名字？"], say: "我叫夸父。"}
    - {id: late, ask: ["Are we on time?"], say: "We are {show.over}."}
"""


def asks(stage, *questions):
    for question in (*questions, None):
        stage.people.questions.put_nowait(question)


async def test_a_question_is_answered_in_its_language(perform, stage):
    asks(stage, "Who are you?", "请问怎么称呼你？", "What is your name?")
    assert (await perform(DIALOGUE)).ok
    assert stage.begun() == ["I am Kuafu.", "我叫夸父。", "I am Kuafu."]
    assert [data["id"] for _, data in stage.told("answered")] == ["who"] * 3


async def test_what_nobody_scripted_is_deflected_in_its_language_in_turn(perform, stage):
    asks(stage, "Can you swim?", "你会游泳吗？", "Do you like tea?", "你喝茶吗？", "Is it cold?")
    await perform(DIALOGUE)
    assert stage.begun() == [
        "I do not know.",
        "这个我不知道。",
        "That is not on my sheet.",
        "这个我不知道。",
        "I do not know.",
    ]


async def test_an_answer_that_is_not_written_in_mandarin_is_not_given_in_english(perform, stage):
    asks(stage, "我们准时吗？")
    await perform(DIALOGUE)
    assert stage.begun() == ["这个我不知道。"]


async def test_the_operator_picks_an_answer_in_the_language_of_the_question(perform, stage):
    asks(stage, "你会游泳吗？")
    talking = perform(DIALOGUE.replace("approval: none", "approval: operator"))
    await asyncio.sleep(1)
    stage.people.decisions.put_nowait(Decision(approved=True, by="operator", pick="who"))
    await talking
    assert stage.people.drafts[0].offered[0] == ("who", "我叫夸父。")
    assert stage.begun()[-1] == "我叫夸父。"


async def test_a_filler_is_in_the_language_of_the_question(perform, stage):
    asks(stage, "你会游泳吗？")
    talking = perform(DIALOGUE.replace("approval: none", "approval: operator"))
    await asyncio.sleep(2)
    stage.people.decisions.put_nowait(Decision(approved=False, by="operator"))
    await talking
    assert stage.begun() == ["让我看看。", "这个我不知道。"]
