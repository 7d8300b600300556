"""The life of a show: what is legal, and what follows.

A small synchronous machine. It never performs a cue and never waits; the conductor owns it. Why not
the asynchronous machine, and why not a state for each cue: docs/decisions/lifecycle.md.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from transitions import Machine

from moderator.errors import NotLegal


class State(StrEnum):
    """Where a show is in its life."""

    OFF = "off"
    PREFLIGHT = "preflight"
    STANDBY = "standby"
    RUNNING = "running"
    HELD = "held"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAULTED = "faulted"
    FINISHED = "finished"


CALLABLE = (State.STANDBY, State.RUNNING)
"""The states in which GO does something."""

_STATES = {state.value: state for state in State}
_ACTIVE = [State.STANDBY, State.RUNNING, State.HELD]
_ENDING = [State.STOPPING, State.STOPPED, State.FINISHED]

TRANSITIONS: tuple[tuple[str, list[State], State], ...] = (
    ("recover", [State.OFF], State.STOPPED),
    ("prepare", [State.OFF, State.STOPPED, State.FAULTED], State.PREFLIGHT),
    ("ready", [State.PREFLIGHT], State.STANDBY),
    ("act", [State.STANDBY, State.RUNNING], State.RUNNING),
    ("settle", [State.RUNNING], State.STANDBY),
    ("hold", [State.STANDBY, State.RUNNING], State.HELD),
    ("resume", [State.HELD], State.RUNNING),
    ("finish", [State.STANDBY, State.RUNNING], State.FINISHED),
    ("stop", [State.OFF, State.PREFLIGHT, *_ACTIVE, State.FAULTED, State.FINISHED], State.STOPPING),
    ("rest", [State.STOPPING], State.STOPPED),
    ("fault", [State.PREFLIGHT, *_ACTIVE, *_ENDING], State.FAULTED),
)
"""Trigger, from where, to where. Every change of a show's state is one of these."""


def _machine() -> Machine:
    machine = Machine(
        model=None,
        states=[state.value for state in State],
        initial=State.OFF.value,
        auto_transitions=False,
    )
    for trigger, sources, target in TRANSITIONS:
        machine.add_transition(trigger, [state.value for state in sources], target.value)
    return machine


_MACHINE = _machine()
"""What is legal; it keeps nothing of any show."""

_NEXT = {
    (each.source, trigger): State(str(each.dest))
    for trigger in _MACHINE.events
    for each in _MACHINE.get_transitions(trigger)
}
"""Where each trigger leads from each state, as the machine has it: asking it each time is slow."""


class Lifecycle:
    """The state machine of one show.

    Args:
        changed: told of each change: from, to, trigger.
    """

    def __init__(self, changed: Callable[[State, State, str], None]) -> None:
        self._changed = changed
        self.state = State.OFF.value

    @property
    def now(self) -> State:
        """The state."""
        return _STATES[self.state]

    def may(self, trigger: str) -> bool:
        """Whether a trigger is legal now."""
        return (self.state, trigger) in _NEXT

    def fire(self, trigger: str) -> None:
        """Change the state.

        Raises:
            NotLegal: not from this state.
        """
        if not self.may(trigger):
            raise NotLegal(f"'{trigger}' is not possible while the show is {self.state}")
        source, target = self.now, _NEXT[self.state, trigger]
        self.state = target.value
        if source is not target:
            self._changed(source, target, trigger)


def diagram() -> Iterator[str]:
    """The machine as a Mermaid state diagram, a line at a time; the docs carry it."""
    yield "stateDiagram-v2"
    yield f"    [*] --> {State.OFF}"
    for trigger, sources, target in TRANSITIONS:
        for source in sources:
            yield f"    {source} --> {target}: {trigger}"
