"""What the contract says of motions: how they begin, what is rejected, when they have ended."""

import asyncio
import re
import time

from moderator.motion.trajectory import Trajectory
from moderator.robot.conformance.bench import (
    AT_ONCE_S,
    CLOSE_RAD,
    GLANCE_S,
    PATIENCE_S,
    Bench,
    apart,
    can,
    ended,
    gentle_joints,
    named,
    swing,
)
from moderator.robot.conformance.sentence import FOLLOW, expect, sentence
from moderator.robot.contract import MotionHandle, Robot
from moderator.robot.outcome import Ended

_BEYOND_RAD = 0.1
_EARLY_S, _LATE_S = 0.05, 0.5
_NUMBER = re.compile(r"\d+(\.\d+)?")


@sentence("a motion begins at once, from the measured pose", FOLLOW)
async def _from_the_measured_pose(bench: Bench) -> None:
    robot = await bench.active()
    await ended(robot.follow(swing(robot)))
    before = robot.state().joints_rad
    began_s = time.perf_counter()
    handle = robot.follow(swing(robot))
    took_s = time.perf_counter() - began_s
    expect(took_s < AT_ONCE_S, f"beginning it took {took_s:.3f} s")
    for _ in range(5):
        moved = apart(before, robot.state().joints_rad)
        expect(moved <= CLOSE_RAD, f"a joint jumped by {moved:.3f} rad")
        await asyncio.sleep(GLANCE_S / 4)
    await ended(handle)


@sentence("a motion ends when the body is there, and not before", FOLLOW)
async def _ends_when_it_is_there(bench: Bench) -> None:
    robot = await bench.active()
    trajectory = swing(robot)
    goal = dict(zip(trajectory.joints, trajectory.positions_rad[-1], strict=True))
    handle = robot.follow(trajectory)
    waiting = asyncio.ensure_future(ended(handle))
    while not waiting.done():
        away = apart(goal, robot.state().joints_rad)
        await asyncio.sleep(GLANCE_S)
        expect(not waiting.done() or away <= 5 * CLOSE_RAD, f"it ended {away:.3f} rad too early")
    expect(waiting.result().ok, f"it ended {waiting.result().ended.value}")
    state = robot.state()
    away = apart(goal, state.joints_rad)
    expect(away <= CLOSE_RAD, f"it is {away:.3f} rad from its end")
    expect(not state.moving, "it still moves")


@sentence("a motion from its first pose takes its own time", FOLLOW)
async def _its_own_time(bench: Bench) -> None:
    robot = await bench.active()
    loop = asyncio.get_running_loop()
    trajectory = swing(robot)
    began_s = loop.time()
    await ended(robot.follow(trajectory))
    took_s, own_s = loop.time() - began_s, trajectory.duration_s
    right = own_s - _EARLY_S <= took_s <= own_s + _LATE_S
    expect(right, f"{own_s:.2f} s of motion took {took_s:.2f} s")


@sentence("a motion that is played by name does as its trajectory does", FOLLOW)
async def _played_by_name(bench: Bench) -> None:
    robot = await bench.active()
    trajectory = swing(robot)
    outcome = await ended(robot.play(named(trajectory)))
    expect(outcome.ok, f"it ended {outcome.ended.value}: {outcome.why}")
    goal = dict(zip(trajectory.joints, trajectory.positions_rad[-1], strict=True))
    away = apart(goal, robot.state().joints_rad)
    expect(away <= CLOSE_RAD, f"it is {away:.3f} rad from its end")


@sentence("the state says that it moves, while it does", FOLLOW)
async def _says_that_it_moves(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot))
    await asyncio.sleep(0.5)
    expect(robot.state().moving, "it does not say so in the middle of a motion")
    await ended(handle)


@sentence("progress never goes back, and is 1 after a success", FOLLOW)
async def _progress(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot))
    waiting = asyncio.ensure_future(ended(handle))
    seen = [handle.progress]
    while not waiting.done():
        await asyncio.sleep(GLANCE_S)
        seen.append(handle.progress)
        expect(0 <= seen[-1] <= 1, f"it is {seen[-1]}")
        expect(seen[-1] >= seen[-2], f"it goes back from {seen[-2]:.3f} to {seen[-1]:.3f}")
    expect(seen[0] < 0.5 < seen[-1] == 1, f"it goes from {seen[0]} to {seen[-1]}")
    expect(len(set(seen)) > 3, "it does not show what is done")


async def _rejected(robot: Robot, handle: MotionHandle, joint: str) -> str:
    before = robot.state().joints_rad
    outcome = await ended(handle)
    expect(outcome.ended is Ended.REJECTED, f"it ended {outcome.ended.value}")
    expect(joint in outcome.why, f"it does not name {joint}: {outcome.why!r}")
    await asyncio.sleep(GLANCE_S)
    state = robot.state()
    still = not state.moving and apart(before, state.joints_rad) <= CLOSE_RAD
    expect(still, "it moved all the same")
    return outcome.why


async def _rejected_with_figures(robot: Robot, trajectory: Trajectory) -> None:
    (joint,) = trajectory.joints
    for handle in (robot.follow(trajectory), robot.play(named(trajectory))):
        why = await _rejected(robot, handle, joint)
        figures = _NUMBER.findall(why.replace(joint, ""))
        expect(len(figures) >= 2, f"it names no time or no figure: {why!r}")


def _beyond(robot: Robot) -> Trajectory:
    """A move that ends beyond a joint's limit."""
    capabilities, joint = can(robot), gentle_joints(robot)[0]
    start, goal = capabilities.rest[joint.name], joint.upper_rad + _BEYOND_RAD
    lasts_s = 2.0 * max(1.0, (goal - start) / joint.velocity_rad_s)
    return Trajectory((joint.name,), (0.0, lasts_s), ((start,), (goal,)), ((0.0,), (0.0,)))


@sentence("a motion beyond a limit is rejected with joint, time and figure", FOLLOW)
async def _position_limit(bench: Bench) -> None:
    robot = await bench.active()
    trajectory = _beyond(robot)
    await _rejected_with_figures(robot, trajectory)


@sentence("a motion faster than a limit is rejected with joint, time and figure", FOLLOW)
async def _velocity_limit(bench: Bench) -> None:
    robot = await bench.active()
    joint = gentle_joints(robot)[0]
    (start,), (goal,) = swing(robot).positions_rad[0], swing(robot).positions_rad[-1]
    lasts_s = abs(goal - start) / joint.velocity_rad_s  # 1.5 times its greatest speed, half-way
    trajectory = Trajectory((joint.name,), (0.0, lasts_s), ((start,), (goal,)), ((0.0,), (0.0,)))
    await _rejected_with_figures(robot, trajectory)


@sentence("a motion of a joint that it lacks is rejected by name", FOLLOW)
async def _unknown_joint(bench: Bench) -> None:
    robot = await bench.active()
    stray = Trajectory(("third_elbow",), (0.0, 1.0), ((0.0,), (0.1,)), ((0.0,), (0.0,)))
    await _rejected(robot, robot.follow(stray), "third_elbow")


@sentence("two motions never drive one joint", FOLLOW)
async def _one_joint_one_motion(bench: Bench) -> None:
    robot = await bench.active()
    earlier = robot.follow(swing(robot))
    await asyncio.sleep(0.2)
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"the later one ended {outcome.ended.value}")
    outcome = await ended(earlier)
    expect(outcome.ok, f"the earlier one ended {outcome.ended.value}")


@sentence("motions of different joints run beside each other", FOLLOW)
async def _beside_each_other(bench: Bench) -> None:
    robot = await bench.active()
    if len(gentle_joints(robot)) < 2:
        return
    first = robot.follow(swing(robot, 2.0))
    await asyncio.sleep(0.2)
    second = robot.follow(swing(robot, joint=1))
    async with asyncio.timeout(PATIENCE_S):
        both = await asyncio.gather(first.outcome(), second.outcome())
    for outcome in both:
        expect(outcome.ok, f"one ended {outcome.ended.value}: {outcome.why}")


SENTENCES = (
    _from_the_measured_pose,
    _ends_when_it_is_there,
    _its_own_time,
    _played_by_name,
    _says_that_it_moves,
    _progress,
    _position_limit,
    _velocity_limit,
    _unknown_joint,
    _one_joint_one_motion,
    _beside_each_other,
)
