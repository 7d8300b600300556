"""The robot's joints and ours: names, signs, offsets, and who leads which."""

from dataclasses import dataclass, replace
from math import radians

from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.body.kuavo import KUAVO
from moderator.body.table import Joint

_ASSUMED = "assumed: that of a body of 1.7 m; set `limits` in the config"


@dataclass(frozen=True)
class Group:
    """The joints of one action server.

    Attributes:
        action: its name.
        ours: our names of them.
        theirs: the robot's, in the same order.
    """

    action: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


class Names:
    """What the config says of them.

    Args:
        settings: the config.
    """

    def __init__(self, settings: RosFjtSettings) -> None:
        self._named = settings.joints
        self._ours = {named.name: joint for joint, named in settings.joints.items()}
        actions: dict[str, list[str]] = {}
        for joint, named in settings.joints.items():
            actions.setdefault(named.action or settings.action, []).append(joint)
        self.groups = tuple(
            Group(action, tuple(ours), tuple(self._named[joint].name for joint in ours))
            for action, ours in actions.items()
        )

    def ours(self, name: str, angle_rad: float) -> tuple[str, float] | None:
        """Our name and angle of one of theirs, radians; None of a joint that is not steered."""
        joint = self._ours.get(name)
        if joint is None:
            return None
        named = self._named[joint]
        return joint, named.sign * (angle_rad - radians(named.offset_deg))

    def theirs(self, joint: str, angle_rad: float) -> float:
        """Their angle of one of ours, radians."""
        named = self._named[joint]
        return named.sign * angle_rad + radians(named.offset_deg)

    def their_speed(self, joint: str, speed_rad_s: float) -> float:
        """Their speed of one of ours, radians a second."""
        return self._named[joint].sign * speed_rad_s


def table(settings: RosFjtSettings) -> tuple[Joint, ...]:
    """Every joint with its limits, in our order; those that the config does not set are assumed."""
    known = [joint for joint in KUAVO.joints if joint.name in settings.joints]
    return settings.limited(tuple(replace(joint, source=_ASSUMED) for joint in known))
