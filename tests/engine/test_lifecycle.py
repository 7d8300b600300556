from itertools import product

import pytest

from moderator.engine.lifecycle import TRANSITIONS, Lifecycle, State, _machine, diagram
from moderator.errors import NotLegal

WAYS = {
    State.OFF: [],
    State.PREFLIGHT: ["prepare"],
    State.STANDBY: ["prepare", "ready"],
    State.RUNNING: ["prepare", "ready", "act"],
    State.HELD: ["prepare", "ready", "hold"],
    State.FINISHED: ["prepare", "ready", "finish"],
    State.STOPPING: ["prepare", "stop"],
    State.STOPPED: ["prepare", "stop", "rest"],
    State.FAULTED: ["prepare", "fault"],
}
"""How a show comes to each state."""

LEGAL = {
    (source, trigger): target for trigger, sources, target in TRANSITIONS for source in sources
}
TRIGGERS = [trigger for trigger, _, _ in TRANSITIONS]


def come_to(state, told=None):
    lifecycle = Lifecycle(told or (lambda *_: None))
    for trigger in WAYS[state]:
        lifecycle.fire(trigger)
    assert lifecycle.now is state
    return lifecycle


@pytest.mark.parametrize(("state", "trigger"), LEGAL)
def test_what_is_legal_leads_where_it_says(state, trigger):
    told = []
    lifecycle = come_to(state, lambda *change: told.append(change))
    told.clear()
    target = LEGAL[state, trigger]
    assert lifecycle.may(trigger)
    lifecycle.fire(trigger)
    assert lifecycle.now is target
    assert told == ([] if target is state else [(state, target, trigger)])


@pytest.mark.parametrize(
    ("state", "trigger"), [pair for pair in product(State, TRIGGERS) if pair not in LEGAL]
)
def test_everything_else_is_refused_and_changes_nothing(state, trigger):
    lifecycle = come_to(state)
    assert not lifecycle.may(trigger)
    with pytest.raises(NotLegal, match=f"'{trigger}' is not possible while the show is {state}"):
        lifecycle.fire(trigger)
    assert lifecycle.now is state


def test_every_state_can_be_stopped_but_those_that_stop_already():
    stoppable = {source for source, trigger in LEGAL if trigger == "stop"}
    assert set(State) - stoppable == {State.STOPPING, State.STOPPED}


def test_after_a_stop_or_a_fault_there_is_no_way_but_preflight():
    for state in (State.STOPPED, State.FAULTED):
        on = {trigger for source, trigger in LEGAL if source is state} - {"stop"}
        assert on - {"fault"} == {"prepare"}


def test_the_diagram_has_every_transition_once():
    lines = [line.strip() for line in diagram()]
    assert len(lines) == len(set(lines)) == len(LEGAL) + 2
    assert lines[:2] == ["stateDiagram-v2", "[*] --> off"]
    assert "held --> running: resume" in lines


def test_the_machine_knows_the_states_and_what_is_legal_and_nothing_else():
    machine = _machine()
    assert list(machine.states) == [state.value for state in State]
    assert machine.initial == "off"
    found = {
        (State(source), trigger): State(transition.dest)
        for trigger, event in machine.events.items()
        for source, transitions in event.transitions.items()
        for transition in transitions
    }
    assert found == LEGAL
