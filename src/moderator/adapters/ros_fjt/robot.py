"""A robot that follows joint trajectories, as the engine sees it."""

from collections.abc import Mapping

from moderator.adapters.ros_fjt.capabilities import capabilities_of, limbs_of
from moderator.adapters.ros_fjt.far_side import RosFjtSide
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.wired.robot import WiredRobot
from moderator.document.settings import read
from moderator.robot import Capabilities, RobotSetup


class RosFjt(WiredRobot):
    """A robot whose arms, waist and head follow joint trajectories.

    Args:
        setup: settings (see `RosFjtSettings`); faults and chance are not used.

    Raises:
        CannotStart: the settings are not right.
    """

    def __init__(self, setup: RobotSetup) -> None:
        settings = read(RosFjtSettings, setup.config, RosFjtSettings.called)
        limbs = limbs_of(settings)
        super().__init__(setup, settings, limbs, RosFjtSide(settings, limbs.joints))

    @classmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What such a robot can do."""
        return capabilities_of(read(RosFjtSettings, config, RosFjtSettings.called))
