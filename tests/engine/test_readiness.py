"""Whether the robot can do the cue on standby, in named checks."""

import pytest
from tests.bench import prepared, written

from moderator.engine.readiness import needs, readiness, why_not
from moderator.robot import Check, Limit, Reading, RobotState, Rule

CUES = '- {cue: "1", move: wave}\n- {cue: "2", speak: Good day.}\n- {cue: "3", wait: 1s}'
WELL = {"joints_rad": {}, "battery": 0.8, "temperature_c": 40.0, "standing": True, "link": True,
        "moving": False}  # fmt: skip
LOW = Limit(Reading.BATTERY, Rule.HOLD, 0.2, "the maker")
HOT = Limit(Reading.TEMPERATURE, Rule.FREEZE, 80.0, "the maker")
TILT = Limit(Reading.TILT, Rule.FREEZE, 0.1, "the maker")


@pytest.fixture(scope="module")
def cues(tmp_path_factory):
    show = prepared(written(tmp_path_factory.mktemp("ready") / "show", CUES))
    yield [called.cue for called in show.rundown.cues]
    show.renderer.close()


def test_a_reading_needs_its_mildest_limit_that_does_more_than_warn():
    warn = Limit(Reading.BATTERY, Rule.WARN, 0.3, "the maker")
    graver = Limit(Reading.BATTERY, Rule.RELAX, 0.1, "the maker")
    assert needs([warn, LOW, graver, HOT]) == (LOW, HOT)
    assert needs([warn]) == ()


def test_a_cue_that_moves_needs_all(cues):
    assert readiness([cues[0]], lambda: RobotState(**WELL), (LOW, HOT, TILT)) == (
        Check("link", True, "it is there"),
        Check("fault", True, "none is reported"),
        Check("balance", True, "it stands"),
        Check("battery", True, "80 %, limit 20 %"),
        Check("temperature", True, "40 °C, limit 80 °C"),
    )


def test_what_is_wrong_is_said_in_a_line(cues):
    bad = RobotState(**WELL | {"battery": 0.1, "standing": False, "fault": "a knee is stuck"})
    checks = readiness([cues[0]], lambda: bad, (LOW, HOT))
    assert why_not(checks) == (
        "fault: a knee is stuck, balance: it does not stand, battery: 10 %, limit 20 %"
    )
    lost = RobotState(**WELL | {"link": False, "battery": 0.1})
    assert why_not(readiness([cues[0]], lambda: lost, (LOW,))) == "link: it is lost"


def test_a_cue_that_only_speaks_needs_neither_body_nor_charge(cues):
    bad = RobotState(**WELL | {"battery": 0.1, "standing": False})
    checks = readiness([cues[1]], lambda: bad, (LOW,))
    assert [check.name for check in checks] == ["link", "fault"]
    assert why_not(checks) == ""


def test_a_cue_that_asks_nothing_of_the_robot_needs_nothing(cues):
    assert readiness([cues[2]], lambda: RobotState(**WELL | {"link": False}), (LOW,)) == ()
