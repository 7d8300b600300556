"""A source is asked on its schedule, left alone when it fails, and never ends anything."""

import asyncio
import threading
from dataclasses import replace

import pytest
from tests.knowledge.sources.conftest import NOW, PLAN
from tests.knowledge.sources.host import WEATHER

from moderator.errors import NotNow, SourceSilent
from moderator.knowledge.sources.fetched import Fetched
from moderator.knowledge.sources.plan import Pick

MINUTE_S = 60


class Desk(Fetched):
    """A source that answers as a test says; keeps when it was asked, in minutes."""

    def __init__(self, kept, **changes):
        super().__init__(replace(PLAN, **changes), kept, lambda: NOW)
        self.answers = lambda: WEATHER
        self.asked_at = []

    async def fetch(self):
        self.asked_at.append(asyncio.get_running_loop().time() / MINUTE_S)
        return self.answers(), None


def fails(error):
    def answer():
        raise error

    return answer


async def for_minutes(desk, told, minutes):
    """Have a source keep fresh for so long."""
    keeping = asyncio.create_task(desk.keep_fresh(told))
    await asyncio.sleep(minutes * MINUTE_S)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def test_it_is_asked_on_its_schedule(kept, told):
    desk = Desk(kept)
    await desk.prepare(told)
    await for_minutes(desk, told, 35)
    assert desk.asked_at == [0, 10, 20, 30]
    assert told == []


async def test_after_three_failures_it_is_asked_after_longer_and_longer_pauses(kept, told):
    desk = Desk(kept, every_ns=60 * 10**9)
    desk.answers = fails(SourceSilent("it is gone"))
    await desk.prepare(told)
    await for_minutes(desk, told, 60)
    assert desk.asked_at == [0, 1, 2, 4, 8, 16, 31, 46]
    assert len(told) == 1


async def test_while_it_is_left_alone_it_is_asked_once_at_a_time(kept, told):
    desk = Desk(kept)
    desk.answers = fails(NotNow("it is busy"))
    for tries in (3, 6, 9, 10, 11):
        await desk.refresh(told)
        assert len(desk.asked_at) == tries


async def test_between_tries_it_waits_a_moment(kept, told):
    desk = Desk(kept)
    desk.answers = fails(NotNow("it is busy"))
    await desk.refresh(told)
    waits = [(b - a) * MINUTE_S for a, b in zip(desk.asked_at, desk.asked_at[1:], strict=False)]
    assert all(0.2 <= wait <= 1 for wait in waits)
    assert waits[1] > waits[0]


async def test_when_it_answers_again_its_schedule_is_as_before(kept, told):
    desk = Desk(kept)
    desk.answers = fails(SourceSilent("it is gone"))
    for _ in range(5):
        await desk.refresh(told)
    assert desk.pause_ns == 15 * 60 * 10**9
    desk.answers = lambda: WEATHER
    await desk.refresh(told)
    assert desk.pause_ns == desk.plan.every_ns
    assert [kind for kind, _ in told] == ["warning", "notice"]


async def test_one_that_falls_ill_again_is_told_again(kept, told):
    desk = Desk(kept)
    for answers in (fails(SourceSilent("gone")), lambda: WEATHER, fails(SourceSilent("gone"))):
        desk.answers = answers
        await desk.refresh(told)
    assert [kind for kind, _ in told] == ["warning", "notice", "warning"]


@pytest.mark.parametrize("error", [ValueError("x"), ZeroDivisionError("y"), RecursionError()])
async def test_a_defect_that_an_answer_sets_off_is_only_a_failure(error, kept, told):
    desk = Desk(kept)
    desk.answers = fails(error)
    await desk.prepare(told)
    [(kind, words)] = told
    assert kind == "warning"
    assert f"does not answer: defect: {type(error).__name__}: {error}; known: nothing" in words


async def test_without_a_time_of_its_own_an_answer_is_of_now(kept, told):
    desk = Desk(kept, as_of=None)
    await desk.prepare(told)
    assert desk.read("temperature").as_of == NOW


async def test_one_that_was_never_asked_says_so(kept):
    with pytest.raises(SourceSilent, match="weather has not answered: it was not asked"):
        Desk(kept).read("temperature")


async def test_what_a_host_words_is_told_short_and_on_one_line(kept, told):
    desk = Desk(kept)
    desk.answers = fails(SourceSilent("sent\n\x1b[2J" + "x" * 10_000))
    await desk.refresh(told)
    assert told[0][1].startswith("the source weather: does not answer: sent  [2Jxxx")
    assert told[0][1].isprintable()
    assert len(told[0][1]) < 300


class Slow(Desk):
    """A source whose first answer takes longer than its second."""

    async def fetch(self):
        answer = await super().fetch()
        temperature = len(self.asked_at)
        await asyncio.sleep(4 if temperature == 1 else 1)
        return {"current": {**answer[0]["current"], "temperature_2m": temperature}}, None


async def test_an_older_answer_never_takes_the_place_of_a_newer_one(kept, told):
    desk = Slow(kept)
    await asyncio.gather(desk.refresh(told), desk.refresh(told))
    assert desk.read("temperature").value.written() == "2 °C"


async def test_its_values_are_picked_in_a_thread_and_once(kept, told, monkeypatch):
    threads = []
    typed = Pick.value

    def value(pick, raw):
        threads.append(threading.current_thread())
        return typed(pick, raw)

    monkeypatch.setattr(Pick, "value", value)
    await Desk(kept).refresh(told)
    assert len(threads) == len(PLAN.picks)
    assert threading.main_thread() not in threads
