"""The kinematic robot: its joints are where they are told to be, and nothing makes it fall."""

from collections.abc import Mapping
from dataclasses import replace

from moderator.adapters.steered.follower import Exact
from moderator.document.settings import read
from moderator.robot import Capabilities, RobotSetup
from moderator_simulator.body import CAPABILITIES, JOINTS
from moderator_simulator.faults import read_faults
from moderator_simulator.settings import Settings
from moderator_simulator.simulated import SimulatedRobot

_CONFIG = "the simulator's config"


class KinematicRobot(SimulatedRobot):
    """The simulated robot.

    Args:
        setup: settings (see `Settings`) and faults (see `Fault`); chance is not used.

    Raises:
        CannotStart: settings or faults are not right.
    """

    def __init__(self, setup: RobotSetup) -> None:
        settings = read(Settings, setup.config, _CONFIG)
        super().__init__(setup, settings, read_faults(setup.faults, JOINTS), Exact())

    @classmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What the simulated robot can do."""
        settings = read(Settings, config, _CONFIG)
        return replace(CAPABILITIES, limits=settings.limits, voice_latency=settings.voice_latency)
