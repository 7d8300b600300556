"""Whether what GO would start can really be done."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from moderator.cues.cue import Cue
from moderator.engine.causes import in_a_line
from moderator.engine.first_pose import first_pose
from moderator.engine.parts import Parts
from moderator.engine.supplies import Supplies
from moderator.robot import Check, Limit, Reading, RobotState, Rule
from moderator.show.rundown import Called


def needs(limits: Sequence[Limit]) -> tuple[Limit, ...]:
    """Of each reading the mildest limit that does more than warn: beyond it no cue begins."""
    first: dict[Reading, Limit] = {}
    for limit in limits:
        if limit.rule is not Rule.WARN:
            first.setdefault(limit.reading, limit)
    return tuple(first.values())


def readiness(
    cues: Sequence[Cue], read: Callable[[], RobotState], needed: Sequence[Limit]
) -> tuple[Check, ...]:
    """What cues that start together need of the robot; none begins while one is not green.

    A cue that asks nothing of the robot needs none; one that only speaks needs neither body nor
    charge.

    Args:
        cues: the cues.
        read: what the robot says of itself now; not read for cues that ask nothing of it.
        needed: what it must not be beyond, as `needs` has it.
    """
    moves = any(cue.motions() for cue in cues)
    if not moves and not any(cue.lines() for cue in cues):
        return ()
    state = read()
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
        value = limit.reading.of(state)
        if value is not None:
            yield Check(limit.reading.value, not limit.passes(value), limit.told(value))


def why_not(checks: Iterable[Check]) -> str:
    """What is not green, in one line; empty when everything is."""
    return ", ".join(f"{check.name}: {check.why}" for check in checks if not check.ok)


class Readiness:
    """Looks at cues before they start.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._needed = needs(parts.limits)
        self._supplies = Supplies(parts)
        self._told: tuple[str | None, dict[str, str]] = (None, {})

    def checks(self, cues: Sequence[Called]) -> tuple[Check, ...]:
        """The named checks of cues that start together, each green or red."""
        return (*self._of_robot(cues), *first_pose(self._parts, cues), *self._supplies.checks(cues))

    def why_not(self, cues: Sequence[Called]) -> str:
        """Why cues that start together cannot be called; empty when they can.

        Whatever is wrong with the robot is why. What else is missing is only where nothing is left
        of the cues without it; otherwise it is a warning.
        """
        return why_not(self._of_robot(cues)) or self._supplies.why_not(cues)

    def beyond(self, called: Called) -> str:
        """Which limits forbid that a cue begins that nobody has just called.

        A fault that leaves the robot its body does not: the cue may be there for that very fault.
        """
        if not called.cue.motions():
            return ""
        return why_not(_within(self._parts.robot.state(), self._needed))

    def tell(self, number: str, cues: Sequence[Called]) -> None:
        """Record which checks of the cue on standby are red, when that has changed.

        Args:
            number: the cue's.
            cues: those that start with it.
        """
        before = self._told[1] if self._told[0] == number else {}
        try:
            red = {check.name: check.why for check in self._may_be_red(cues) if not check.ok}
        except Exception as error:  # noqa: BLE001 — whatever an adapter does, the show goes on
            red = {"link": f"the robot's state cannot be read: {in_a_line(error)}"}
        self._told = number, red
        if red != before:
            self._parts.journal.write("unready", number, red=red)

    def _may_be_red(self, cues: Sequence[Called]) -> tuple[Check, ...]:
        return (*self._of_robot(cues), *self._supplies.checks(cues))

    def _of_robot(self, cues: Sequence[Called]) -> tuple[Check, ...]:
        asked = [called.cue for called in cues]
        return readiness(asked, self._parts.robot.state, self._needed)
