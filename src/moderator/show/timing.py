"""The checks of fixed times, and of cues that may be dropped for them."""

from moderator.cues.checking import Checking, Path_
from moderator.cues.cue import Cue
from moderator.show.cutting import Remaining, cuts
from moderator.show.model import Show
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import NS_PER_S, format_clock
from moderator.values.time_of_day import later

_LONG_NS = 12 * 3600 * NS_PER_S
"""No show waits so long; a time of day that has passed by its start is taken for tomorrow's."""


def check_timed(show: Show, checking: Checking) -> None:
    """Note what is wrong with how fixed times and cuts are written."""
    together = ""
    for a, act in enumerate(show.acts):
        for c, cue in enumerate(act.cues):
            path = ("acts", a, "cues", c)
            _check_fixed(path, cue, together, show, checking)
            together = cue.cue if cue.continue_ == "auto_continue" else ""
    for h, cue in enumerate(show.hot):
        for key in ("fixed", "cuttable"):
            if getattr(cue, key):
                what = "a hot cue has no place in the rundown"
                checking.key_error(("hot", h, key), "hot-timed", what, f"leave {key} out")


def _check_fixed(path: Path_, cue: Cue, together: str, show: Show, checking: Checking) -> None:
    if cue.fixed is None:
        return
    if cue.fixed.after(show.starts) is None:
        what = "the clock shows no such time that day"
        checking.error((*path, "fixed"), "no-such-time", what, "write another time")
    elif together:
        what = f"cue {together!r} starts together with this, whatever time it is"
        hint = f"let cue {together!r} continue: auto_follow, or none"
        checking.error((*path, "fixed"), "not-by-itself", what, hint)
    if cue.cuttable:
        what = "a cue with a fixed time is what others are dropped for"
        checking.key_error((*path, "cuttable"), "fixed-cuttable", what, "leave one of the two out")


def check_fixed_met(show: Show, planned: Rundown, checking: Checking) -> None:
    """Note each fixed time that the plan misses, or that is another day's by mistake."""
    paths = [
        ("acts", a, "cues", c) for a, act in enumerate(show.acts) for c in range(len(act.cues))
    ]
    for path, called in zip(paths, planned.cues, strict=True):
        slack_ns = called.planned.slack_ns
        if slack_ns is not None and slack_ns < 0:
            at = later(show.starts, called.fixed_ns or 0)
            what = f"the plan comes to this {format_clock(-slack_ns)} after {at:%H:%M}"
            before = (called.fixed_ns or 0) < 0
            hint = _starts(show) if before else _way_out(called, planned)
            checking.warning((*path, "fixed"), "fixed-missed", what, hint)
        elif slack_ns is not None and slack_ns > _LONG_NS:
            at = later(show.starts, called.fixed_ns or 0)
            what = (
                f"this is {format_clock(slack_ns)} after what comes before, at {at:%Y-%m-%d %H:%M}"
            )
            checking.warning((*path, "fixed"), "fixed-far", what, _starts(show))


def _starts(show: Show) -> str:
    return f"the show starts at {show.starts:%H:%M}: write a time after that"


def _way_out(called: Called, planned: Rundown) -> str:
    """What to drop to be in time, where that is enough."""
    slots = tuple(each.slot for each in planned.cues)
    remaining = Remaining(slots, 0, planned.between_ns)
    order = [each.position for each in planned.cuttable]
    dropped = cuts(remaining, order)
    if called.position not in remaining.met(dropped):
        return "shorten what comes before, or let more of it be cuttable"
    numbers = ", ".join(planned.cues[at].number for at in dropped)
    return f"without {numbers}, which may be dropped, it is in time"
