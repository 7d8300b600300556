"""Whether the robot can really do the cue on standby."""

from collections.abc import Iterator, Sequence

from moderator.cues.cue import Cue
from moderator.robot import Check, Limit, Reading, RobotState, Rule


def needs(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Of each reading the mildest limit that does more than warn: beyond it no cue begins."""
    first: dict[Reading, Limit] = {}
    for limit in limits:
        if limit.rule is not Rule.WARN:
            first.setdefault(limit.reading, limit)
    return tuple(first.values())


def readiness(cue: Cue, state: RobotState, needed: Sequence[Limit]) -> tuple[Check, ...]:
    """The named checks of the cue on standby; GO is refused while one is not green.

    A cue that asks nothing of the robot needs none; one that only speaks needs neither body nor
    charge.

    Args:
        cue: the cue.
        state: what the robot says of itself now.
        needed: what it must not be beyond, as `needs` has it.
    """
    moves = any(True for _ in cue.motions())
    if not moves and not any(True for _ in cue.lines()):
        return ()
    checks = [
        Check("link", state.link, "it is there" if state.link else "it is lost"),
        Check("fault", not state.fault, state.fault or "none is reported"),
    ]
    if moves:
        stands = "it stands" if state.standing else "it does not stand"
        checks += [Check("balance", state.standing, stands), *_within(state, needed)]
    return tuple(checks)


def _within(state: RobotState, needed: Sequence[Limit]) -> Iterator[Check]:
    for limit in needed:
        reading = limit.reading
        value = reading.of(state)
        if value is not None:
            why = f"{reading.written(value)}, limit {reading.written(limit.value)}"
            yield Check(reading.value, not limit.passes(value), why)


def why_not(checks: tuple[Check, ...]) -> str:
    """What is not green, in one line; empty when everything is."""
    return ", ".join(f"{check.name}: {check.why}" for check in checks if not check.ok)
