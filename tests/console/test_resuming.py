"""Going on with a show whose program was killed."""

import time

import pytest
from tests.bench import written
from tests.console.terminal import Console

from moderator.cli import main
from moderator.console.keys import REARM_S
from moderator.journal import read_record

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

SHOW = """
  - {cue: "1", wait: 100ms}
  - {cue: "2", wait: 100ms, armed: false}
  - {cue: "3", wait: 60s}
  - {cue: "4", wait: 100ms}
"""


@pytest.fixture
def killed(console, tmp_path):
    """A run that was killed in cue 3, and a way to go on with it."""
    show = console(SHOW, wait=False)
    show.until_ready()
    for number in ("1", "2"):
        show.type(" ")
        show.until("cue_ended", number)
        time.sleep(REARM_S)
    show.type(" ")
    show.until("cue_started", "3")
    show.kill()
    consoles = []

    def go_on(*args):
        consoles.append(Console(tmp_path, tmp_path / "show", *args, resume=True))
        return consoles[-1]

    yield go_on
    for each in consoles:
        each.close()


def test_the_console_says_where_the_show_was_and_waits(killed, tmp_path):
    first = (tmp_path / "out/as-run.jsonl").read_bytes()
    show = killed()
    show.until_shown(b"UNKNOWN: cue 3. Look at the robot and the stage before p.")
    show.until_shown(b"when it was running")
    show.until_shown(b"1 of 4 cues are done, 1 skipped, disarmed: 2")
    show.until_shown(b"Next: cue 3")
    show.until_shown(b"STOPPED")
    show.type(" ")
    show.until("go_refused")
    assert show.record("go")[-1]["cue"] == "3"
    assert len(show.record("go")) == 3
    show.type("p")
    show.until("standby", "3", count=2)
    time.sleep(REARM_S)
    show.type(" ")
    show.until("cue_started", "3", count=2)
    show.type("\x1b")
    show.until("cue_ended", "3", count=2)
    time.sleep(REARM_S)
    show.type("q")
    assert show.ended() == 1
    assert (tmp_path / "out/as-run.jsonl").read_bytes() == first
    record = read_record(tmp_path / "out")
    assert record.damage is None
    assert record.ended
    outcomes = [e.data["outcome"] for e in record.of("cue_ended") if e.cue == "3"]
    assert outcomes == ["unknown", "cancelled"]
    assert record.entries[0].data["seed"] is None
    assert "Went on" in (tmp_path / "out/report.html").read_text()


def test_a_changed_show_is_told_and_gone_on_with_only_when_asked_to(killed, tmp_path):
    file = tmp_path / "show/show.yaml"
    file.write_text(file.read_text().replace('cue: "4"', 'cue: "4A"'))
    show = killed()
    assert show.ended() == 2
    assert b"it has been changed since" in show.seen
    assert b"--changed-show" in show.seen
    assert [path.name for path in (tmp_path / "out").glob("as-run*")] == ["as-run.jsonl"]
    show = killed("--changed-show")
    show.until_shown(b"UNKNOWN: cue 3")
    assert len(show.record("rundown")) == 2


def test_a_record_that_is_not_sound_is_told_and_kept(killed, tmp_path):
    path = tmp_path / "out/as-run.jsonl"
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    show = killed()
    assert show.ended() == 2
    assert b"nobody knows where the show was: line 1 of the record is damaged" in show.seen
    assert b"Traceback" not in show.seen
    assert path.read_bytes() == content
    assert [path.name for path in (tmp_path / "out").glob("as-run*")] == ["as-run.jsonl"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--from", "2"), b"--resume goes without --from and --out"),
        (("--out", "elsewhere"), b"--resume goes without --from and --out"),
    ],
)
def test_what_does_not_go_with_resume_is_told(killed, args, told):
    show = killed(*args)
    assert show.ended() == 2
    assert told in show.seen


def test_a_rehearsal_is_not_gone_on_with(tmp_path):
    folder = written(tmp_path / "show", SHOW)
    assert main(["rehearse", str(folder), "--out", str(tmp_path / "out")]) == 0
    show = Console(tmp_path, folder, resume=True)
    assert show.ended() == 2
    show.close()
    assert b"holds a rehearsal" in show.seen


def test_a_folder_without_a_run_is_told(tmp_path):
    folder = written(tmp_path / "show", SHOW)
    show = Console(tmp_path, folder, resume=True)
    assert show.ended() == 2
    show.close()
    assert b"there is no run" in show.seen
