"""The rundown as the record tells it."""

from collections.abc import Mapping, Sequence

from moderator.show.rundown import Called, Rundown
from moderator.values.duration import seconds


def told_from(rundown: Rundown, first_ns: int) -> Sequence[Mapping[str, object]]:
    """The acts and their cues as plain data, from the one with which the run began.

    Args:
        rundown: as it stands.
        first_ns: when the first cue of the run is planned.
    """
    cues = rundown.cues
    first = next((c.position for c in cues if c.planned.start_ns >= first_ns), len(cues))
    return told_acts(rundown, first_ns, first)


def told_acts(rundown: Rundown, first_ns: int, first: int = 0) -> Sequence[Mapping[str, object]]:
    """The acts and their cues in order, as plain data.

    Args:
        rundown: as it stands.
        first_ns: when the first cue of the run is planned.
        first: position of the first cue that is told.
    """
    return [
        {
            "act": act,
            "cues": [
                {
                    "cue": called.number,
                    "name": called.title,
                    "kinds": [action.kind for action in called.cue.actions()],
                    "planned_start_s": seconds(called.acting.start_ns - first_ns),
                    "planned_s": seconds(called.acting.length_ns),
                    **_fixed(called, first_ns),
                }
                for called in cues
                if called.position >= first
            ],
        }
        for act, cues in rundown.acts()
        if cues[-1].position >= first
    ]


def _fixed(called: Called, first_ns: int) -> Mapping[str, object]:
    """A cue's fixed time, and the time to spare before it; nothing where it has none."""
    slack_ns = called.planned.slack_ns
    if called.cue.fixed is None or called.fixed_ns is None or slack_ns is None:
        return {}
    return {
        "fixed": called.cue.fixed.at.isoformat("auto").removesuffix(":00"),
        "fixed_s": seconds(called.fixed_ns - first_ns),
        "slack_s": seconds(slack_ns),
    }
