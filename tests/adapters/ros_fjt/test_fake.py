"""The fake robot itself: its codes, its lag, and what it does with a second goal."""

import asyncio
from itertools import pairwise

import pytest

from moderator.adapters.rosbridge import Actionlib, GoalEnd, Ros2Action, Rosbridge

pytestmark = pytest.mark.real_time

NAME = "/joint_trajectory_controller/follow_joint_trajectory"
KINDS = {
    1: (Actionlib, "control_msgs/FollowJointTrajectoryAction"),
    2: (Ros2Action, "control_msgs/action/FollowJointTrajectory"),
}
ELBOW = "left_elbow_joint"


class Client:
    """Goals by hand, without any adapter."""

    def __init__(self, robot, bridge, ros):
        self.robot = robot
        self.ros = ros
        action, kind = KINDS[ros]
        self.action = action(bridge, NAME, kind)
        self.states = []
        of = "sensor_msgs/JointState" if ros == 1 else "sensor_msgs/msg/JointState"
        bridge.subscribe("/joint_states", of, self.states.append)

    async def ready(self):
        await self.action.ready(5)
        await self.state()

    async def state(self):
        """The next one: position by name."""
        seen = len(self.states)
        async with asyncio.timeout(5):
            while len(self.states) < seen + 2:  # noqa: ASYNC110 — what is heard is all there is
                await asyncio.sleep(0.005)
        return dict(zip(self.states[-1]["name"], self.states[-1]["position"], strict=True))

    def goal(self, points, names=None, **rest):
        """A goal: elbow angles by time; other joints stay."""
        names = names or self.states[-1]["name"]
        rows = []
        for at_s, elbow in points:
            here = dict(zip(self.states[0]["name"], self.states[0]["position"], strict=True))
            row = [elbow if name == ELBOW else here.get(name, 0.0) for name in names]
            time = {"secs": int(at_s), "nsecs": round(at_s % 1 * 1e9)}
            if self.ros == 2:
                time = {"sec": time["secs"], "nanosec": time["nsecs"]}
            rows.append({"positions": row, "time_from_start": time})
        header = rest.pop("header", {})
        trajectory = {"header": header, "joint_names": names, "points": rows}
        return self.action.send({"trajectory": trajectory, **rest})


@pytest.fixture(params=[1, 2], ids=["ros1", "ros2"])
async def client(request, start_robot):
    robot = await start_robot("--ros", str(request.param))
    bridge = await Rosbridge.opened("127.0.0.1", robot.port, within_s=5)
    client = Client(robot, bridge, request.param)
    await client.ready()
    yield client
    await bridge.close()


async def result_of(goal):
    async with asyncio.timeout(10):
        return await goal.result()


async def test_a_goal_is_followed_to_its_end(client):
    found = await result_of(client.goal([(0.5, -0.8)]))
    assert (found.end, found.values["error_code"]) == (GoalEnd.SUCCEEDED, 0)
    assert abs((await client.state())[ELBOW] + 0.8) < 0.05


async def test_a_second_goal_replaces_the_first_from_where_it_is(client):
    first = client.goal([(2.0, -1.4)])
    await asyncio.sleep(0.5)
    between = (await client.state())[ELBOW]
    second = client.goal([(0.5, -0.42)])
    assert (await result_of(first)).end is GoalEnd.CANCELED
    assert (await result_of(second)).end is GoalEnd.SUCCEEDED
    assert -1.0 < between < -0.5
    turns = [line["rad"][ELBOW] for line in client.robot.recorded("joints")]
    steps = [abs(after - before) for before, after in pairwise(turns)]
    assert max(steps) < 0.03


async def test_cancelling_holds(client):
    goal = client.goal([(2.0, -1.4)])
    await asyncio.sleep(0.4)
    goal.cancel()
    assert (await result_of(goal)).end is GoalEnd.CANCELED
    stopped = (await client.state())[ELBOW]
    await asyncio.sleep(0.3)
    assert abs((await client.state())[ELBOW] - stopped) < 0.01


async def test_a_joint_that_does_not_come_there_aborts_the_goal(client):
    await client.robot.order(stuck=ELBOW)
    await asyncio.sleep(0.1)
    found = await result_of(client.goal([(0.3, -0.8)]))
    assert (found.end, found.values["error_code"]) == (GoalEnd.ABORTED, -5)


async def test_a_joint_that_leaves_its_path_aborts_the_goal(client):
    await client.robot.order(stuck=ELBOW)
    await asyncio.sleep(0.1)
    goal = client.goal([(2.0, -0.8)], path_tolerance=[{"name": ELBOW, "position": 0.05}])
    found = await result_of(goal)
    assert (found.end, found.values["error_code"]) == (GoalEnd.ABORTED, -4)


@pytest.mark.parametrize(
    ("code", "spoilt"),
    [
        (-1, {"points": [(1.0, -0.5), (0.5, -0.4)]}),
        (-1, {"points": []}),
        (-2, {"points": [(1.0, -0.5)], "names": [ELBOW]}),
        (-3, {"points": [(1.0, -0.5)], "header": {"stamp": {"secs": 1, "nsecs": 0}}}),
    ],
)
async def test_what_cannot_be_followed_is_rejected_with_its_code(client, code, spoilt):
    if client.ros == 2 and "header" in spoilt:
        spoilt = spoilt | {"header": {"stamp": {"sec": 1, "nanosec": 0}}}
    goal = client.goal(**spoilt)
    if client.ros == 1:
        found = await result_of(goal)
        assert (found.end, found.values["error_code"]) == (GoalEnd.REJECTED, code)
    else:
        await client.state()
        assert goal.ended is None  # rosbridge 2.1.0 never tells
    assert [line["code"] for line in client.robot.recorded("rejected")] == [code]


async def test_the_fake_robot_goes_when_its_input_ends(start_robot):
    robot = await start_robot()
    robot._process.stdin.close()
    async with asyncio.timeout(5):
        assert await robot._process.wait() == 0
