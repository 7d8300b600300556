"""A G1 as the engine sees it."""

from collections.abc import Mapping

from moderator.adapters.unitree_g1.capabilities import capabilities_of, limbs_of
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.adapters.wired.robot import WiredRobot
from moderator.document.settings import read
from moderator.errors import CannotStart
from moderator.robot import Capabilities, RobotSetup


class UnitreeG1(WiredRobot):
    """A G1.

    Args:
        setup: settings (see `G1Settings`); faults and chance are not used.

    Raises:
        CannotStart: the settings are not right, or Cyclone DDS is not installed.
    """

    def __init__(self, setup: RobotSetup) -> None:
        settings = read(G1Settings, setup.config, G1Settings.called)
        try:
            from moderator.adapters.unitree_g1.far_side import G1Side
        except ImportError as error:
            hint = "pip install moderator[unitree]"
            raise CannotStart(f"a G1 speaks DDS, which is not here: {error}", hint) from error
        super().__init__(setup, settings, limbs_of(settings), G1Side(settings))

    @classmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What such a G1 can do."""
        return capabilities_of(read(G1Settings, config, G1Settings.called))
