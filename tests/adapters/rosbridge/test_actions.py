"""Goals of ROS 1 and ROS 2, and what is told of them when nobody says how they ended."""

import asyncio

import pytest

from moderator.adapters.rosbridge import Actionlib, GoalEnd, Ros2Action
from moderator.errors import CannotStart
from moderator_simulator.fakes.ros import ActionlibServer, Ros2ActionServer

pytestmark = pytest.mark.real_time

NAME = "/arms/follow"
ROS1 = "control_msgs/FollowJointTrajectoryAction"
ROS2 = "control_msgs/action/FollowJointTrajectory"
IN_NEW_THREAD = "/rosbridge_websocket:send_action_goals_in_new_thread"


class Arms:
    """An action server that does what it is told to, and the client's side of it."""

    def __init__(self, bench, ros):
        self._bench = bench
        self._ros = ros
        self.asked = []
        self.cancelled = []
        self.on_goal = lambda asked: None
        self.on_cancel = lambda asked: asked.end("canceled", {"error_code": 0})

    async def start(self):
        await self._bench.serve(self._ros)
        kind = ActionlibServer if self._ros == 1 else Ros2ActionServer
        names = NAME, ROS1 if self._ros == 1 else ROS2
        self.server = kind(self._bench.graph, *names, self._goal, self._cancel)
        self.bridge = await self._bench.link()
        action = Actionlib if self._ros == 1 else Ros2Action
        self.action = action(self.bridge, *names)
        return self

    def _goal(self, asked):
        self.asked.append(asked)
        self.on_goal(asked)

    def _cancel(self, asked):
        self.cancelled.append(asked.ident)
        self.on_cancel(asked)

    async def taken(self, count=1):
        async with asyncio.timeout(5):
            while len(self.asked) < count:  # noqa: ASYNC110 — the server's side is all there is
                await asyncio.sleep(0.005)


@pytest.fixture(params=[1, 2], ids=["ros1", "ros2"])
async def arms(request, bench):
    arms = await Arms(bench, request.param).start()
    if request.param == 2:
        yield arms
        return
    publishing = asyncio.create_task(arms.server.run())
    yield arms
    publishing.cancel()
    await asyncio.gather(publishing, return_exceptions=True)


async def result_of(goal, within_s=5):
    async with asyncio.timeout(within_s):
        return await goal.result()


async def test_a_goal_is_taken_tells_how_it_goes_and_ends(arms):
    await arms.action.ready(5)
    told = []
    goal = arms.action.send({"goal_time_tolerance": {}}, told.append)
    await arms.taken()
    assert arms.asked[0].goal == {"goal_time_tolerance": {}}
    arms.asked[0].feedback({"error": 0.5})
    arms.asked[0].end("succeeded", {"error_code": 0})
    found = await result_of(goal)
    assert (found.end, found.values) == (GoalEnd.SUCCEEDED, {"error_code": 0})
    assert told == [{"error": 0.5}]


async def test_a_goal_that_aborts_brings_its_code(arms):
    await arms.action.ready(5)
    arms.on_goal = lambda asked: asked.end("aborted", {"error_code": -4}, "PATH_TOLERANCE")
    found = await result_of(arms.action.send({}))
    assert (found.end, found.values["error_code"]) == (GoalEnd.ABORTED, -4)


async def test_cancelling_ends_that_goal_and_no_other(arms):
    await arms.action.ready(5)
    first, second = arms.action.send({}), arms.action.send({})
    await arms.taken(2)
    second.cancel()
    second.cancel()
    assert (await result_of(second)).end is GoalEnd.CANCELED
    assert first.ended is None
    assert len(set(arms.cancelled)) == 1


async def test_a_cancel_that_nobody_answers_leaves_the_end_unknown_for_good(arms):
    await arms.action.ready(5)
    arms.on_cancel = lambda asked: None
    goal = arms.action.send({})
    await arms.taken()
    goal.cancel(within_s=0.2)
    found = await result_of(goal)
    assert found.end is GoalEnd.UNKNOWN
    assert "0.2 s after a cancel" in found.why
    arms.asked[0].end("succeeded", {})
    await arms.bridge.call("/rosapi/topics", {}, 5)
    assert (await result_of(goal)).end is GoalEnd.UNKNOWN


async def test_a_cancel_that_comes_too_early_is_said_again(arms):
    await arms.action.ready(5)
    goal = arms.action.send({})
    goal.cancel()
    assert (await result_of(goal)).end is GoalEnd.CANCELED


async def test_a_goal_under_way_when_the_link_is_lost_is_unknown(arms):
    await arms.action.ready(5)
    goal = arms.action.send({})
    await arms.taken()
    arms._bench.server.wire.set("cut")
    found = await result_of(goal)
    assert found.end is GoalEnd.UNKNOWN
    assert found.why == arms.bridge.why_lost


async def test_no_action_server_is_told_before_any_goal(bench):
    bridge = await bench.link()
    with pytest.raises(CannotStart, match="no action server /nobody"):
        await Actionlib(bridge, "/nobody", ROS1).ready(0.3)


async def test_no_action_server_of_ros_2_is_told_before_any_goal(bench):
    await bench.serve(ros=2)
    bridge = await bench.link()
    with pytest.raises(CannotStart, match="no action server /nobody"):
        await Ros2Action(bridge, "/nobody", ROS2).ready(5)


async def test_a_rosbridge_that_cannot_cancel_is_refused(bench):
    arms = await Arms(bench, 2).start()
    bench.graph.params[IN_NEW_THREAD] = False
    with pytest.raises(CannotStart, match="cannot cancel a goal while it runs") as refused:
        await arms.action.ready(5)
    assert "send_action_goals_in_new_thread:=true" in refused.value.hint


async def test_with_rosbridges_own_default_a_cancel_is_not_even_read(bench):
    """Issue 909, as the fake has it: why it is refused."""
    arms = await Arms(bench, 2).start()
    bench.graph.params[IN_NEW_THREAD] = False
    goal = arms.action.send({})
    await arms.taken()
    goal.cancel(within_s=0.3)
    assert (await result_of(goal)).end is GoalEnd.UNKNOWN
    assert arms.cancelled == []
    with pytest.raises(TimeoutError):
        await arms.bridge.call("/rosapi/topics", {}, 0.2)
    arms.asked[0].end("succeeded", {})
    await arms.bridge.call("/rosapi/topics", {}, 5)


async def test_a_goal_that_was_not_taken_is_unknown_after_two_seconds(bench):
    bridge = await bench.link()
    goal = Actionlib(bridge, "/nobody", ROS1).send({})
    found = await result_of(goal)
    assert found.end is GoalEnd.UNKNOWN
    assert "/nobody has not taken the goal" in found.why


async def test_a_goal_that_the_server_forgets_is_unknown(bench):
    arms = await Arms(bench, 1).start()
    publishing = asyncio.create_task(arms.server.run())
    await arms.action.ready(5)
    goal = arms.action.send({})
    await arms.taken()
    await asyncio.sleep(0.3)
    arms.server.forget()
    assert "forgot the goal" in (await result_of(goal)).why
    publishing.cancel()


async def test_a_status_that_was_overtaken_changes_nothing(bench):
    arms = await Arms(bench, 1).start()
    publishing = asyncio.create_task(arms.server.run())
    await arms.action.ready(5)
    goal = arms.action.send({})
    await arms.taken()
    await asyncio.sleep(0.3)
    earlier = {"header": {"stamp": {"secs": 1, "nsecs": 0}}, "status_list": []}
    bench.graph.publish(f"{NAME}/status", earlier)
    await arms.bridge.call("/rosapi/topics", {}, 5)
    assert goal.ended is None
    publishing.cancel()


async def test_a_goal_that_was_rejected_says_so(bench):
    arms = await Arms(bench, 1).start()
    arms.on_goal = lambda asked: asked.end("rejected", {"error_code": -2}, "INVALID_JOINTS")
    found = await result_of(arms.action.send({}))
    assert (found.end, found.why) == (GoalEnd.REJECTED, "INVALID_JOINTS")
