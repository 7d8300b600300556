from moderator.show.lengths import Estimated
from moderator.show.load import load
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
    numbers = [called.number for _, cues in planned.acts() for called in cues]
    assert numbers == ["1", "2", "3", "4"]
