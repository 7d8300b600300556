import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LONG = "Let me tell you something long and slow. " * 4000


class Worker:
    """The rendering process as anybody would speak to it: lines in, lines out."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "moderator.voice.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.hello = json.loads(self.process.stdout.readline())

    def order(self, text, voice="en-us", limit_s=20.0, path=None, **settings):
        request = {"rate_wpm": 155, "pitch": 50, **settings}
        request |= {"text": text, "voice": voice, "limit_s": limit_s}
        request["path"] = str(path or self.folder / "line.wav")
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())

    def render(self, text, **settings):
        self.order(text, **settings)
        return self.answer()

    def sound(self, text, **settings):
        answer = self.render(text, **settings)
        assert "error" not in answer
        return (self.folder / "line.wav").read_bytes(), answer

    def fork(self):
        """Wait for the fork that renders, and return its number."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(_until(lambda: children.read_text().split())[0])

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()
        self.process.stderr.close()


def _until(found, within_s=10.0):
    deadline = time.monotonic() + within_s
    while not (value := found()):
        assert time.monotonic() < deadline
        time.sleep(0.001)
    return value


def _is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def worker(tmp_path):
    worker = Worker(tmp_path)
    yield worker
    worker.close()


def test_the_same_line_thrice_is_the_same_to_the_byte(worker):
    first, *others = [worker.sound("Good afternoon. [mark: bow] Before we talk.") for _ in range(3)]
    assert others == [first, first]


def test_a_line_is_the_same_however_often_and_however_busy_the_machine_is(worker, tmp_path):
    (tmp_path / "other").mkdir()
    other = Worker(tmp_path / "other")
    sounds = []
    for _ in range(40):
        other.order("This is line one.")
        sounds.append(worker.sound("This is line one."))
        answer = other.answer()
        sounds.append(((other.folder / "line.wav").read_bytes(), answer))
    other.close()
    assert sounds == [sounds[0]] * 80


def test_a_line_is_the_same_whatever_the_time_of_day(worker, tmp_path):
    """espeak-ng seeds itself with the second in which it starts."""
    first = worker.sound("This is line one.", voice="en-us+f5")
    second = int(time.time())
    _until(lambda: int(time.time()) > second)
    other = Worker(tmp_path)
    later = other.sound("This is line one.", voice="en-us+f5")
    other.close()
    assert later == first


def test_it_has_no_thread_that_its_forks_would_lack(worker):
    worker.render("Good afternoon.")
    assert len(list(Path(f"/proc/{worker.process.pid}/task").iterdir())) == 1


def test_a_line_does_not_depend_on_what_was_rendered_before(worker, tmp_path):
    lines = [("Please, sit down.", "en-gb"), ("Thank you very much.", "en-us+m3")]
    forwards = [worker.sound(text, voice=voice) for text, voice in lines]
    backwards = [worker.sound(text, voice=voice) for text, voice in lines[::-1]]
    other = Worker(tmp_path)
    alone = other.sound(lines[1][0], voice=lines[1][1])
    other.close()
    assert backwards[::-1] == forwards
    assert alone == forwards[1]


def test_what_pyttsx3_prints_reaches_neither_the_answers_nor_anybody(worker):
    worker.render("Good afternoon.")
    worker.process.stdin.close()
    assert worker.process.stdout.read() == b""
    assert worker.process.stderr.read() == b""


@pytest.mark.parametrize(
    ("text", "voice", "why"),
    [
        ("Good afternoon.", "nobody", "there is no voice 'nobody'"),
        ("Good afternoon.", "en-us+nobody", "there is no voice variant 'nobody'"),
        ("…", "en-us", "there is nothing in it that can be said"),
        ("[mark: bow]", "en-us", "there are no words in it"),
    ],
)
def test_what_cannot_be_said_is_an_error_and_the_next_line_is_rendered(worker, text, voice, why):
    assert worker.render(text, voice=voice) == {"error": why, "kind": "line"}
    assert worker.render("Good afternoon.")["frames"] > 0


def test_a_file_that_cannot_be_written_is_an_error_of_its_own_kind(worker, tmp_path):
    answer = worker.render("Good afternoon.", path=tmp_path / "absent" / "line.wav")
    assert answer["kind"] == "write"


def test_a_voice_is_found_by_language_file_or_name(worker):
    names = ["en-gb", "EN-GB", "gmw/en", "English (Great Britain)"]
    first, *others = [worker.sound("Good afternoon.", voice=name) for name in names]
    assert others == [first] * 3


def test_a_line_that_takes_too_long_is_given_up_and_leaves_no_process(worker):
    worker.order(LONG, limit_s=0.2)
    fork = worker.fork()
    assert worker.answer() == {"error": "it took more than 0.2 s", "kind": "line"}
    assert _is_gone(fork)
    assert worker.render("Good afternoon.")["frames"] > 0


def test_a_line_that_kills_its_fork_costs_that_line_alone(worker):
    worker.order(LONG)
    os.kill(worker.fork(), signal.SIGSEGV)
    assert "died" in worker.answer()["error"]
    assert worker.render("Good afternoon.")["frames"] > 0


def test_it_ends_with_its_input_in_the_middle_of_a_line(worker):
    worker.order(LONG)
    fork = worker.fork()
    worker.process.stdin.close()
    assert worker.process.wait(5) == 0
    assert _is_gone(fork)


def test_no_fork_outlives_a_worker_that_is_killed(worker):
    worker.order(LONG)
    fork = worker.fork()
    worker.process.kill()
    _until(lambda: _is_gone(fork))


def test_an_interrupt_from_the_terminal_does_not_end_it(worker):
    worker.process.send_signal(signal.SIGINT)
    assert worker.render("Good afternoon.")["frames"] > 0
