import json
import subprocess
import sys
from pathlib import Path

import pytest

from moderator.cli import main

SMALL = """\
show: A small afternoon
starts: 2025-09-10T14:00+08:00
robot: {name: Kuafu, needs: [voice, arms]}
people:
  host: {name: the moderator, is: moderator}
  ji: {name: Ji Pengfei, office: General Manager}
rehearsal:
  host: {unscripted: ["Do you like tea?"]}
acts:
  - act: Opening
    cues:
      - cue: "1"
        speak: "Good afternoon. [mark: bow] I am Kuafu."
        gestures: {bow: bow}
      - cue: "2"
        move: wave
        continue: auto_follow
      - cue: "3"
        wait: 5s
  - act: Talk
    cues:
      - cue: "10"
        dialogue:
          with: host
          at_most: 3m
          keep_questions: true
          deflect: ["I do not know."]
          answers:
            - id: late
              ask: ["Are we on time?", "How late is the show?"]
              say: It is {clock.time} and we are {show.over}.
          closing: Thank you.
      - cue: "11"
        talk: {by: ji, allotted: 2m}
"""


@pytest.fixture
def small(tmp_path):
    """The folder of a small show that has a cue of nearly every kind."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "show.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def moderator(capsys, monkeypatch, tmp_path):
    """Run a command in an empty folder; gives its exit code, its output and what it complained."""
    monkeypatch.chdir(tmp_path)

    def run(*argv):
        try:
            code = main([str(arg) for arg in argv])
        except SystemExit as leaving:
            code = leaving.code
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


class Ran:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def process(tmp_path):
    """Run a command in a process of its own."""

    def run(*argv, **kwargs):
        return subprocess.run(
            [sys.executable, "-m", "moderator", *map(str, argv)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **kwargs,
        )

    return run


def record(folder: Path):
    """The entries of a record."""
    lines = (folder / "as-run.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
