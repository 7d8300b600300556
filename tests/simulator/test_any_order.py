"""Orders in any order: whatever comes, what the contract says still holds."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.engine.virtual import run
from moderator.errors import NotLegal
from moderator.motion.library import library
from moderator.robot import Ended, Grade, RobotSetup
from moderator.values.sound import Sound
from moderator_simulator.physics.robot import PhysicsRobot
from moderator_simulator.robot import KinematicRobot

GESTURES = library(None)
LIMITS = {joint.name: joint for joint in KinematicRobot.capabilities({}).joints}
FAULTS = (
    {"fault": "joint", "joint": "left_elbow", "for": "2s"},
    {"fault": "link", "for": "2s"},
    {"fault": "balance", "for": "2s"},
    {"fault": "voice", "for": "2s"},
    {"fault": "battery", "level": 0.3},
    {"fault": "overheat"},
)
ORDERS = (
    *(("play", name) for name in ("bow", "wave", "nod")),
    *(("stop", grade) for grade in Grade),
    ("say", None),
    ("walk", None),
    ("cancel", None),
    ("hold", None),
    ("ready", None),
    ("deactivate", None),
    ("reconnect", None),
)
orders = st.lists(st.tuples(st.sampled_from(ORDERS), st.floats(0, 2)), max_size=25)
faults = st.lists(
    st.tuples(st.sampled_from(FAULTS), st.integers(0, 20)).map(
        lambda drawn: {**drawn[0], "at": f"{drawn[1]}s"}
    ),
    max_size=2,
)


class Night:
    """Gives orders and keeps every handle."""

    def __init__(self, made, faults):
        self.robot = made(RobotSetup(faults=tuple(faults)))
        self.handles = []
        self.stopped = False

    async def give(self, order, what):
        robot = self.robot
        match order:
            case "play":
                self.handles.append(robot.play(GESTURES[what]))
                if self.stopped:
                    assert (await self.handles[-1].outcome()).ended is Ended.REJECTED
            case "say":
                self.handles.append(robot.say(Sound(Path("line.wav"), 3_000_000_000)))
            case "walk":
                self.handles.append(robot.walk(0.1, 0, 0, 0.7))
            case "stop":
                self.stopped |= robot.stop(what).sent
            case "cancel":
                for handle in self.handles[-2:]:
                    handle.cancel()
            case "hold":
                await robot.hold()
            case "ready":
                await self.ready()
            case "deactivate":
                await robot.deactivate()
            case "reconnect":
                await robot.disconnect()
                await robot.connect()

    async def ready(self):
        await self.robot.preflight()
        try:
            await self.robot.activate()
            self.stopped = False
        except NotLegal:
            pass

    async def wait(self, wait_s):
        """Let time pass, and look that no joint is told to be where it cannot be."""
        if not isinstance(self.robot, KinematicRobot):
            await asyncio.sleep(wait_s)
            return
        until = asyncio.get_running_loop().time() + wait_s
        while asyncio.get_running_loop().time() < until:
            before = self.robot.state()
            await asyncio.sleep(0.05)
            after = self.robot.state()
            for name, joint in LIMITS.items():
                angle = after.joints_rad[name]
                assert joint.lower_rad - 1e-9 <= angle <= joint.upper_rad + 1e-9
                if before.link:
                    moved = abs(angle - before.joints_rad[name])
                    assert moved <= joint.velocity_rad_s * 0.05 + 1e-9


async def night(given_orders, given_faults, made=KinematicRobot):
    told = Night(made, given_faults)
    await told.robot.connect()
    await told.ready()
    for (order, what), wait_s in given_orders:
        await told.give(order, what)
        await told.wait(wait_s)
    await told.robot.disconnect()
    await told.robot.connect()
    assert not told.robot.state().moving
    assert told.robot.state().standing or told.robot.state().fault
    await told.robot.disconnect()
    outcomes = [await asyncio.wait_for(handle.outcome(), 1) for handle in told.handles]
    for handle, outcome in zip(told.handles, outcomes, strict=True):
        assert 0 <= handle.progress <= 1
        assert handle.progress == 1 or not outcome.ok
        assert outcome.why or outcome.ended in (Ended.SUCCEEDED, Ended.CANCELLED)
    return [(outcome.ended, outcome.why) for outcome in outcomes], told.robot.state()


@settings(deadline=None, max_examples=150)
@given(orders=orders, faults=faults)
def test_whatever_comes_everything_ends_and_the_body_stands_still(orders, faults):
    run(night(orders, faults))


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(orders=orders, faults=faults)
def test_in_physics_too_and_the_same_each_time(orders, faults):
    first, second = (run(night(orders, faults, PhysicsRobot)) for _ in range(2))
    assert first == second


@settings(deadline=None, max_examples=30)
@given(orders=orders, faults=faults)
def test_the_same_orders_and_faults_give_the_same_night(orders, faults):
    first, second = run(night(orders, faults)), run(night(orders, faults))
    assert first == second
