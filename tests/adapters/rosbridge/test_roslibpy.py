"""roslibpy's own clients find in the fake server what they find in the real one."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from moderator_simulator.fakes.ros import ActionlibServer, Refused, Ros2ActionServer

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

PEER = Path(__file__).with_name("peer.py")


def refuse(_):
    raise Refused("not while walking")


def count(asked):
    """Count to what is asked, and for ever below zero."""
    if asked.goal["to"] < 0:
        return
    for number in range(asked.goal["to"]):
        asked.feedback({"at": number})
    asked.end("succeeded", {"counted": asked.goal["to"]})


def stop_counting(asked):
    asked.end("canceled", {"counted": 0})


async def peer_of(bench, ros):
    """Let roslibpy at a robot; what it found."""
    server = await bench.serve(ros)
    graph = bench.graph
    graph.topic("/echo", "std_msgs/String")
    graph.on_message("/words", lambda said: graph.publish("/echo", said), "std_msgs/String")
    graph.service("/add", "x/Add", lambda told: {"sum": told["a"] + told["b"]})
    graph.service("/refuses", "std_srvs/Trigger", refuse)
    publishing = None
    if ros == 1:
        action = ActionlibServer(graph, "/count", "x/CountAction", count, stop_counting)
        publishing = asyncio.create_task(action.run())
    else:
        Ros2ActionServer(graph, "/count", "x/action/Count", count, stop_counting)
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        str(PEER),
        str(server.port),
        str(ros),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, errors = await child.communicate()
    if publishing:
        publishing.cancel()
    assert child.returncode == 0, errors.decode()
    return json.loads(out)


def assert_topics_and_services(found, graph):
    assert found["topic"] == [str(number) for number in range(20)]
    assert found["services"]["sum"] == 5
    assert "not while walking" in found["services"]["/refuses"]
    assert "Service /nobody does not exist" in found["services"]["/nobody"]
    asked = found["rosapi"]
    assert {"/echo", "/words"} <= set(asked["topics"])
    assert (asked["type"], asked["service_type"]) == ("std_msgs/String", "x/Add")
    assert asked["param"] == 0.5
    assert "/rosapi" in asked["nodes"]
    assert asked["time"]
    assert graph.complaints == []


async def test_its_clients_of_ros_1(bench):
    found = await peer_of(bench, 1)
    assert_topics_and_services(found, bench.graph)
    done = found["actions"]
    assert (done["result"], done["status"]) == ({"counted": 3}, 3)
    assert [told["at"] for told in done["feedback"]] == [0, 1, 2]
    assert done["stopped"] == [{"counted": 0}, 2]


async def test_its_clients_of_ros_2(bench):
    found = await peer_of(bench, 2)
    assert_topics_and_services(found, bench.graph)
    done = found["actions"]
    assert done["results"] == [[4, {"counted": 3}], [5, {"counted": 0}]]
    assert [told["at"] for told in done["feedback"]] == [0, 1, 2]
    assert done["errors"] == []
