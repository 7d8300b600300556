from moderator.show.lengths import Estimated
from moderator.show.load import load
from moderator.show.rearranging import in_order, moved
from moderator.show.rundown import rundown

SHOW = """\
show: Two breaks
starts: 2025-09-10T14:00+08:00
robot: Kuafu
acts:
  - {act: Break, at_most: 30s, cues: [{cue: "1", wait: 10s}]}
  - {act: Talks, cues: [{cue: "2", wait: 60s}]}
  - {act: Break, at_most: 30s, cues: [{cue: "3", wait: 20s}]}
  - {act: Break, at_most: 30s, cues: [{cue: "4", wait: 40s}]}
"""


def test_acts_of_one_name_stay_where_they_are_and_each_has_its_own_time(tmp_path):
    (tmp_path / "show.yaml").write_text(SHOW)
    loaded = load(str(tmp_path), "simulator")
    [problem] = loaded.problems
    assert (problem.code, problem.place.line) == ("act-too-long", 8)
    planned = rundown(loaded.show, loaded.materials, Estimated(loaded.materials))
    assert told(planned) == [
        ("Break", ["1"]),
        ("Talks", ["2"]),
        ("Break", ["3"]),
        ("Break", ["4"]),
    ]


def test_acts_of_one_name_stay_apart_when_cues_are_moved_and_when_a_show_goes_on(tmp_path):
    (tmp_path / "show.yaml").write_text(SHOW)
    loaded = load(str(tmp_path), "simulator")
    planned = rundown(loaded.show, loaded.materials, Estimated(loaded.materials))
    arranged = moved(planned, "2", "4", 0)
    assert told(arranged) == [("Break", ["1"]), ("Break", ["3"]), ("Break", ["2", "4"])]
    assert in_order(planned, told(arranged)) == arranged


def told(planned):
    """The acts and the numbers of their cues."""
    return [(act, [called.number for called in cues]) for act, cues in planned.acts()]
