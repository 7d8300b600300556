import asyncio
import subprocess
import sys

import numpy as np
import pytest
from tests.simulator.physics.standing import JOINTS, bent, swayed

from moderator.body.joints import REST_RAD
from moderator.engine.virtual import run
from moderator.errors import CannotStart
from moderator.motion.blend import reach
from moderator.motion.library import library
from moderator.motion.trajectory import Trajectory
from moderator.robot import Ended, Grade, RobotSetup, Support
from moderator.robot.registry import robot_class
from moderator.values.chance import Chance
from moderator_simulator.physics.robot import PhysicsRobot
from moderator_simulator.physics.world import World

GESTURES = library(None)


@pytest.fixture
async def ready():
    robots = []

    async def make(*faults, seed=0, **config):
        robot = PhysicsRobot(RobotSetup(config, Chance(seed), faults))
        robots.append(robot)
        await robot.connect()
        assert all(check.ok for check in await robot.preflight())
        await robot.activate()
        return robot

    yield make
    for robot in robots:
        await robot.disconnect()


@pytest.fixture
def now():
    return lambda: asyncio.get_running_loop().time()


def trajectory(rows):
    """Rows at 100 Hz as a motion, a knot every tenth of a second."""
    times = np.arange(len(rows)) / 100
    knots = [*range(0, len(rows) - 1, 10), len(rows) - 1]
    speeds = np.gradient(rows, 0.01, axis=0)
    speeds[[0, -1]] = 0.0
    return Trajectory(
        tuple(JOINTS),
        tuple(times[knots].tolist()),
        tuple(tuple(row) for row in rows[knots].tolist()),
        tuple(tuple(row) for row in speeds[knots].tolist()),
    )


def read(robot):
    """What its gauges read, by name."""
    return {gauge.name: gauge.value for gauge in robot.gauges()}


def ticks(monkeypatch):
    """Counts the ticks of all worlds from now on."""
    counted, tick = [], World.tick
    monkeypatch.setattr(World, "tick", lambda self, row: (counted.append(1), tick(self, row)))
    return counted


def test_it_is_found_by_name_and_does_not_walk():
    assert robot_class("simulator-physics") is PhysicsRobot
    assert PhysicsRobot.capabilities({}).locomotion is Support.NONE


def test_its_capabilities_are_known_without_mujoco():
    asks = (
        "import sys; from moderator.robot.registry import robot_class;"
        "robot_class('simulator-physics').capabilities({});"
        "sys.exit(any(name in sys.modules for name in ('mujoco', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0


async def test_without_mujoco_it_cannot_start_and_says_what_to_install(monkeypatch):
    for module in ("mujoco", "moderator_simulator.physics.world"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CannotStart) as refused:
        await PhysicsRobot(RobotSetup()).connect()
    assert "pip install 'moderator[physics]'" in str(refused.value)


@pytest.mark.parametrize("name", [name for name in GESTURES if "." not in name])
async def test_the_stage_gestures_stand(ready, name):
    robot = await ready()
    outcome = await robot.play(GESTURES[name]).outcome()
    assert outcome.ok, outcome.why
    assert read(robot)["rope force"] == 0
    assert read(robot)["centre of mass off plan"] < 40


async def test_a_motion_has_succeeded_only_when_the_body_is_there_and_still(ready, now):
    robot = await ready(mass="1.05")
    motion, began_s = trajectory(swayed(0.08)), now()
    handle = robot.follow(motion)
    assert (await handle.outcome()).ok
    assert -1e-9 < now() - began_s - motion.duration_s < 0.5
    measured = robot.state().joints_rad
    assert all(abs(measured[joint] - REST_RAD[joint]) < 0.05 for joint in JOINTS)
    assert any(measured[joint] != REST_RAD[joint] for joint in JOINTS)
    assert not robot.state().moving


async def test_a_joint_that_does_not_get_there_aborts_by_name_and_is_a_loss(ready, now):
    robot = await ready()
    model = robot._flesh._world._plant.model
    model.actuator_forcerange[model.actuator("left_elbow").id] = (-0.2, 0.2)
    lifted = reach(
        {"left_elbow": REST_RAD["left_elbow"]},
        {"left_elbow": -2.0},
        robot.capabilities({}).joints,
        2,
    )
    outcome = await robot.follow(lifted).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "joint")
    assert outcome.why.startswith("left_elbow stands ")
    assert now() == pytest.approx(3.0, abs=0.05)
    assert await robot.lost() == outcome.why
    assert (await robot.play(GESTURES["wave"]).outcome()).ended is Ended.REJECTED


async def test_a_fall_aborts_what_is_under_way_and_is_a_loss(ready):
    robot = await ready()
    lost = asyncio.ensure_future(robot.lost())
    outcome = await robot.follow(trajectory(bent(1.5))).outcome()
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "balance")
    assert outcome.why.startswith("it fell")
    assert await lost == outcome.why
    assert not robot.state().standing
    assert read(robot)["rope force"] > 50
    red = [check.name for check in await robot.preflight() if not check.ok]
    assert red == ["balance", "joints", "rope"]


async def test_after_a_fall_it_is_set_on_its_feet_while_it_is_disconnected(ready):
    robot = await ready()
    await robot.follow(trajectory(bent(1.5))).outcome()
    await robot.disconnect()
    await robot.connect()
    assert all(check.ok for check in await robot.preflight())
    await robot.activate()
    assert (await robot.play(GESTURES["wave"]).outcome()).ok
    assert read(robot)["rope force"] > 50


async def test_its_gauges_have_units_and_are_read_once_it_has_moved(ready):
    assert PhysicsRobot(RobotSetup()).gauges() == ()
    robot = await ready()
    assert (await robot.play(GESTURES["nod"]).outcome()).ok
    await robot.disconnect()
    assert [(gauge.name, gauge.unit) for gauge in robot.gauges()] == [
        ("centre of mass off plan", "mm"),
        ("margin to the feet’s edge", "mm"),
        ("foot slip", "mm"),
        ("rope force", "N"),
    ]
    assert 0 < read(robot)["margin to the feet’s edge"] < 100
    without = await ready(rope="false")
    assert "rope force" not in read(without)


async def test_the_rope_is_a_check_and_carries_nothing(ready):
    robot = await ready()
    [rope] = [check for check in await robot.preflight() if check.name == "rope"]
    assert (rope.ok, rope.why) == (True, "it carries 0 N, at most 0 N so far")
    without = await ready(rope="false")
    assert "rope" not in [check.name for check in await without.preflight()]


@pytest.mark.parametrize("grade", [Grade.RELAX, Grade.FREEZE])
async def test_a_gentle_stop_leaves_the_body_standing_and_still(ready, grade):
    robot = await ready()
    handle = robot.follow(trajectory(swayed(0.1)))
    await asyncio.sleep(2.2)
    robot.stop(grade)
    assert (await handle.outcome()).ended is Ended.CANCELLED
    before = robot.state()
    await asyncio.sleep(2)
    after = robot.state()
    assert after.standing
    assert all(abs(after.joints_rad[j] - before.joints_rad[j]) < 0.02 for j in JOINTS)


async def test_robot_stop_holds_the_joints_at_once_and_ends_when_the_body_is_still(ready, now):
    robot = await ready()
    handle = robot.play(GESTURES["wave"])
    await asyncio.sleep(1.0)
    robot.stop(Grade.ROBOT_STOP)
    told = now()
    assert (await handle.outcome()).ended is Ended.CANCELLED
    assert 0 < now() - told <= 1.0
    assert robot.state().joints_rad != REST_RAD


async def test_standing_still_costs_nothing(ready, monkeypatch):
    robot = await ready()
    await robot.play(GESTURES["nod"]).outcome()
    await asyncio.sleep(3)
    assert robot.asleep
    counted = ticks(monkeypatch)
    await asyncio.sleep(8 * 3600)
    assert not counted
    assert (await robot.play(GESTURES["nod"]).outcome()).ok or robot.state().battery < 0.1


async def test_a_noisy_body_sleeps_too(ready):
    robot = await ready(noise_mm="3")
    await robot.play(GESTURES["nod"]).outcome()
    await asyncio.sleep(3)
    assert robot.asleep


def test_the_same_seed_gives_the_same_angles_to_the_last_bit():
    async def angles(seed):
        fault = {"fault": "push", "at": "1s"}
        robot = PhysicsRobot(RobotSetup({"noise_mm": "3"}, Chance(seed), (fault,)))
        await robot.connect()
        await robot.preflight()
        await robot.activate()
        await robot.play(GESTURES["wave"]).outcome()
        await robot.disconnect()
        return robot.state().joints_rad

    one, same, other = run(angles(1)), run(angles(1)), run(angles(2))
    assert one == same
    assert one != other


async def test_a_light_push_is_borne_and_a_hard_one_is_a_fall(ready):
    robot = await ready({"fault": "push", "during": "wave", "force_n": 60, "angle_deg": 90})
    assert (await robot.play(GESTURES["wave"]).outcome()).ok
    assert read(robot)["centre of mass off plan"] > 5
    robot = await ready({"fault": "push", "during": "wave", "force_n": 900, "for": "200ms"})
    assert (await robot.play(GESTURES["wave"]).outcome()).code == "balance"


async def test_a_push_wakes_a_body_that_sleeps(ready):
    robot = await ready({"fault": "push", "after": "10s", "force_n": 900, "for": "200ms"})
    told = await robot.lost()
    assert told.startswith("it fell")
    await asyncio.sleep(10)
    assert robot.asleep


async def test_who_loses_its_balance_falls_and_is_set_up_when_that_is_over(ready):
    robot = await ready({"fault": "balance", "after": "1s", "for": "20s"})
    assert (await robot.lost()).startswith("it fell")
    await asyncio.sleep(21)
    assert robot.state().standing
    assert all(check.ok for check in await robot.preflight())


async def test_a_figure_changes_for_as_long_as_a_fault_lasts(ready):
    robot = await ready(
        {"fault": "friction", "at": "0s", "value": "0.5", "for": "9s"},
        {"fault": "delay", "at": "0s", "value": "20ms"},
        {"fault": "noise", "at": "0s", "value": 3},
    )
    await asyncio.sleep(1)
    changed = robot._flesh._world.parameters
    assert (changed.friction, changed.delay, changed.noise_mm) == (0.5, 20_000_000, 3.0)
    await asyncio.sleep(9)
    assert robot._flesh._world.parameters == replace_friction(changed)
    assert robot.state().fault == ""


def replace_friction(parameters):
    return parameters.model_copy(update={"friction": 0.8})


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"fault": "delay", "at": "1s", "value": "20"}, "'20' has no unit"),
        ({"fault": "mass", "at": "1s"}, "mass needs its value"),
        ({"fault": "push", "at": "1s", "value": 3}, "value is for delay, friction"),
        ({"fault": "friction", "at": "1s", "value": "-1"}, "friction"),
    ],
)
def test_a_fault_that_makes_no_sense_is_told(fault, told):
    with pytest.raises(CannotStart) as refused:
        PhysicsRobot(RobotSetup(faults=(fault,)))
    assert told in str(refused.value)


@pytest.mark.real_time
async def test_on_the_wall_clock_it_ticks_without_blocking_the_loop(ready):
    robot = await ready()
    handle, late = robot.play(GESTURES["nod"]), []
    loop = asyncio.get_running_loop()
    while not handle.ended:
        due = loop.time() + 0.005
        await asyncio.sleep(0.005)
        late.append(loop.time() - due)
    assert handle.ended.ok
    assert sorted(late)[len(late) * 9 // 10] < 0.02
