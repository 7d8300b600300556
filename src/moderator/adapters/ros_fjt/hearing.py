"""Where the joints are, out of the messages of however many publishers."""

from math import isfinite

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.joints import Names
from moderator.adapters.wired.far_side import Measured
from moderator.adapters.wired.stamps import Stamps


class Hearing:
    """The latest of every joint: one message need not have them all.

    Args:
        names: which joints are steered.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._missing = {joint for group in names.groups for joint in group.ours}
        self._rad: dict[str, float] = {}
        self._at_s: dict[str, float] = {}
        self._stamps: dict[tuple[str, ...], Stamps] = {}

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
            ValueError: an angle is no figure, there are not as many as names, or a publisher, known
                by the joints that it tells of, says something twice or out of order.
        """
        names = tuple(message["name"])
        late_s = 0.0
        if stamp_s := wire.stamp_s(message.get("header", {})):
            late_s = self._stamps.setdefault(names, Stamps()).late_s(stamp_s, now_s)
        for name, angle in zip(names, message["position"], strict=True):
            self._take_one(name, angle, now_s - late_s)
        if self._missing:
            return None
        return Measured(joints_rad=dict(self._rad), at_s=min(self._at_s.values()))

    def _take_one(self, name: str, angle: float, at_s: float) -> None:
        if (found := self._names.ours(name, float(angle))) is None:
            return
        joint, angle_rad = found
        if not isfinite(angle_rad):
            raise ValueError(f"{name} is at {angle}")
        self._rad[joint] = angle_rad
        self._at_s[joint] = at_s
        self._missing.discard(joint)
