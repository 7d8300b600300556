"""The robot in physics: what it reports as done is physically done, and it can fall."""

from collections.abc import Mapping
from dataclasses import replace
from math import radians

from moderator.body.kuavo import KUAVO
from moderator.document.settings import read
from moderator.faults import ANY_BODY, IN_PHYSICS
from moderator.motion.motion import Motion
from moderator.robot import (
    Capabilities,
    Gauge,
    Grade,
    Limit,
    Reading,
    RobotSetup,
    Rule,
    Support,
    Trial,
)
from moderator_simulator.body import CAPABILITIES, JOINTS, STOPS
from moderator_simulator.faults import read_faults
from moderator_simulator.physics.following import InPhysics, needing_mujoco
from moderator_simulator.physics.settings import CONFIG, PhysicsSettings, changed
from moderator_simulator.simulated import SimulatedRobot

_OURS = "this simulator: moderator_simulator/physics/"
_STOPS = {
    Grade.RELAX: "torque and balance stay on; the phrase is finished to its next safe point, then "
    "the body comes home to rest, if it does not fall on the way",
    Grade.FREEZE: "torque and balance stay on; every joint is slowed to a standstill, with the "
    "legs under way at the nearest two-footed posture, if it does not fall on the way",
    Grade.ROBOT_STOP: "torque and balance stay on and every joint is told to stand still at once; "
    "out of a fast move or on one leg the body may fall",
}
_LIMITS = (
    Limit(Reading.TRACKING_ERROR, Rule.WARN, radians(8.0), _OURS),
    Limit(Reading.TILT, Rule.WARN, radians(5.0), _OURS),
    Limit(Reading.TILT, Rule.HOLD, radians(10.0), _OURS),
)
"""Wave, bow, salute and the excerpt of Tai Chi, with nothing wrong, reach 1.6° and 1.1°."""


class PhysicsRobot(SimulatedRobot):
    """The simulated robot with a body in MuJoCo. It does not walk.

    Args:
        setup: settings (see `PhysicsSettings`), faults (see `Fault`) and chance.

    Raises:
        CannotStart: settings or faults are not right.
    """

    def __init__(self, setup: RobotSetup) -> None:
        settings = read(PhysicsSettings, setup.config, CONFIG)
        faults = read_faults(setup.faults, JOINTS, ANY_BODY | IN_PHYSICS)
        for fault in faults:
            changed(settings.parameters, fault)
        self._flesh = InPhysics(settings.parameters, setup.chance)
        super().__init__(setup, settings, faults, self._flesh)

    @classmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What it can do; MuJoCo is not loaded for that."""
        settings = read(PhysicsSettings, config, CONFIG)
        stops = {grade: replace(STOPS[grade], what=_STOPS[grade], source=_OURS) for grade in Grade}
        return replace(
            CAPABILITIES,
            model=f"{CAPABILITIES.model}, in physics",
            stops=stops,
            locomotion=Support.NONE,
            measures=tuple(Reading),
            limits=(*settings.limits, *_LIMITS),
            voice_latency=settings.voice_latency,
        )

    @classmethod
    def tried(cls, motion: Motion, night: int) -> Trial:
        """Try a motion in MuJoCo, as fast as that goes."""
        with needing_mujoco():
            from moderator_simulator.physics import trial
        return trial.tried(KUAVO, motion, trial.night(night, motion))

    def gauges(self) -> tuple[Gauge, ...]:
        """Centre of mass, margin and foot slip in millimetres, the rope's force in newtons."""
        return self._flesh.gauges()

    @property
    def asleep(self) -> bool:
        """Whether the body stands still and costs nothing."""
        return self._flesh.asleep
