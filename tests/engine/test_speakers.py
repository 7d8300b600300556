from moderator.engine.speakers import Speakers
from moderator.journal.entry import Entry
from moderator.show.lengths import Estimated
from moderator.show.load import load
from moderator.show.rundown import rundown

SHOW = """\
show: Two sessions
starts: 2025-09-10T14:00+08:00
robot: Kuafu
people: {ji: {name: Ji Pengfei}, ye: {name: Ye Qian}}
acts:
  - act: Talks
    cues:
      - {cue: "1", talk: {by: ji, allotted: 5m}}
      - {cue: "2", talk: {by: ye, allotted: 5m}}
  - {act: Break, cues: [{cue: "3", wait: 10s}]}
  - act: Talks
    cues:
      - {cue: "4", talk: {by: ye, allotted: 5m}}
      - {cue: "5", talk: {by: ji, allotted: 5m}}
"""


def test_places_are_counted_in_the_act_and_not_in_one_of_the_same_title(tmp_path):
    (tmp_path / "show.yaml").write_text(SHOW)
    loaded = load(str(tmp_path), "simulator")
    speakers = Speakers(rundown(loaded.show, loaded.materials, Estimated(loaded.materials)))
    places = []
    for n, number in enumerate("1245"):
        with speakers.on_stage(number) as floor:
            places.append((floor.place, floor.moved))
        speakers.note(Entry(n + 1, 60.0 * n, "talk_started", number, {}))
    assert places == [(1, ""), (2, ""), (1, ""), (2, "")]
