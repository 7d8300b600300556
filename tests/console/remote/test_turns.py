"""Who watches is woken a few at a time, and gives way to orders."""

import asyncio

from moderator.console.remote.watcher import Turns


async def waited(count):
    turns = Turns()
    events = [asyncio.Event() for _ in range(count)]
    for event in events:
        turns.wake(event)
    return turns, events


def woken(events):
    return sum(event.is_set() for event in events)


async def test_a_few_are_woken_at_a_time_and_the_loop_goes_on_in_between():
    _, events = await waited(10)
    seen = []
    while woken(events) < len(events):
        await asyncio.sleep(0)
        seen.append(woken(events))
    assert seen == [4, 8, 10]


async def test_while_an_order_is_new_nobody_is_woken():
    turns = Turns()
    await asyncio.sleep(1)
    turns.give_way()
    event = asyncio.Event()
    turns.wake(event)
    await asyncio.sleep(0.009)
    assert not event.is_set()
    await asyncio.sleep(0.002)
    assert event.is_set()


async def test_orders_one_after_another_keep_nobody_waiting_for_ever():
    turns = Turns()
    event = asyncio.Event()
    turns.wake(event)
    for _ in range(20):
        turns.give_way()
        await asyncio.sleep(0.001)
    assert event.is_set()
