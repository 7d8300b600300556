import asyncio
import queue
import threading
import time
from contextvars import ContextVar, copy_context

import pytest

from moderator.engine.virtual import NothingWillHappen, RealWorkStuck, VirtualTimeLoop, run


async def test_a_long_wait_takes_no_time():
    began = time.monotonic()
    await asyncio.sleep(24 * 3600)
    assert asyncio.get_running_loop().time() == 24 * 3600
    assert time.monotonic() - began < 1


async def test_timers_due_at_once_run_in_order_of_creation():
    ran = []
    loop = asyncio.get_running_loop()
    for number in range(100):
        loop.call_at(5.0, ran.append, number)
    await asyncio.sleep(6)
    assert ran == list(range(100))


async def test_a_timer_runs_in_the_context_that_it_was_given():
    name, found = ContextVar("name", default="none"), []
    context = copy_context()
    context.run(name.set, "given")
    asyncio.get_running_loop().call_at(1.0, lambda: found.append(name.get()), context=context)
    await asyncio.sleep(2)
    assert (found, name.get()) == (["given"], "none")


async def test_time_stands_still_during_real_work():
    gate = threading.Event()
    threading.Timer(0.05, gate.set).start()
    loop = asyncio.get_running_loop()
    ticks = []
    loop.call_later(1, ticks.append, "tick")
    await asyncio.to_thread(gate.wait)
    assert loop.time() == 0
    assert ticks == []


async def test_results_of_real_work_come_in_the_order_it_was_begun():
    slow, order = threading.Event(), []

    async def wait_for(name, gate):
        await asyncio.to_thread(gate)
        order.append(name)

    def quick():
        slow.set()

    await asyncio.gather(wait_for("first", slow.wait), wait_for("second", quick))
    assert order == ["first", "second"]


async def test_an_error_in_real_work_reaches_the_one_who_waits():
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(lambda: 1 / 0)


async def test_a_timeout_around_real_work_never_fires():
    async with asyncio.timeout(0.001):
        await asyncio.to_thread(time.sleep, 0.02)


def test_a_wait_that_cannot_end_is_an_error_not_a_hang():
    async def hang():
        await asyncio.get_running_loop().create_future()

    with pytest.raises(NothingWillHappen) as told:
        run(hang())
    assert told.value.message == "the show waits for something that cannot come"


def test_stuck_real_work_ends_as_failed():
    gate = threading.Event()
    loop = VirtualTimeLoop(watchdog_s=0.05)
    try:
        with pytest.raises(RealWorkStuck) as told:
            loop.run_until_complete(asyncio.wait_for(loop.run_in_executor(None, gate.wait), 5))
        assert told.value.message == "work in a thread took over 0.05 s"
    finally:
        gate.set()
        loop.close()


def test_real_work_that_ends_within_the_watchdogs_time_is_not_stuck():
    loop = VirtualTimeLoop(watchdog_s=0.9)
    try:
        loop.run_until_complete(loop.run_in_executor(None, time.sleep, 0.05))
    finally:
        loop.close()


async def test_after_a_leap_all_that_was_due_runs_at_once_in_order():
    ran = []
    loop = asyncio.get_running_loop()
    for number in (3, 1, 2, 60):
        loop.call_at(number, lambda number=number: ran.append((number, loop.time())))
    loop.call_at(0.5, lambda: loop.leap(10))
    await asyncio.sleep(100)
    assert ran == [(1, 10.5), (2, 10.5), (3, 10.5), (60, 60)]


async def test_a_late_loop_is_late_by_what_is_drawn():
    loop = asyncio.get_running_loop()
    loop.late_s = iter((0.25, 0.5)).__next__
    await asyncio.sleep(1)
    assert loop.time() == 1.25
    await asyncio.sleep(1)
    assert loop.time() == 2.75
    loop.late_s = None
    await asyncio.sleep(1)
    assert loop.time() == 3.75


def test_work_that_has_not_begun_when_the_loop_is_closed_is_given_up():
    gate, begun = threading.Event(), queue.SimpleQueue()
    loop = VirtualTimeLoop()

    def work():
        begun.put("work")
        gate.wait(10)

    for _ in range(10):
        loop.run_in_executor(None, work)
    for _ in range(4):
        begun.get(timeout=10)
    loop.close()
    gate.set()
    loop._threads.shutdown(wait=True)
    assert begun.empty()
