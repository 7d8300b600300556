import re

import pytest

from moderator.body.kuavo import KUAVO
from moderator.document import Problems, read_document
from moderator.motion.whole_body.compile import compiled_score
from moderator.motion.whole_body.kept import worked_out
from moderator.motion.whole_body.mannequin import Mannequin

SCORE = """\
score: whole_body
motion: steps
about: Shifts, stands on one leg, and steps.
poses:
  open: {height: 94, both_hands: {at: [30, 18, 20], palm: down, fingers: ahead}}
phrases:
  - phrase: Beginning
    original: 起势
    keyframes:
      - {pose: rest}
      - {after: 2s, pose: open, apex: true}
      - {after: 1.5s, weight: right, height: 92}
  - phrase: One leg
    keyframes:
      - {after: 1.2s, left_foot: {ahead: 0, apart: 18, up: 8}}
      - {after: 1.2s, left_foot: {ahead: 12, apart: 20, turn: 10}}
      - {after: 1.5s, weight: left 60%}
  - phrase: Closing
    keyframes:
      - {after: 1.5s, weight: left}
      - {after: 1.4s, right_foot: {ahead: 0, apart: 18, turn: 0}}
      - {after: 1.5s, weight: both, height: 95}
      - {after: 2s, pose: rest}
"""


def quicker(text, times):
    """The same score in less time."""
    return re.sub(r"after: ([\d.]+)s", lambda f: f"after: {float(f[1]) / times:.3f}s", text)


def read(path):
    problems = Problems()
    return read_document(path, path.name, problems), problems


def compiled_from(path):
    """A score worked out, and its problems in order."""
    document, problems = read(path)
    motion = compiled_score(path, document, problems)
    return motion, [str(problem) for problem in problems]


def work_out(path):
    """Work a score out and keep it; what comes of it, and its problems."""
    document, problems = read(path)
    return worked_out(path, document, problems), problems


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The small score, worked out once."""
    path = tmp_path_factory.mktemp("score") / "steps.yaml"
    path.write_text(SCORE, encoding="utf-8")
    motion, problems = compiled_from(path)
    assert problems == []
    return motion


@pytest.fixture(scope="session")
def body():
    return Mannequin(KUAVO)


@pytest.fixture
def score(tmp_path):
    """Write a score, the small one with something changed, and give its file."""

    def write(old="", new="", text=SCORE):
        assert old in text
        path = tmp_path / "steps.yaml"
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def once(score, small, monkeypatch, tmp_path):
    """A score's file that is worked out in no time, and how often it was."""
    times = []

    def compiled_score(path, document, problems, told):
        times.append(path)
        told(0.0)
        return small

    monkeypatch.setattr("moderator.motion.whole_body.compile.compiled_score", compiled_score)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return score(), times
