"""One GO, one cue."""

from moderator.values.duration import format_duration


class Guard:
    """Lets a GO through unless another has just been let through, whichever input either came from.

    Args:
        window_ns: how long after a GO another does nothing, nanoseconds.
    """

    def __init__(self, window_ns: int) -> None:
        self._window_ns = window_ns
        self._last_ns: int | None = None
        self._last = ""

    def refuses(self, now_ns: int, what: str = "GO") -> str:
        """Why a GO does nothing now; empty when it is let through, which is then remembered.

        Args:
            now_ns: the time, nanoseconds.
            what: what comes: an answer in preflight is guarded as GO is, and from it.
        """
        if self._last_ns is not None and now_ns - self._last_ns < self._window_ns:
            return f"within {format_duration(self._window_ns)} of the last {self._last}"
        self._last_ns, self._last = now_ns, what
        return ""
