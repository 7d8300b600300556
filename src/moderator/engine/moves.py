"""The motions that cues make, with how far the robot is in each, as it says itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from moderator.engine.doing import until_ended
from moderator.robot import MotionHandle, Outcome


@dataclass(frozen=True)
class Progress:
    """How far the robot is in a motion.

    Attributes:
        cue: whose motion it is.
        motion: its name.
        share: what is done of it, 0 to 1.
    """

    cue: str
    motion: str
    share: float


class Moves:
    """Those that are under way."""

    def __init__(self) -> None:
        self._under_way: dict[MotionHandle, tuple[str, str]] = {}

    async def until_ended(self, cue: str, motion: str, handle: MotionHandle) -> Outcome:
        """Wait for a motion's end; when the waiting is cancelled, end the motion first.

        Raises:
            Lost: nobody knows how it ended.
        """
        self._under_way[handle] = cue, motion
        try:
            return await until_ended(handle)
        finally:
            del self._under_way[handle]

    def progress(self) -> Iterator[Progress]:
        """Where each stands now."""
        for handle, (cue, motion) in self._under_way.items():
            yield Progress(cue, motion, handle.progress)
