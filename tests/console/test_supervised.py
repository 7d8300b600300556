"""A live show's supervisor, as the operator sees it."""

import os
import signal
import time

import pytest
from tests.supervisor.stand import alive, recorded

from moderator.cli import main

pytestmark = pytest.mark.slow

LONG_WAIT = '- {cue: "1", wait: 1h}'


def supervisor_of(show):
    check = [entry for entry in show.record("check") if entry["name"] == "supervisor"][-1]
    assert check["ok"]
    return int(check["why"].split()[-1])


def test_it_is_there_and_goes_with_the_show(console):
    show = console(LONG_WAIT)
    show.until_shown(b"supervised")
    pid = supervisor_of(show)
    assert alive(pid)
    show.type("\x03")
    show.ended()
    assert not alive(pid)
    kinds = [entry.kind for entry in recorded(show.out / "supervisor.jsonl")]
    assert kinds[-2:] == ["goodbye", "supervisor_ended"]
    assert show.restored()


def test_one_that_dies_is_told_and_p_starts_another(console):
    show = console(LONG_WAIT)
    show.type(" ")
    show.until("cue_started", "1")
    first = supervisor_of(show)
    os.kill(first, signal.SIGKILL)
    show.until_shown(b"NO SUPERVISOR")
    (fault,) = show.record("fault")
    assert fault["what"].startswith("the supervisor is gone")
    assert show.record("cue_ended") == []  # the show goes on
    show.type("\x1b")
    show.until("cue_ended", "1")
    time.sleep(0.5)
    checks = len(show.record("check"))
    show.type("p")
    show.until("check", count=checks + 1)
    assert alive(supervisor_of(show))
    assert supervisor_of(show) != first


def test_a_stop_that_it_hears_stops_the_show(console):
    show = console(LONG_WAIT)
    show.type(" ")
    show.until("cue_started", "1")
    os.kill(supervisor_of(show), signal.SIGUSR1)
    show.until("cue_ended", "1")
    (stop,) = show.record("stop")
    assert (stop["grade"], stop["origin"]) == ("freeze", "supervisor: SIGUSR1")
    show.until_shown(b"the show is stopped")


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (["--stop-osc", "stage:53010"], "--stop-osc: 'stage' is no address"),
        (["--stop-osc", "192.0.2.1:53010"], "--stop-osc: 192.0.2.1 can be reached by others"),
        (["--stop-osc", "99999"], "--stop-osc: '99999' is no port"),
        (["--stop-http", "127.0.0.1:1"], "--stop-http: '127.0.0.1:1' is no port"),
    ],
)
def test_a_place_that_is_none_is_told(option, told, tmp_path, capsys, monkeypatch):
    from tests.bench import written

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    folder = written(tmp_path / "show", LONG_WAIT)
    monkeypatch.setattr("moderator.cli.live.go_ahead", lambda: None)  # not of all the tests
    assert main(["run", str(folder), "--robot", "simulator", *option]) == 2
    assert told in capsys.readouterr().err
