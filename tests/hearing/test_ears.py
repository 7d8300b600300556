import asyncio

import pytest
from tests.hearing.listeners import Speaking

from moderator.hearing import Ears, Heard
from moderator.hearing.ears import MOST_HELD_S

WHO = Heard("Who are you?", "microphone", 0.8)
TOLD = Heard("How late are we?", "cloud", 0.6)


@pytest.fixture
def warned():
    return []


@pytest.fixture
async def microphone():
    listener = Speaking()
    listener.says = WHO
    return listener


@pytest.fixture
async def ears(microphone, warned):
    ears = Ears((microphone,), warned.append)
    yield ears
    await ears.close()


@pytest.fixture
def soon():
    """Begin something, and let it come to where it waits."""
    begun = []

    async def soon_(doing):
        begun.append(asyncio.create_task(doing))
        await asyncio.sleep(0.01)
        return begun[-1]

    yield soon_
    for task in begun:
        task.cancel()


async def test_what_is_said_into_push_to_talk_is_heard(ears, soon):
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    assert ears.held == ("keyboard",)
    await asyncio.sleep(3)
    ears.release("keyboard")
    assert await hearing == WHO
    assert not ears.open


async def test_text_from_elsewhere_is_heard_with_its_source(ears, soon):
    hearing = await soon(ears.hear())
    assert ears.why_not_tell() == ""
    ears.tell(TOLD)
    assert await hearing == TOLD


async def test_outside_a_turn_nothing_is_heard_and_that_is_said(ears):
    assert ears.why_not_press("keyboard") == "no question is waited for"
    assert ears.why_not_tell() == "no question is waited for"
    ears.tell(TOLD)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ears.hear(), 60)


async def test_what_comes_while_the_robot_speaks_is_dropped(ears, soon):
    await soon(ears.interrupted())
    assert ears.why_not_tell() == "the robot has the floor: push-to-talk takes it"


async def test_pressing_while_the_robot_speaks_interrupts_it_and_what_is_said_is_heard(ears, soon):
    speaking = await soon(ears.interrupted())
    ears.press("keyboard")
    assert await speaking == "keyboard"
    ears.release("keyboard")
    await asyncio.sleep(1)
    assert await asyncio.wait_for(ears.hear(), 0.1) == WHO


async def test_text_from_elsewhere_is_heard_while_push_to_talk_has_taken_the_floor(ears, soon):
    speaking = await soon(ears.interrupted())
    ears.press("live")
    await speaking
    assert ears.why_not_tell() == ""
    await asyncio.sleep(0)
    ears.tell(TOLD)
    assert await asyncio.wait_for(ears.hear(), 0.1) == TOLD


async def test_what_was_said_into_it_long_ago_is_no_question_of_this_turn(ears, soon):
    speaking = await soon(ears.interrupted())
    ears.press("keyboard")
    await speaking
    ears.release("keyboard")
    await asyncio.sleep(60)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ears.hear(), 60)


async def test_an_interruption_alone_needs_no_microphone(ears, soon):
    speaking = await soon(ears.interrupted())
    assert ears.interruptible
    ears.interrupt("osc")
    assert await speaking == "osc"
    assert not ears.interruptible


async def test_it_is_held_for_as_long_as_anybody_holds_it(ears, microphone, soon):
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    ears.press("live")
    assert ears.why_not_press("live") == "push-to-talk is held already"
    ears.release("keyboard")
    assert microphone.did == ["press"]
    ears.release("live")
    assert microphone.did == ["press", "release"]
    await hearing


async def test_push_to_talk_that_is_never_let_go_ends_by_itself(ears, warned, soon):
    hearing = await soon(ears.hear())
    ears.press("live operator")
    await asyncio.sleep(MOST_HELD_S - 1)
    assert ears.held
    assert await asyncio.wait_for(hearing, 2) == WHO
    assert ears.held == ()
    assert "was not let go for 20 s by live operator" in warned[0]


async def test_a_turn_that_ends_lets_go_of_push_to_talk(ears, microphone, soon):
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    hearing.cancel()
    await asyncio.sleep(0.01)
    assert ears.held == ()
    assert microphone.did == ["press", "release"]


async def test_of_several_listeners_the_first_with_words_is_heard(warned, soon):
    first, second = Speaking("grammar", 0.1), Speaking("dictation", 1.0)
    second.says = Heard("Tell me a joke.", "dictation", 0.4)
    ears = Ears((first, second), warned.append)
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    ears.release("keyboard")
    assert (await hearing).source == "dictation"


async def test_what_no_listener_makes_anything_of_is_empty(warned, soon):
    ears = Ears((Speaking("grammar", 0.1), Speaking("dictation", 1.0)), warned.append)
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    ears.release("keyboard")
    assert await asyncio.wait_for(hearing, 1.5) == Heard("", "grammar", 0.0)


async def test_a_listener_that_breaks_is_told_of_and_the_others_go_on(
    ears, microphone, warned, soon
):
    microphone.breaks = True
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    ears.release("keyboard")
    await asyncio.sleep(0.5)
    assert warned == ["microphone hears nothing: OSError: the microphone was pulled out"]
    assert ears.trouble == "microphone: OSError: the microphone was pulled out"
    ears.tell(TOLD)
    assert await hearing == TOLD


async def test_a_listener_that_is_not_there_is_told_of_and_tried_again(ears, microphone, warned):
    microphone.absent = True
    await ears.prepare(("Who are you?",))
    assert ears.trouble == "microphone: there is no microphone — plug one in"
    assert len(warned) == 1
    microphone.absent = False
    await ears.prepare(("Who are you?",))
    assert ears.trouble == ""
    assert microphone.did == [("prepare", ("Who are you?",))]


async def test_ears_are_deaf_where_no_listener_hears_but_text_from_elsewhere(ears, microphone):
    assert not ears.deaf
    microphone.absent = True
    await ears.prepare(())
    assert ears.deaf
    assert Ears().deaf


async def test_listeners_are_made_ready_at_once(warned):
    class Slow(Speaking):
        async def prepare(self, questions):
            await asyncio.sleep(3)

    ears = Ears((Slow("grammar"), Slow("dictation")), warned.append)
    await asyncio.wait_for(ears.prepare(()), 4)


async def test_text_told_in_the_step_of_the_press_is_heard(ears, soon):
    speaking = await soon(ears.interrupted())
    ears.press("live")
    assert ears.why_not_tell() == ""
    ears.tell(TOLD)
    await speaking
    ears.release("live")
    assert await asyncio.wait_for(ears.hear(), 0.1) == TOLD


async def test_a_second_text_before_the_first_is_heard_is_refused(ears, soon):
    hearing = await soon(ears.hear())
    ears.tell(TOLD)
    await asyncio.sleep(0)
    assert ears.why_not_tell() == "what was told before is not heard yet"
    ears.tell(WHO)
    assert await hearing == TOLD


async def test_text_may_be_told_again_when_the_first_was_nothing(warned, soon):
    ears = Ears((Speaking(),), warned.append)
    hearing = await soon(ears.hear())
    ears.tell(Heard("", "cloud", 0.0))
    await asyncio.sleep(0.1)
    assert ears.why_not_tell() == ""
    ears.tell(TOLD)
    assert await hearing == TOLD


async def test_push_to_talk_does_not_outlive_the_dialogue_and_that_is_told(ears, warned, soon):
    speaking = await soon(ears.interrupted())
    ears.press("keyboard")
    await speaking
    await asyncio.sleep(1.5)
    assert ears.held == ()
    assert warned == ["push-to-talk, held by keyboard, has ended: no question is waited for"]


async def test_push_to_talk_that_took_the_floor_is_held_on_in_the_next_turn(ears, warned, soon):
    speaking = await soon(ears.interrupted())
    ears.press("keyboard")
    await speaking
    hearing = await soon(ears.hear())
    await asyncio.sleep(5)
    assert (ears.held, warned) == (("keyboard",), [])
    ears.release("keyboard")
    assert await hearing == WHO


async def test_a_turn_that_is_given_up_while_it_is_held_is_told(ears, warned, soon):
    hearing = await soon(ears.hear())
    ears.press("keyboard")
    hearing.cancel()
    await asyncio.sleep(0.01)
    assert warned == ["push-to-talk, held by keyboard, has ended: no question is waited for"]
