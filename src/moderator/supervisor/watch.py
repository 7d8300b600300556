"""Judging whether the engine lives, by when it last showed it."""

from moderator.supervisor.messages import Beat

STALL_NS = 50_000_000
"""Later than this, the supervisor itself was kept from looking, nanoseconds."""


class Watch:
    """Trips when nothing has been heard for too long. Told the time, it never asks for it.

    Time in which the supervisor itself could not look (a machine that stood still) is not held
    against the engine, once in each silence.

    Args:
        trip_ns: the longest silence, nanoseconds.

    Attributes:
        longest_ns: the longest silence yet while silence meant stop, nanoseconds.
    """

    def __init__(self, trip_ns: int) -> None:
        self.longest_ns = 0
        self._trip_ns = trip_ns
        self._alive_ns = 0
        self._forgiven_ns = 0
        self._armed = False
        self._watched = True
        self._beat_ns = 0

    @property
    def on(self) -> bool:
        """Whether silence means stop."""
        return self._armed and self._watched

    @property
    def ours(self) -> bool:
        """Whether the robot is the engine's, by its last beat."""
        return self._watched

    def arm(self, now_ns: int, *, watch: bool = True) -> None:
        """Watch from now on, or not yet."""
        self._armed, self._watched = watch, True
        self._alive_ns = self._beat_ns = now_ns
        self._forgiven_ns = 0

    def disarm(self) -> None:
        """Watch no more until it is armed again."""
        self._armed = False

    def heard(self, beat: Beat, now_ns: int) -> None:
        """A beat has come; nothing lives later than now."""
        alive_ns = min(beat.alive_ns, now_ns)
        if alive_ns > self._alive_ns:
            if self.on:
                self.longest_ns = max(self.longest_ns, now_ns - self._alive_ns)
            self._alive_ns = alive_ns
            self._forgiven_ns = 0
        self._watched = beat.watched
        self._beat_ns = now_ns

    def silence(self, now_ns: int) -> str:
        """Whose sign of life is missed, and since when, in words."""
        silent_ns = now_ns - self._alive_ns
        beats_come = now_ns - self._beat_ns < silent_ns // 2
        who = "the robot's adapter" if beats_come else "the engine"
        return f"no sign of life from {who} for {silent_ns // 1_000_000} ms"

    def left_ns(self, now_ns: int) -> int:
        """How long until it trips if nothing comes, nanoseconds."""
        return self._trip_ns + self._forgiven_ns - (now_ns - self._alive_ns)

    def trips(self, now_ns: int, late_ns: int) -> bool:
        """Whether the robot is to be stopped now; every beat that has come must have been heard.

        Args:
            now_ns: the time.
            late_ns: how much later than it meant to the supervisor looks.
        """
        if late_ns > STALL_NS and not self._forgiven_ns:
            self._forgiven_ns = late_ns
        return self.on and self.left_ns(now_ns) <= 0
