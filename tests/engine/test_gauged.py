import numpy as np
from tests.bench import ListeningRobot, raised

from moderator.journal.reading import read_record
from moderator.robot import Gauge

TWO = '- {cue: "1", move: wave, continue: auto_follow}\n- {cue: "2", wait: 5s}'


class StrainedRobot(ListeningRobot):
    """Bears another 100 N with each motion."""

    def gauges(self):
        played = sum(what.startswith("play") for what in self.told)
        return (Gauge("foot force", np.float32(400 + 100 * played), "N"),)


class BrokenRobot(ListeningRobot):
    def gauges(self):
        raise ZeroDivisionError("no samples")


async def told(tmp_path, robot):
    """The ends in the record of a whole show, and its warnings."""
    async with raised(tmp_path) as on_stage:
        show = await on_stage(TWO, robot=robot)
        await show.go()
        await show.until_state("finished")
    record = read_record(tmp_path / "out")
    assert record.ended
    return record.of("cue_ended", "show_ended"), record.of("warning")


async def test_each_end_of_a_cue_and_of_the_show_tells_what_the_gauges_read(tmp_path):
    ends, warnings = await told(tmp_path, StrainedRobot)
    read = [{"name": "foot force", "value": 500.0, "unit": "N"}]
    assert [(end.cue, end.data["gauges"]) for end in ends] == [
        ("1", read),
        ("2", read),
        (None, read),
    ]
    assert warnings == []


async def test_of_a_robot_that_measures_nothing_nothing_is_told(tmp_path):
    ends, _ = await told(tmp_path, ListeningRobot)
    assert len(ends) == 3
    assert not any("gauges" in end.data for end in ends)


async def test_gauges_that_cannot_be_read_are_a_warning_and_the_show_goes_on(tmp_path):
    ends, warnings = await told(tmp_path, BrokenRobot)
    assert [end.data.get("outcome") for end in ends] == ["succeeded", "succeeded", None]
    assert not any("gauges" in end.data for end in ends)
    what = "the robot's gauges cannot be read: ZeroDivisionError: no samples"
    assert {warning.data["what"] for warning in warnings} == {what}
