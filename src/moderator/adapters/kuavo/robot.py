"""Kuavo as the engine sees it."""

from collections.abc import Mapping

from moderator.adapters.kuavo.capabilities import capabilities_of, limbs_of
from moderator.adapters.kuavo.far_side import KuavoSide
from moderator.adapters.kuavo.settings import KuavoSettings
from moderator.adapters.kuavo.steps.exported import exported
from moderator.adapters.wired.robot import WiredRobot
from moderator.document.settings import read
from moderator.motion.motion import Motion
from moderator.robot import Capabilities, Export, RobotSetup


class Kuavo(WiredRobot):
    """A Kuavo.

    Args:
        setup: settings (see `KuavoSettings`); faults and chance are not used.

    Raises:
        CannotStart: the settings are not right.
    """

    def __init__(self, setup: RobotSetup) -> None:
        settings = read(KuavoSettings, setup.config, KuavoSettings.called)
        super().__init__(setup, settings, limbs_of(settings), KuavoSide(settings))

    @classmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What such a Kuavo can do."""
        return capabilities_of(read(KuavoSettings, config, KuavoSettings.called))

    @classmethod
    def exported(
        cls, motion: Motion, config: Mapping[str, object], ending: str, *, clamp: bool
    ) -> Export:
        """A motion as steps and arms, for one of Kuavo's own players."""
        settings = read(KuavoSettings, config, KuavoSettings.called)
        return exported(motion, settings, ending, clamp=clamp)
