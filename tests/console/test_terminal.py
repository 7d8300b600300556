import os
import pty
import signal
import subprocess
import sys
import time

import pytest
from tests.bench import written
from tests.console.conftest import LONG, SHOW
from tests.sounds import silence

from moderator.console.keys import REARM_S

pytestmark = [pytest.mark.real_time, pytest.mark.slow]


def at_rest(console):
    """Whether the record is whole, and says that the robot stands still."""
    entries = console.record()
    assert [entry["n"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-1]["kind"] == "show_ended"
    told = [entry.get("what", "") for entry in entries if entry["kind"] == "fault"]
    return not any("still moves" in what or "failed" in what for what in told)


def test_space_is_go_and_q_leaves_when_the_show_has_ended(console):
    show = console()
    for number in ("1", "2", "3"):
        show.type(" ")
        show.until("cue_started", number)
        show.type("q")
        show.until("cue_ended", number)
        time.sleep(REARM_S)
    show.until("state", count=8)
    show.type("q")
    assert show.ended() == 0
    assert show.record("show_ended")[0]["ended"] == "finished"
    assert at_rest(show)
    assert show.restored()
    assert show.seen.count(b"\x1b[?1049h") == show.seen.count(b"\x1b[?1049l") == 1
    assert b"The show reached its end" in show.seen


def test_a_held_space_fires_once(console):
    show = console(SHOW.replace("100ms", "10s"))
    for _ in range(40):
        show.type(" ")
        time.sleep(0.033)
    assert [entry["cue"] for entry in show.record("go")] == ["1"]
    assert show.record("go_refused") == []


def test_keys_that_mean_nothing_do_nothing(console):
    show = console()
    for keys in (
        "\x1b[3~",
        "\x1bOP",
        "\x1b[15~",
        "\x1b[H",
        "\x1b[1;5A",
        "\x13",
        "\x1a",
        "\x1c",
        "é",
    ):
        show.type(keys)
        time.sleep(0.1)
    show.type("\x1b[200~a b c h s\x1b[201~")
    time.sleep(0.5)
    assert show.process.poll() is None
    kinds = {entry["kind"] for entry in show.record()}
    assert kinds.isdisjoint({"stop", "go", "order", "order_refused", "go_refused"})


def test_escape_stops_and_a_second_escape_freezes(console):
    show = console()
    show.choose("2")
    show.type(" ")
    show.until("said")
    show.type("\x1b")
    show.until("stop")
    show.type("\x1b")
    show.until("stop", count=2)
    show.until("cue_ended", "2")
    assert [entry["grade"] for entry in show.record("stop")] == ["relax", "freeze"]
    show.type("q")
    assert show.ended() == 1
    assert show.record("show_ended")[0]["ended"] == "stopped"
    assert at_rest(show)


def test_after_a_stop_p_makes_ready_again(console):
    show = console()
    show.type("\x1b")
    show.until("state", count=4)
    show.type("p")
    show.until("standby", "1", count=2)
    show.type(" ")
    show.until("cue_ended", "1")


def test_hold_resume_skip_disarm_and_hot_cues(console):
    show = console(hot='- {cue: "H1", wait: 100ms}')
    for key, order in (
        ("h", "hold"),
        ("r", "resume"),
        ("d", "disarm"),
        ("s", "skip"),
        ("1", "hot"),
    ):
        show.type(key)
        show.until("order", order=order)
    show.until("cue_ended", "H1")
    time.sleep(REARM_S)
    show.type("\x1b[A")
    time.sleep(0.3)
    show.type("d")
    show.until("order", order="arm")


def test_an_order_on_what_comes_is_typed_after_a_colon(console):
    show = console('- {cue: "1", wait: 100ms}\n- {cue: "2", wait: 1s}\n- {cue: "3", wait: 1s}')
    show.type(":drop")
    show.until_shown(b"such as drop 46")
    show.type(" 1\r")
    show.until("order", "1", order="drop")
    show.until("playhead", "2")


@pytest.mark.parametrize(
    "interrupt",
    [
        lambda show: show.type("\x03"),
        lambda show: show.process.send_signal(signal.SIGTERM),
        lambda show: show.process.send_signal(signal.SIGHUP),
    ],
    ids=["ctrl-c", "sigterm", "sighup"],
)
def test_an_interrupted_show_is_relaxed_and_its_record_whole(console, interrupt):
    show = console('- {cue: "1", move: bow}\n- {cue: "2", wait: 1s}')
    show.type(" ")
    show.until("motion")
    interrupt(show)
    assert show.ended() == 130
    assert [entry["grade"] for entry in show.record("stop")] == ["relax"]
    assert show.record("cue_ended")[0]["outcome"] == "cancelled"
    assert at_rest(show)
    assert show.restored()
    assert b"Traceback" not in show.seen


def test_a_second_interrupt_freezes(console):
    show = console()
    show.choose("2")
    show.type(" ")
    show.until("said")
    show.type("\x03")
    show.until("stop")
    show.type("\x03")
    assert show.ended() == 130
    assert [entry["grade"] for entry in show.record("stop")] == ["relax", "freeze"]
    assert at_rest(show)


def test_a_terminal_that_is_gone_relaxes_the_show(console):
    show = console('- {cue: "1", move: bow}\n- {cue: "2", wait: 1s}')
    show.type(" ")
    show.until("motion")
    show.hang_up()
    show.process.wait(30)
    assert show.record("stop")
    assert at_rest(show)


def test_a_second_run_of_the_same_folder_is_refused(console, tmp_path):
    show = console()
    other = tmp_path / "other"
    other.mkdir()
    command = f"{sys.executable} -m moderator run {tmp_path / 'show'} --robot simulator"
    second = subprocess.run(
        ["script", "-qec", f"{command} --out {other}", "/dev/null"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert second.returncode == 2
    assert "is being run already — end the other run first" in second.stdout
    assert not list(other.iterdir())
    assert show.process.poll() is None


def test_a_missing_sound_device_is_one_line_before_anything_moves(console, tmp_path):
    silence(tmp_path / "show" / "music.wav", 1)
    show = console('- {cue: "1", play: music.wav}', wait=False)
    assert show.ended() == 2
    last = show.seen.decode().rpartition("\x1b[?1049l")[2].strip()  # beneath the console
    assert last.startswith("moderator: no sound device opens")
    assert len(last.splitlines()) == 1
    assert b"Traceback" not in show.seen
    assert show.record("cue_started") == []
    assert at_rest(show)
    assert show.restored()


def test_a_dialogue_is_held_at_the_keyboard(console):
    show = console("""
      - cue: "1"
        dialogue:
          with: host
          at_most: 3m
          approval: operator
          deflect: ["I do not know."]
          answers: [{id: who, ask: ["Who are you?"], say: Me.}]
          closing: Thank you.
    """)
    show.type(" ")
    show.until("cue_started", "1")
    time.sleep(0.2)
    show.type("yx\r")
    for key in "?Who is Pooh? ":
        show.type(key)
        time.sleep(0.01)
    show.type("\x7f\r")
    show.until("asked")
    show.until("answered")
    time.sleep(1.0)
    show.type(" ")
    show.until("state", count=4)
    assert len(show.record("asked")) == 1
    assert show.record("answered")[0]["how"] == "deflected"
    assert show.record("said")[-1]["text"] == "Thank you."


ASKED = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 3m
      approval: operator
      undecided: {after: 30s}
      deflect: ["I do not know."]
      answers:
        - {id: who, ask: ["Who are you?"], say: "I am Kuafu, and I come from a robot factory."}
        - {id: age, ask: ["How old are you?"], say: I am two.}
        - {id: tea, ask: ["Do you drink tea?"], say: I do not.}
"""


@pytest.fixture
def asked(console):
    """A dialogue in which the host has asked something, and a draft waits."""

    def asked_(question="Who are you?"):
        show = console(ASKED, hot='- {cue: "H1", wait: 100ms}')
        show.type(" ")
        show.until_shown(b"t talks, t again ends")
        for key in f"?{question}\r":
            show.type(key)
            time.sleep(0.02)
        show.until("draft")
        show.until_shown(b"DRAFT")
        time.sleep(0.35)  # past the guard
        return show

    return asked_


def test_the_draft_that_is_shown_is_said_with_y(asked):
    show = asked()
    show.until_shown(b"written for this question")
    show.type("y")
    show.until("order", order="approve")
    assert show.until("approval")["by"] == "keyboard"
    assert show.until("said")["text"] == "I am Kuafu, and I come from a robot factory."


def test_n_refuses_it(asked):
    show = asked()
    show.type("n")
    assert show.until("said")["text"] == "I do not know."


def test_a_digit_picks_what_is_offered_and_is_no_hot_cue(asked):
    show = asked()
    show.type("91")
    assert show.until("order", order="pick")["answer"] in ("age", "tea")
    assert show.until("said")["answer"] in ("age", "tea")
    assert show.record("order", order="hot") == []


def test_e_types_an_answer_and_its_keys_are_no_orders(asked):
    show = asked("How deep is the sea?")
    show.until_shown(b"no answer was found")
    for key in "eyes, 1 h s d x t n ":
        show.type(key)
        time.sleep(0.02)
    show.until_shown(b"say: yes, 1 h")
    show.type("\r")
    assert show.until("said")["text"] == "yes, 1 h s d x t n"
    assert {entry["order"] for entry in show.record("order")} == {"answer"}


def test_the_end_of_a_pasted_line_sends_nothing(asked):
    show = asked("How deep is the sea?")
    show.type("e")
    show.type("\x1b[200~Very deep.\rAnd\x1b[201~")
    show.until_shown(b"say: Very deep. And")
    assert show.record("order") == []
    show.type("\r")
    assert show.until("said")["text"] == "Very deep. And"


def test_tab_takes_a_scripted_question_that_fits(console):
    show = console(ASKED)
    show.type(" ")
    show.until_shown(b"t talks, t again ends")
    for key in "?how old":
        show.type(key)
        time.sleep(0.02)
    show.until_shown(b"How old are you?")
    show.type("\t")
    time.sleep(0.1)
    show.type("\r")
    assert show.until("draft")["answer"] == "I am two."


def test_x_interrupts_the_robot_and_t_talks(asked):
    show = asked()
    show.type("y")
    show.until("said")
    show.type("x")
    assert show.until("interrupted")["origin"] == "keyboard"
    time.sleep(0.3)
    show.type("t")
    show.until("order", order="listen")
    show.until_shown(b"TALKING: keyboard")
    time.sleep(REARM_S)
    show.type("t")
    show.until("order", order="listened")


OPENED = ASKED.replace("approval", f'opening: "{LONG}"\n      approval')


def slowly(show, keys):
    for key in keys:
        show.type(key)
        time.sleep(0.02)


def opened(console):
    """A dialogue whose opening is being said."""
    show = console(OPENED)
    show.type(" ")
    show.until("said")
    time.sleep(0.2)
    return show


def test_a_question_typed_while_the_robot_speaks_is_kept_and_is_no_orders(console):
    show = opened(console)
    slowly(show, "?who are you\r")
    show.until_shown(b"not the host's turn yet: Enter keeps the line")
    assert show.record("asked") == []
    while not show.record("draft"):
        time.sleep(REARM_S + 0.1)
        show.type("\r")
    assert show.until("draft")["answer"] == "I am Kuafu, and I come from a robot factory."
    assert show.record("order") == []


def test_an_answer_may_be_typed_before_a_draft_waits(console):
    show = opened(console)
    slowly(show, "ehsd\r")
    show.until_shown(b"no draft waits: Enter keeps the line")
    assert show.record("order") == []
    slowly(show, "\x7f" * 5)
    time.sleep(0.1)
    show.type("y")
    assert show.until("order_refused", order="approve")["reason"] == "no draft waits"


def test_an_answer_whose_draft_has_gone_is_kept_and_fires_nothing(console):
    show = console(ASKED.replace("after: 30s", "after: 2s"))
    show.type(" ")
    show.until_shown(b"t talks, t again ends")
    slowly(show, "?How deep is the sea?\r")
    show.until_shown(b"no answer was found")
    slowly(show, "every deep")
    show.until("approval")
    show.until_shown(b"the draft has gone: Enter keeps the line")
    show.type("\r")
    time.sleep(REARM_S)
    assert show.record("order_refused") == show.record("order") == []
    show.type("!")
    show.until_shown(b"very deep!")


def test_a_letter_of_the_question_is_an_order_on_the_draft_at_once(console):
    show = console(ASKED)
    show.type(" ")
    show.until_shown(b"t talks, t again ends")
    slowly(show, "?who are y\r")
    show.until_shown(b"written for this question")
    time.sleep(0.35)  # past the guard, and too soon for a held key to have been let go
    show.type("y")
    show.until("order", order="approve")


def test_a_listener_that_is_none_is_one_line_before_anything_begins(tmp_path):
    show = written(tmp_path / "show", ASKED)
    master, slave = pty.openpty()
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "moderator",
            "run",
            show,
            "--robot",
            "simulator",
            "--hear",
            "parrot",
        ],
        stdin=slave,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
    )
    os.close(master)
    os.close(slave)
    assert ended.returncode == 2
    assert ended.stderr.startswith("moderator: nothing listens by the name 'parrot' — choose ")
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "runs").exists()


def test_whether_or_not_a_microphone_is_there_the_keyboard_hears(console):
    show = console(ASKED, "--hear", "pocketsphinx")
    show.type(" ")
    show.until_shown(b"t talks, t again ends")
    for key in "?Who are you?\r":
        show.type(key)
        time.sleep(0.02)
    show.until("draft")


def test_a_stop_drops_the_question_that_was_being_typed(console):
    show = console("""
      - cue: "1"
        dialogue:
          with: host
          at_most: 3m
          deflect: ["I do not know."]
          answers: [{id: who, ask: ["Who are you?"], say: Me.}]
    """)
    show.type(" ")
    show.until("cue_started", "1")
    time.sleep(0.2)
    show.type("?half a ques")
    time.sleep(0.2)
    show.type("\x1b")
    show.until("cue_ended", "1")
    time.sleep(REARM_S)
    checks = len(show.record("check"))
    show.type("p")
    show.until("check", count=checks + 1)
    assert show.record("asked") == []


def test_what_is_red_of_the_standby_is_shown_before_go(console):
    show = console(
        '- {cue: "1", wait: 100ms, send: {to: desk, path: /x}}\n- {cue: "2", wait: 1s}',
        head='devices: {desk: {http: "http://127.0.0.1:1"}}',
    )
    show.until_shown(b"not green in cue 1: devices: desk cannot be reached")
    assert show.until("unready", "1")["red"] == {"devices": "desk cannot be reached"}
    show.type(" ")
    show.until("send_failed", "1")


ASKS = """
preflight:
  - {check: position, ask: Does it stand on its mark?, if_not: Put it there.}
  - {check: cordon, ask: Is the cordon closed?}
"""


def test_y_confirms_what_preflight_asks_one_check_at_a_time(console):
    show = console(head=ASKS, wait=False)
    show.until_shown(b"position: Does it stand on its mark? y or n")
    show.type(" xz\r")
    time.sleep(0.3)
    assert [entry["check"] for entry in show.record("inquiry")] == ["position"]
    show.type("y")
    show.until_shown(b"cordon: Is the cordon closed? y or n")
    assert show.record("standby") == []
    time.sleep(REARM_S)
    show.type("y")
    show.until("standby", "1")
    answers = [entry for entry in show.record("check") if "by" in entry]
    assert [(entry["name"], entry["ok"], entry["by"]) for entry in answers] == [
        ("position", True, "keyboard"),
        ("cordon", True, "keyboard"),
    ]
    time.sleep(REARM_S)
    show.type(" ")
    show.until("cue_ended", "1")


def test_n_declines_what_preflight_asks_and_p_asks_again(console):
    show = console(head=ASKS, wait=False)
    show.until_shown(b"position: Does it stand on its mark? y or n")
    show.type("n")
    show.until_state("faulted")
    show.until_shown(b"Put it there.")
    assert show.process.poll() is None
    time.sleep(REARM_S)
    show.type("p")
    for count in (2, 3):
        show.until("inquiry", count=count)
        time.sleep(max(REARM_S, 0.5))
        show.type("y")
    show.until("standby", "1")


def test_escape_ends_the_question_of_preflight(console):
    show = console(head=ASKS, wait=False)
    show.until_shown(b"position: Does it stand on its mark? y or n")
    show.type("\x1b")
    show.until_state("stopped")
    show.type("y")
    time.sleep(0.3)
    assert [entry for entry in show.record("check") if "by" in entry] == []
    show.type("q")
    assert show.ended() == 1
