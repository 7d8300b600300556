"""Push-to-talk, with real processes: a microphone that says files, and pocketsphinx."""

import asyncio
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from moderator.errors import CannotStart
from moderator.hearing import Ears, Heard
from moderator.hearing.kinds import listener
from moderator.hearing.microphone import Microphone
from moderator.hearing.push_to_talk import PushToTalk

pytestmark = pytest.mark.real_time
QUESTIONS = ("What time is it?", "Who are you?")


@pytest.fixture
def silence(tmp_path):
    path = tmp_path / "silence.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(16_000))
    return path


@pytest.fixture
async def make():
    made = []

    async def make_(*files, pace=20.0, questions=QUESTIONS, backend=""):
        pytest.importorskip("pocketsphinx")
        one = PushToTalk("pocketsphinx", "", Microphone(backend, files, pace))
        made.append(one)
        await one.prepare(questions)
        return one

    yield make_
    for one in made:
        await one.close()


def children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


async def said(one, seconds=0.1):
    """Hold push-to-talk so long."""
    hearing = asyncio.ensure_future(one.hear())
    await asyncio.sleep(0)
    one.press()
    await asyncio.sleep(seconds)
    one.release()
    async with asyncio.timeout(20):
        return await hearing


async def test_silence_is_heard_as_nothing(make, silence):
    one = await make(silence)
    assert await said(one) == Heard("", "pocketsphinx", 0.0)
    assert one.trouble == ""


async def test_a_microphone_is_held_as_often_as_wanted(make, silence):
    one = await make(silence)
    for _ in range(3):
        assert (await said(one, 0.02)).text == ""


async def test_a_real_device_is_listened_to(make):
    one = await make(backend="NULL")
    assert (await said(one, 0.3)).text == ""


async def test_what_is_heard_while_nobody_waits_is_dropped(make, silence):
    one = await make(silence)
    one.press()
    one.release()
    await asyncio.sleep(0.5)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await one.hear()


async def test_who_stops_waiting_hears_nothing(make, silence):
    one = await make(silence)
    hearing = asyncio.ensure_future(one.hear())
    await asyncio.sleep(0)
    hearing.cancel()
    await asyncio.wait([hearing])
    assert (await said(one)).text == ""


@pytest.mark.parametrize("which", ["microphone", "recogniser"])
async def test_a_process_that_dies_is_told_and_started_anew(make, silence, which):
    one = await make(silence)
    hearing = asyncio.ensure_future(one.hear())
    await asyncio.sleep(0)
    one.press()
    getattr(one._listening, which).kill()
    assert (await hearing).text == ""
    async with asyncio.timeout(20):
        while not one._listening:
            assert one.trouble == "its process has ended"
            await asyncio.sleep(0.01)
    assert one.trouble == ""
    assert (await said(one)).text == ""


async def test_a_process_that_dies_again_at_once_stays_away(make, silence):
    one = await make(silence)
    async with asyncio.timeout(30):
        while not one._following.done():
            if one._listening:
                one._listening.kill()
            await asyncio.sleep(0.01)
    assert one.trouble == "its process has ended"
    assert await said(one) == Heard("", "pocketsphinx", 0.0)


async def test_preparing_again_brings_back_what_stayed_away(make, silence):
    one = await make(silence)
    while not one._following.done():
        if one._listening:
            one._listening.kill()
        await asyncio.sleep(0.01)
    await one.prepare(QUESTIONS)
    assert one.trouble == ""
    assert (await said(one)).text == ""


async def test_a_recogniser_that_does_not_answer_is_ended(make, silence, monkeypatch):
    monkeypatch.setattr("moderator.hearing.push_to_talk._ANSWERS_WITHIN_S", 0.2)
    one = await make(silence)
    os.kill(one._listening.recogniser._process.pid, signal.SIGSTOP)
    assert (await said(one)).text == ""


async def test_a_recogniser_that_has_answered_is_not_ended_later(make, silence):
    one = await make(silence)
    await said(one)
    assert one._late is None


async def test_what_is_held_for_too_long_is_heard_and_let_go_later(make, silence):
    one = await make(silence, pace=50.0)
    listening = one._listening
    hearing = asyncio.ensure_future(one.hear())
    await asyncio.sleep(0)
    one.press()
    async with asyncio.timeout(20):
        assert (await hearing).text == ""
    one.release()
    assert one._late is None
    assert (await said(one)).text == ""
    assert one._listening is listening


async def test_closing_leaves_no_process(make, silence):
    before = children()
    one = await make(silence)
    assert len(children()) == len(before) + 2
    await one.close()
    assert children() == before


async def test_preparing_the_same_again_keeps_the_processes(make, silence):
    one = await make(silence)
    first = one._listening
    await one.prepare(QUESTIONS)
    assert one._listening is first
    await one.prepare(("How late are we?",))
    assert one._listening is not first


async def test_no_microphone_says_what_to_do(make):
    with pytest.raises(CannotStart) as failure:
        await make(backend="WINMM")
    assert failure.value.message == "no microphone opens (tried WINMM)"
    assert "keyboard" in failure.value.hint


async def test_no_scripted_questions_are_told(make, silence):
    with pytest.raises(CannotStart, match="pocketsphinx needs scripted questions"):
        await make(silence, questions=())


async def test_whisper_says_what_it_needs():
    one = PushToTalk("whisper", "/nowhere", Microphone("NULL"))
    with pytest.raises(CannotStart) as failure:
        await one.prepare(QUESTIONS)
    assert "whisper" in failure.value.message
    assert failure.value.hint
    await one.close()


def test_a_kind_is_named_with_its_setting():
    assert listener("whisper:/models/tiny.en")._setting == "/models/tiny.en"
    assert listener("pocketsphinx").name == "pocketsphinx"


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(CannotStart, match="'siri'"):
        listener("siri")


def microphone(*arguments):
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "moderator.hearing.microphone_process"),
            *("--audio", "2", *arguments),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def test_a_microphone_does_not_outlive_who_listens():
    with microphone("--backend", "NULL") as process:
        assert process.stdout.readline() == b'{"now": "ready"}\n'
        process.stdin.close()
        assert process.wait(5) == 0


def test_a_microphone_that_gives_nothing_any_more_is_given_up(silence):
    with microphone("--file", str(silence), "--pace", "0.001") as process:
        assert process.stdout.readline() == b'{"now": "ready"}\n'
        assert b"gives no sound" in process.stdout.readline()
        assert process.wait(5) == 1


class Decoding:
    """A microphone and a recogniser that answers the presses in order, when a test says so."""

    def __init__(self):
        self.answers = asyncio.Queue()
        self.ended = False

    def press(self):
        pass

    def release(self):
        pass

    def kill(self):
        pass

    def answer(self, text):
        self.answers.put_nowait({"text": text, "confidence": 0.9, "language": "en"})

    async def heard(self):
        answer = await self.answers.get()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def end(self):
        self.ended = True


@pytest.fixture
async def decoding(monkeypatch):
    """Push-to-talk whose recogniser is slow."""
    one, decoding = PushToTalk("slow"), Decoding()

    async def start():
        return decoding

    monkeypatch.setattr(one, "_start", start)
    await one.prepare(QUESTIONS)
    yield one, decoding
    await one.close()


async def test_what_was_said_in_a_turn_that_has_ended_is_not_heard_in_the_next(decoding):
    one, recogniser = decoding
    one.press()
    one.release()
    one.forget()
    hearing = asyncio.ensure_future(one.hear())
    await asyncio.sleep(0)
    one.press()
    recogniser.answer("of the turn before")
    recogniser.answer("of this turn")
    one.release()
    assert (await hearing).text == "of this turn"


async def test_a_slow_recogniser_gives_the_next_turn_no_question(decoding):
    one, recogniser = decoding
    ears = Ears([one])
    turn = asyncio.ensure_future(ears.hear())
    await asyncio.sleep(0.01)
    ears.press("keyboard")
    ears.release("keyboard")
    ears.tell(Heard("Who are you?", "cloud"))
    assert (await turn).source == "cloud"
    turn = asyncio.ensure_future(ears.hear())
    await asyncio.sleep(0.01)
    recogniser.answer("Who are you?")
    await asyncio.sleep(0.01)
    assert not turn.done()
    turn.cancel()


async def test_closing_ends_the_processes_whatever_following_them_came_to(decoding):
    one, recogniser = decoding
    recogniser.answers.put_nowait(KeyError("text"))
    await asyncio.sleep(0.01)
    await one.close()
    assert recogniser.ended


async def test_why_the_microphone_gave_up_is_told(make, silence):
    one = await make(silence, pace=0.001)
    one._start_anew = not_again
    async with asyncio.timeout(20):
        await one._following
    assert one.trouble == "the microphone gives no sound any more"


async def not_again():
    return False


async def test_a_process_is_killed_once(make, silence, monkeypatch):
    one = await make(silence)
    signals, recogniser = [], one._listening.recogniser
    monkeypatch.setattr(recogniser._process, "kill", lambda: signals.append("kill"))
    recogniser.kill()
    recogniser.kill()
    monkeypatch.undo()
    assert signals == ["kill"]
    recogniser._process.kill()
