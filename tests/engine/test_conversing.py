"""A dialogue at every input: what is heard, and who decides on drafts."""

import asyncio

import pytest
from tests.hearing.listeners import Speaking

from moderator.engine.orders import MOST_WORDS, Verb
from moderator.engine.preflight import prepare
from moderator.hearing import Heard

DIALOGUE = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 60s
      approval: {approval}
      undecided: {{after: 8s}}
      keep_questions: {keep}
      deflect: ["I do not know."]
      answers:
        - {{id: who, ask: ["Who are you?"], say: I am Kuafu.}}
        - {{id: age, ask: ["How old are you?"], say: I am two.}}
      closing: Thank you.
  - {{cue: "2", wait: 1h}}
"""


def dialogue(approval="operator", keep="false"):
    return DIALOGUE.format(approval=approval, keep=keep)


@pytest.fixture
def asked(on_stage):
    """A dialogue in which the host has asked who the robot is, and a draft waits."""

    async def asked_(question="Who are you?", **options):
        show = await on_stage(dialogue(**options))
        await show.go()
        await show.after(1)
        show.people.questions.put_nowait(question)
        await show.until("draft")
        await show.after(1)
        return show

    return asked_


async def word(show, verb, origin="live operator", **more):
    return await show.conductor.order(verb, origin, **more)


async def test_a_draft_is_approved_from_any_input_and_its_origin_is_told(asked):
    show = await asked()
    assert (await word(show, Verb.APPROVE)).accepted
    assert (await show.until("approval")).data["by"] == "live operator"
    assert (await show.until("said")).data["text"] == "I am Kuafu."
    [order] = show.entries("order", order="approve")
    assert order.data == {"order": "approve", "origin": "live operator"}


async def test_a_refused_draft_is_deflected(asked):
    show = await asked()
    assert (await word(show, Verb.REFUSE)).accepted
    assert not (await show.until("approval")).data["approved"]
    assert (await show.until("said")).data["text"] == "I do not know."


async def test_the_operator_s_own_keyboard_is_one_input_of_several(asked):
    show = await asked()
    show.people.decisions.put_nowait(True)
    assert (await show.until("order", order="approve")).data["origin"] == "operator"
    assert (await show.until("approval")).data == {
        "approved": True,
        "by": "operator",
        "draft": "I am Kuafu.",
    }


async def test_the_record_tells_what_waits_and_the_question_only_where_it_is_kept(asked):
    show = await asked()
    [told] = show.entries("draft")
    assert told.cue == "1"
    assert told.data["answer"] == "I am Kuafu."
    assert told.data["how"] == "scripted"
    assert told.data["cited"] == []
    assert told.data["due_s"] == pytest.approx(told.at_s + 8, abs=0.1)
    assert "question" not in told.data
    await show.until("cue_ended", "1")


async def test_a_show_that_keeps_its_questions_tells_the_draft_s(asked):
    show = await asked(keep="true")
    [told] = show.entries("draft")
    assert told.data["question"] == "Who are you?"


async def test_when_no_draft_waits_a_word_is_refused_with_the_reason(on_stage):
    show = await on_stage(dialogue())
    for verb in (Verb.APPROVE, Verb.REFUSE):
        assert (await word(show, verb)).reason == "no draft waits"
    assert (await word(show, Verb.PICK, cue="who")).reason == "no draft waits"
    assert (await word(show, Verb.ANSWER, words="Yes.")).reason == "no draft waits"
    assert [entry.data["reason"] for entry in show.entries("order_refused")] == [
        "no draft waits"
    ] * 4


async def test_a_word_taken_at_the_last_instant_counts(asked):
    show = await asked()
    due_s = show.conductor.deciding.asked.due_ns / 1e9
    await asyncio.sleep(due_s - show.now - 1e-6)
    assert (await word(show, Verb.APPROVE)).accepted
    answered = await show.until("answered")
    assert answered.data["id"] == "who"


async def test_one_draft_has_one_word(asked):
    show = await asked()
    first, second = await asyncio.gather(word(show, Verb.REFUSE), word(show, Verb.APPROVE, "osc"))
    assert first.accepted
    assert second.reason == "no draft waits"
    assert not (await show.until("approval")).data["approved"]


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.REFUSE, Verb.PICK, Verb.ANSWER])
async def test_a_word_on_an_earlier_draft_is_stale(asked, verb):
    show = await asked()
    [draft] = show.entries("draft")
    stale = await word(show, verb, cue="age", words="Yes.", seen=draft.n - 1)
    assert (stale.accepted, stale.stale) == (False, True)
    assert stale.reason == f"another draft has come since entry {draft.n - 1}"
    assert (await word(show, verb, cue="age", words="Yes.", seen=draft.n)).accepted


async def test_what_go_does_is_nothing_to_a_word_on_a_draft(asked):
    show = await asked()
    [draft] = show.entries("draft")
    await show.order("jump", "1")
    assert (await word(show, Verb.APPROVE, seen=draft.n)).accepted


async def test_a_word_so_soon_after_go_is_refused(on_stage):
    show = await on_stage(dialogue())
    show.people.questions.put_nowait("Who are you?")
    await show.go()
    draft = await show.until("draft")
    early = await word(show, Verb.APPROVE, seen=draft.n)
    assert early.reason == "within 300ms of the last GO"


async def test_a_draft_that_nobody_can_have_read_is_not_approved_but_refused(on_stage):
    show = await on_stage(dialogue())
    await show.go()
    await show.after(1)
    show.people.questions.put_nowait("Who are you?")
    await show.until("draft")
    assert (await word(show, Verb.APPROVE, "osc")).reason == "within 300ms of the draft"
    early = await word(show, Verb.ANSWER, "keyboard", words="Tea.")
    assert early.reason == "within 300ms of the draft"
    assert (await word(show, Verb.REFUSE, "osc")).accepted


async def test_a_draft_that_is_named_was_read(on_stage):
    show = await on_stage(dialogue())
    await show.go()
    await show.after(1)
    show.people.questions.put_nowait("Who are you?")
    draft = await show.until("draft")
    assert (await word(show, Verb.APPROVE, seen=draft.n)).accepted


async def test_a_stop_ends_the_waiting_for_a_listener(on_stage):
    class Slow(Speaking):
        async def prepare(self, questions):
            await asyncio.sleep(50)

    show = await on_stage(dialogue(), listeners=(slow := Speaking(),))
    show.stop()
    await show.until_state("stopped")
    slow.prepare = Slow().prepare
    preparing = asyncio.ensure_future(prepare(show.parts, show.conductor))
    await show.after(1)
    show.stop()
    await asyncio.wait_for(preparing, 5)
    assert not show.conductor.preparing


async def test_what_is_not_offered_cannot_be_picked(asked):
    show = await asked()
    refused = await word(show, Verb.PICK, cue="weather")
    assert refused.reason == "weather is not offered"
    [entry] = show.entries("order_refused")
    assert (entry.cue, entry.data["answer"]) == (None, "weather")


async def test_an_answer_of_nothing_is_refused(asked):
    show = await asked()
    assert (await word(show, Verb.ANSWER, words="  ")).reason == "there is nothing in the answer"


async def test_what_was_typed_is_in_no_order(asked):
    show = await asked()
    await word(show, Verb.ANSWER, words="Ask my maker.")
    [order] = show.entries("order", order="answer")
    assert order.data == {"order": "answer", "origin": "live operator"}


@pytest.fixture
def listening(on_stage):
    """A dialogue in which the host's question is waited for."""

    async def listening_(*listeners):
        show = await on_stage(dialogue("none", "true"), listeners=listeners)
        await show.go()
        await show.after(1)
        return show

    return listening_


async def test_what_an_outside_recogniser_heard_is_answered(listening):
    show = await listening()
    heard = {"cue": "cloud", "words": "Who  are\nyou?", "confidence": 0.7}
    assert (await word(show, Verb.HEARD, **heard)).accepted
    asked = (await show.until("asked")).data
    assert (asked["question"], asked["source"], asked["confidence"]) == (
        "Who are you?",
        "cloud",
        0.7,
    )
    assert (await show.until("said")).data["text"] == "I am Kuafu."
    assert show.entries("order", order="heard")[0].data["source"] == "cloud"


async def test_what_was_heard_is_cut_to_its_limit(listening):
    show = await listening()
    await word(show, Verb.HEARD, cue="cloud", words="who " * MOST_WORDS)
    assert len((await show.until("asked")).data["question"]) <= MOST_WORDS


async def test_push_to_talk_is_heard(listening):
    microphone = Speaking()
    show = await listening(microphone)
    microphone.says = Heard("Who are you?", "microphone", 0.9)
    assert (await word(show, Verb.LISTEN)).accepted
    await show.after(2)
    assert (await word(show, Verb.LISTENED)).accepted
    assert (await show.until("asked")).data["source"] == "microphone"
    assert ("prepare", ("Who are you?", "How old are you?")) in microphone.did


async def test_what_was_not_understood_is_told_and_the_turn_goes_on(listening):
    microphone = Speaking()
    show = await listening(microphone)
    await word(show, Verb.LISTEN)
    await show.after(2)
    await word(show, Verb.LISTENED)
    told = await show.until("not_heard", "1")
    assert told.data["what"] == "microphone made nothing of it; have it asked again"
    assert show.entries("asked") == []
    show.people.questions.put_nowait("Who are you?")
    assert (await show.until("asked")).data["source"] == "test"


async def test_nothing_is_heard_outside_a_dialogue_s_turn(on_stage):
    show = await on_stage(dialogue())
    assert (await word(show, Verb.LISTEN)).reason == "no question is waited for"
    assert (await word(show, Verb.LISTENED)).reason == "push-to-talk is not held"
    assert (await word(show, Verb.INTERRUPT)).reason == "there is nothing to interrupt"
    heard = await word(show, Verb.HEARD, cue="cloud", words="Who are you?")
    assert heard.reason == "no question is waited for"


async def test_a_listener_that_is_not_there_is_a_red_check_and_a_warning_and_no_more(on_stage):
    absent = Speaking()
    absent.absent = True
    show = await on_stage(dialogue("none"), listeners=(absent,))
    [red] = [entry.data["red"] for entry in show.entries("unready", "1")]
    assert red == {"hearing": "microphone: there is no microphone — plug one in"}
    show.people.questions.put_nowait("Who are you?")
    assert (await show.go()).accepted
    assert (await show.until("said")).data["text"] == "I am Kuafu."


async def test_the_listeners_are_let_go_of_at_the_show_s_end(tmp_path):
    from tests.bench import raised

    microphone = Speaking()
    async with raised(tmp_path) as raise_:
        await raise_(dialogue(), listeners=(microphone,))
    assert microphone.did[-1] == "close"


async def test_a_pick_is_said_and_told_with_who_picked(asked):
    show = await asked()
    assert (await word(show, Verb.PICK, cue="age")).accepted
    assert (await show.until("approval")).data["pick"] == "age"
    assert (await show.until("said")).data["text"] == "I am two."


async def test_a_typed_answer_is_said(asked):
    show = await asked("How deep is the sea?")
    nothing = await word(show, Verb.APPROVE)
    assert nothing.reason == "there is no answer to approve: pick one, or type it"
    assert (await word(show, Verb.ANSWER, words=" Very deep. ")).accepted
    assert (await show.until("said")).data["text"] == "Very deep."


async def test_push_to_talk_interrupts_the_robot_and_its_question_is_the_next(listening):
    microphone = Speaking()
    show = await listening(microphone)
    show.people.questions.put_nowait("Who are you?")
    await show.until("said")
    microphone.says = Heard("How old are you?", "microphone", 0.9)
    await word(show, Verb.LISTEN)
    assert (await show.until("interrupted")).data["origin"] == "live operator"
    await show.after(1)
    await word(show, Verb.LISTENED)
    await show.until("said", text="I am two.")
    assert [entry.data["question"] for entry in show.entries("asked")] == [
        "Who are you?",
        "How old are you?",
    ]


async def test_what_is_heard_elsewhere_while_the_robot_speaks_is_refused(listening):
    show = await listening()
    show.people.questions.put_nowait("Who are you?")
    await show.until("said")
    heard = await word(show, Verb.HEARD, cue="cloud", words="How old are you?")
    assert heard.reason == "the robot has the floor: push-to-talk takes it"


async def test_an_interruption_falls_silent_at_once(listening):
    show = await listening()
    show.people.questions.put_nowait("Who are you?")
    said = await show.until("said")
    assert (await word(show, Verb.INTERRUPT, "keyboard")).accepted
    told = await show.until("interrupted")
    assert told.at_s - said.at_s < 0.1
    assert told.data["origin"] == "keyboard"
