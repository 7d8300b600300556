"""Where the joints are, out of the messages of however many publishers."""

from math import isfinite

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.joints import Names
from moderator.adapters.wired.far_side import Measured


class Hearing:
    """The latest of every joint: one message need not have them all.

    Args:
        names: which joints are steered.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._missing = {joint for group in names.groups for joint in group.ours}
        self._rad: dict[str, float] = {}
        self._came_s: dict[str, float] = {}
        self._stamp_s: dict[str, float] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """Joints that no message had yet."""
        return tuple(sorted(self._missing))

    def take(self, message: wire.Message, now_s: float) -> Measured | None:
        """Take a message in.

        Args:
            message: sensor_msgs/JointState.
            now_s: the loop's time.

        Returns:
            All joints, as old as the oldest of them; None while one is missing.

        Raises:
            ValueError: an angle is no figure, or there are not as many as names.
        """
        stamp_s = wire.stamp_s(message.get("header", {}))
        for name, angle in zip(message["name"], message["position"], strict=True):
            self._take_one(name, angle, stamp_s, now_s)
        if self._missing:
            return None
        return Measured(joints_rad=dict(self._rad), at_s=min(self._came_s.values()))

    def _take_one(self, name: str, angle: float, stamp_s: float, now_s: float) -> None:
        if (found := self._names.ours(name, float(angle))) is None:
            return
        joint, angle_rad = found
        if not isfinite(angle_rad):
            raise ValueError(f"{name} is at {angle}")
        if stamp_s and stamp_s < self._stamp_s.get(joint, 0.0):
            return  # it was overtaken
        self._stamp_s[joint] = stamp_s
        self._rad[joint] = angle_rad
        self._came_s[joint] = now_s
        self._missing.discard(joint)
