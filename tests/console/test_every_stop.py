"""Stop in every state, from every input: real processes, in a real terminal."""

from pathlib import Path

import pytest
from tests.console.outside import install_witness
from tests.console.stops import STATES, TELLING, WAYS, Night

pytestmark = pytest.mark.real_time

NOTHING = {
    ("starting", "the watchdog"): "the robot does not move before preflight is over",
    ("starting", "the robot's fault"): "preflight finds it",
    ("faulted", "the watchdog"): "the robot is not ours",
    ("faulted", "the robot's fault"): "it is lost already",
}
"""Where nothing is to be done, and why."""


def pairs():
    """All of them; in CI each state with at least one way, and each way with a state."""
    for at, state in enumerate(STATES):
        for number, way in enumerate(WAYS):
            chosen = number % len(STATES) == at
            mark = pytest.mark.slow if chosen else pytest.mark.proof
            yield pytest.param(state, way, marks=mark, id=f"{state}, {way}")


@pytest.fixture
def night(tmp_path, monkeypatch):
    nights = []

    def begin(**options):
        told = install_witness(tmp_path / "witness", monkeypatch.setenv, TELLING)
        nights.append(Night(tmp_path, told, monkeypatch.setenv, **options))
        return nights[-1]

    yield begin
    for each in nights:
        each.console.close()


@pytest.mark.parametrize(("state", "way"), list(pairs()))
def test_stop_is_obeyed_in_every_state_from_every_input(night, state, way):
    come, options = STATES[state]
    show, stop = night(**options), WAYS[way]
    console = show.console
    come(show)
    before = len(show.told())
    stops = len(console.record("stop"))
    stop.send(show)
    if (state, way) in NOTHING:
        pass
    elif stop.grade:
        show.until(lambda: len(console.record("stop")) > stops)
        entry = console.record("stop")[stops]
        grade = "freeze" if (state, way) == ("stopping", "the key") else stop.grade
        assert (entry["grade"], entry["sent"]) == (grade, True)
        assert entry["origin"].startswith(stop.origin)
        show.until(lambda: f"stop {grade}" in show.told()[before:])
    else:
        show.until(lambda: console.record("fault"))
        assert console.record("fault")[-1]["what"] == stop.origin
        assert console.record("fault")[-1]["body"] == "lost"
    if state != "leaving" and not stop.leaves:
        ends = "faulted" if "fault" in (state, way) or not stop.grade else "stopped"
        ends = {"starting": "standby"}.get(state, "faulted") if (state, way) in NOTHING else ends
        console.until_state(ends)
        if ends == "standby":
            return
        console.type("\rq")  # what was being typed when it came from elsewhere ends with Enter
    code = console.ended()
    finished = state in ("finished", "leaving")
    assert code == (0 if finished else 130 if stop.leaves else 1)
    after = show.told()[before:]
    assert not any(what.startswith(("play", "activate", "deactivate")) for what in after)
    assert bool([what for what in after if what.startswith("stop")]) == (
        bool(stop.grade) and (state, way) not in NOTHING
    )
    assert console.record()[-1]["kind"] == "show_ended"
    assert b"Traceback" not in console.seen
    assert console.restored()
    assert not Path(f"/proc/{show.pid}").exists()
