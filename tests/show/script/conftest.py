from datetime import datetime
from types import SimpleNamespace

import pytest

from moderator.show.load import load
from moderator.show.script.approvals import read_approvals, standings
from moderator.show.script.sentences import sentences

HEAD = """\
show: A signed show
starts: 2025-09-10T14:00+08:00
robot: {name: Kuafu}
people: {host: {name: the moderator, is: moderator}, ji: {name: Ji Pengfei, office: Chair}}
facts: facts.yaml
"""
FACTS = "seats: {count: 400 seats, source: the hall's plan, as_of: May 2025}\n"
CUES = """\
acts:
  - act: One
    cues:
      - {cue: "1", speak: "Good [mark: now] evening.", gestures: {now: wave}}
      - {cue: "2", speak: "There are {seats}."}
  - act: Two
    cues:
      - cue: "3"
        dialogue:
          with: host
          at_most: 1m
          deflect: ["I do not know."]
          closing: Thank you.
          opening: Ask me.
          answers:
            - {id: late, ask: ["Are we late?"], say: "It is {clock.time}."}
      - cue: "4"
        talk: {by: ji, allotted: 5m, remind: One minute more., if_absent: {say: We go on.}}
hot:
  - {cue: H1, speak: A short pause.}
"""
NOW = datetime.fromisoformat("2026-05-04T10:00+02:00")


@pytest.fixture
def script(tmp_path):
    """Write a show and read its script; once more after it was changed."""

    def read(head="", cues=CUES, facts=FACTS):
        (tmp_path / "show.yaml").write_text(HEAD + head + cues, encoding="utf-8")
        (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
        loaded = load(str(tmp_path), "simulator")
        assert loaded.sound, list(map(str, loaded.problems))
        found = sentences(loaded.show, loaded.materials)
        stands = standings(loaded.show, found, read_approvals(tmp_path, loaded.problems))
        return SimpleNamespace(
            folder=tmp_path,
            loaded=loaded,
            sentences=found,
            stands=stands,
            told=[str(each).split(": ", 1)[1] for each in loaded.problems],
        )

    return read
