"""How fast the body in physics is, as a multiple of real time: ticks of a motion, and a gesture.

Run it with `python bench/physics.py`; no figure is a promise of another machine.
"""

import time

from moderator.body.kuavo import KUAVO
from moderator.engine.virtual import run
from moderator.motion.library import library
from moderator.motion.whole_body.mannequin import Mannequin
from moderator.robot import RobotSetup
from moderator_simulator.physics.robot import PhysicsRobot
from moderator_simulator.physics.world import World

LASTS_S = 20.0


def ticks() -> float:
    """Standing awake: plant, sensing and controller alone."""
    world = World(KUAVO)
    rest = Mannequin(KUAVO).rest
    world.begin(rest)
    began_s = time.perf_counter()
    for _ in range(round(100 * LASTS_S)):
        world.tick(rest)
    return LASTS_S / (time.perf_counter() - began_s)


async def gesture(name: str, times: int) -> float:
    """A gesture played by the robot, loop and handles included."""
    motion = library(None)[name]
    robot = PhysicsRobot(RobotSetup())
    await robot.connect()
    await robot.preflight()
    await robot.activate()
    began_s = time.perf_counter()
    for _ in range(times):
        outcome = await robot.play(motion).outcome()
        assert outcome.ok, outcome.why
    took_s = time.perf_counter() - began_s
    await robot.disconnect()
    return times * motion.manifest.duration_s / took_s


if __name__ == "__main__":
    print(f"world alone          {ticks():5.1f} x real time")
    print(f"a robot that waves   {run(gesture('wave', 5)):5.1f} x real time")
