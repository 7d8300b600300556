"""Topics and services over a link, against a server that does what the real one does."""

import asyncio

import pytest

from moderator.adapters.rosbridge import (
    LinkLost,
    NoSuchService,
    Repeated,
    Rosbridge,
    ServiceFailed,
)
from moderator.errors import CannotStart
from moderator_simulator.fakes.ros import Refused

pytestmark = pytest.mark.real_time

TEXT = "std_msgs/String"


async def heard_within(found: list[object], count: int) -> None:
    async with asyncio.timeout(5):
        while len(found) < count:  # noqa: ASYNC110 — what is heard is all there is
            await asyncio.sleep(0.005)


async def test_what_is_published_arrives_once_and_in_order(bench):
    bridge = await bench.link()
    found: list[int] = []
    bench.graph.on_message("/words", lambda said: found.append(int(said["data"])), TEXT)
    bridge.advertise("/words", TEXT)
    for number in range(300):
        bridge.publish("/words", {"data": str(number)})
    await heard_within(found, 300)
    assert found == list(range(300))
    assert bench.graph.complaints == []


async def test_what_the_robot_publishes_is_heard_in_order(bench):
    bridge = await bench.link()
    found: list[str] = []
    bench.graph.topic("/words", TEXT, latched=True)
    bench.graph.publish("/words", {"data": "before"})
    bridge.subscribe("/words", TEXT, lambda said: found.append(said["data"]))
    await heard_within(found, 1)
    bench.graph.publish("/words", {"data": "after"})
    await heard_within(found, 2)
    assert found == ["before", "after"]


async def test_a_topic_that_is_not_heard_any_more_is_silent(bench):
    bridge = await bench.link()
    found: list[str] = []
    bench.graph.topic("/words", TEXT)
    bridge.subscribe("/words", TEXT, lambda said: found.append(said["data"]))
    await bridge.call("/rosapi/topics", {}, 5)
    bridge.unsubscribe("/words")
    await bridge.call("/rosapi/topics", {}, 5)
    assert bench.graph.topics["/words"].heard == {}
    bench.graph.publish("/words", {"data": "to nobody"})
    await bridge.call("/rosapi/topics", {}, 5)
    assert found == []


async def test_a_service_answers_by_its_id_whichever_answers_first(bench):
    bridge = await bench.link()
    first = asyncio.Event()

    async def slow(told):
        await first.wait()
        return {"sum": told["a"] + told["b"]}

    bench.graph.service("/slow", "x/Add", slow)
    bench.graph.service("/quick", "x/Add", lambda told: {"sum": -told["a"]})
    waits = asyncio.create_task(bridge.call("/slow", {"a": 1, "b": 2}, 5))
    assert await bridge.call("/quick", {"a": 7}, 5) == {"sum": -7}
    first.set()
    assert await waits == {"sum": 3}


async def test_a_service_that_nobody_offers_is_told_from_one_that_refuses(bench):
    bridge = await bench.link()

    def refuse(_):
        raise Refused("not while walking")

    bench.graph.service("/refuses", "std_srvs/Trigger", refuse)
    with pytest.raises(NoSuchService, match="the robot has no service /nobody"):
        await bridge.call("/nobody", {}, 5)
    with pytest.raises(ServiceFailed, match="not while walking") as refused:
        await bridge.call("/refuses", {}, 5)
    assert not isinstance(refused.value, NoSuchService)


async def test_a_service_that_does_not_answer_in_time_is_no_failure_of_it(bench):
    bridge = await bench.link()
    bench.graph.service("/never", "std_srvs/Trigger", lambda _: asyncio.sleep(60))
    with pytest.raises(TimeoutError, match="/never did not answer within"):
        await bridge.call("/never", {}, 0.05)
    assert await bridge.call("/rosapi/has_param", {"name": "x"}, 5) == {"exists": False}


async def test_a_call_under_way_when_the_link_is_lost_says_that_nobody_knows(bench):
    bridge = await bench.link()
    bench.graph.service("/never", "std_srvs/Trigger", lambda _: asyncio.sleep(60))
    waits = asyncio.create_task(bridge.call("/never", {}, 5))
    await bridge.call("/rosapi/topics", {}, 5)
    bench.server.wire.set("cut")
    with pytest.raises(LinkLost, match="nobody knows whether /never was done"):
        await waits


async def test_a_message_that_cannot_be_read_loses_the_link(bench):
    bridge = await bench.link()
    bench.graph.topic("/words", TEXT)
    bridge.subscribe("/words", TEXT, lambda said: said["dada"])
    await bridge.call("/rosapi/topics", {}, 5)
    bench.graph.publish("/words", {"data": "nonsense"})
    assert "cannot be read" in await bridge.lost()


async def test_a_message_of_four_megabytes_comes_whole(bench):
    bridge = await bench.link()
    found: list[str] = []
    bench.graph.topic("/words", TEXT)
    bridge.subscribe("/words", TEXT, lambda said: found.append(said["data"]))
    await bridge.call("/rosapi/topics", {}, 5)
    bench.graph.publish("/words", {"data": "y" * 2**22})
    await heard_within(found, 1)
    assert len(found[0]) == 2**22


async def test_no_server_says_what_to_do(bench):
    server = await bench.serve()
    await server.stop()
    with pytest.raises(CannotStart, match=r"no rosbridge server at 127\.0\.0\.1:") as trouble:
        await Rosbridge.opened("127.0.0.1", server.port, within_s=5)
    assert "roslaunch" in trouble.value.hint


async def test_what_speaks_no_websocket_is_told_apart():
    async def greet(reader, writer):
        writer.write(b"220 robot FTP server ready\r\n\r\n")
        await reader.read()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(CannotStart, match="speaks no WebSocket"):
            await Rosbridge.opened("127.0.0.1", port, within_s=5)


async def test_what_answers_nothing_is_given_up_in_time():
    async def keep_quiet(reader, writer):
        await reader.read()
        writer.close()

    async with await asyncio.start_server(keep_quiet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(CannotStart, match=r"did not answer within 0\.1 s"):
            await Rosbridge.opened("127.0.0.1", port, within_s=0.1)
        await asyncio.sleep(0.05)


async def test_what_was_said_once_before_is_told_from_what_is_said_now():
    found: list[str] = []
    repeated = Repeated(found.append)
    for line in ("an owner who has gone", "an owner", "an owner who has gone"):
        repeated.hear(line)
    assert found == []
    await asyncio.sleep(0.1)
    repeated.hear("an owner")
    assert found == ["an owner"]
