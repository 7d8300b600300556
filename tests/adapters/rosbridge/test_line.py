"""A line that breaks, hangs, or is full; and that none is made again."""

import asyncio

import pytest

from moderator.adapters.rosbridge import LinkLost

pytestmark = pytest.mark.real_time

TEXT = "std_msgs/String"


async def flood(bridge, times):
    """Publish 20 kB so many times, as fast as the loop turns."""
    for _ in range(times):
        bridge.publish("/words", {"data": "y" * 20_000})
        await asyncio.sleep(0)


def at_once(bridge, times):
    """The same, without a turn of the loop between."""
    for _ in range(times):
        bridge.publish("/words", {"data": "y" * 20_000})


async def trickle(bridge):
    """Publish 20 kB every 10 ms, for two seconds."""
    for _ in range(200):
        bridge.publish("/words", {"data": "y" * 20_000})
        await asyncio.sleep(0.01)


async def test_a_line_that_breaks_is_told_to_all_who_wait(bench):
    bridge = await bench.link()
    waiting = [asyncio.create_task(bridge.lost()) for _ in range(2)]
    await asyncio.sleep(0.05)
    bench.server.wire.set("cut")
    async with asyncio.timeout(1):
        why, again = await asyncio.gather(*waiting)
    assert why == again == bridge.why_lost
    assert why.startswith("the ")


async def test_nothing_is_sent_and_nothing_is_connected_after_a_loss(bench):
    bridge = await bench.link()
    found: list[object] = []
    bench.graph.on_message("/words", found.append, TEXT)
    bridge.advertise("/words", TEXT)
    await bridge.call("/rosapi/topics", {}, 5)
    bench.server.wire.set("cut")
    await bridge.lost()
    with pytest.raises(LinkLost):
        bridge.publish("/words", {"data": "move"})
    bench.server.wire.set("sound")
    await asyncio.sleep(0.5)
    assert bench.server.clients == 0
    assert found == []
    with pytest.raises(LinkLost):
        bridge.publish("/words", {"data": "move"})


async def test_a_program_that_hangs_is_lost_within_a_second_or_so(bench):
    bridge = await bench.link()
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0.1)
    bench.server.wire.set("half_open")
    began_s = loop.time()
    assert "has not answered for 1 s" in await bridge.lost()
    assert loop.time() - began_s < 1.6


async def test_a_full_line_refuses_in_the_call_that_would_queue(bench):
    bridge = await bench.link(unanswered_s=60, unacknowledged_s=60)
    bridge.advertise("/words", TEXT)
    await bridge.call("/rosapi/topics", {}, 5)
    bench.server.wire.set("half_open")
    with pytest.raises(LinkLost, match="this machine"):
        await flood(bridge, 1000)
    assert bridge.why_lost


async def test_more_than_a_line_takes_is_refused_in_the_very_call(bench):
    bridge = await bench.link()
    with pytest.raises(LinkLost, match="do not leave this machine"):
        at_once(bridge, 100)


async def test_what_the_other_machine_does_not_take_is_a_lost_link(bench):
    """As of a pulled cable: the bytes have left the program, and stay in this machine's kernel."""
    bridge = await bench.link(
        unanswered_s=60, unsent_s=60, unsent_bytes=2**24, unacknowledged_s=0.2
    )
    bench.server.wire.set("half_open")
    with pytest.raises(LinkLost, match="nothing arrives on the robot"):
        await trickle(bridge)


async def test_what_was_stuck_never_arrives_when_the_robot_wakes_up(bench):
    bridge = await bench.link(unanswered_s=0.2)
    found: list[object] = []
    bench.graph.on_message("/words", found.append, TEXT)
    bridge.advertise("/words", TEXT)
    await bridge.call("/rosapi/topics", {}, 5)
    bench.server.wire.set("half_open")
    with pytest.raises(LinkLost):
        await flood(bridge, 10_000)
    bench.server.wire.set("sound")
    await asyncio.sleep(0.3)
    assert bench.server.clients == 0


async def test_a_line_that_is_quiet_is_not_lost(bench):
    bridge = await bench.link(unanswered_s=0.3, unacknowledged_s=0.3)
    await asyncio.sleep(1)
    assert bridge.why_lost == ""


async def test_a_slow_line_is_not_lost_for_being_slow(bench):
    bridge = await bench.link()
    bench.server.wire.set("slow", delay_s=0.2)
    answer = await bridge.call("/rosapi/topics", {}, 5)
    assert "topics" in answer
    assert bridge.why_lost == ""


async def test_closing_twice_is_closing_once(bench):
    bridge = await bench.link()
    await bridge.close()
    await bridge.close()
    assert bridge.why_lost == "the link was closed"


async def test_messages_come_twice_and_in_disorder_where_the_wire_does_that(bench):
    """The faults themselves, so that a test of an adapter can trust in them."""
    bridge = await bench.link()
    found: list[str] = []
    bench.graph.topic("/words", TEXT)
    bridge.subscribe("/words", TEXT, lambda said: found.append(said["data"]))
    await bridge.call("/rosapi/topics", {}, 5)
    for fault in ("duplicate", "reorder"):
        found.clear()
        bench.server.wire.set(fault)
        for letter in "abcdef":
            bench.graph.publish("/words", {"data": letter})
        await asyncio.sleep(0.2)
        if fault == "duplicate":
            assert "".join(sorted(set(found))) == "abcdef"
            assert len(found) == 8
        else:
            assert "".join(sorted(found)) == "abcdef"
            assert "".join(found) != "abcdef"
