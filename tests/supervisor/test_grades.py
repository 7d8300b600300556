import pytest
from tests.supervisor.stand import FALLS, STANDS

from moderator.robot import DatagramRoute, Grade
from moderator.robot.registry import robot_class, robots
from moderator.supervisor.grades import armed_with, obeyed_by
from moderator_simulator.stop_socket import PAYLOADS

RELAX, FREEZE, ROBOT_STOP = Grade


@pytest.mark.parametrize(
    ("stands", "sent"),
    [
        ({RELAX, FREEZE, ROBOT_STOP}, {RELAX: RELAX, FREEZE: FREEZE, ROBOT_STOP: ROBOT_STOP}),
        ({RELAX, FREEZE}, {RELAX: RELAX, FREEZE: FREEZE, ROBOT_STOP: FREEZE}),
        ({RELAX}, dict.fromkeys(Grade, RELAX)),
        ({ROBOT_STOP}, dict.fromkeys(Grade, ROBOT_STOP)),
        (set(), {}),
    ],
)
def test_what_may_drop_the_robot_is_never_sent(stands, sent):
    stops = {grade: STANDS if grade in stands else FALLS for grade in Grade}
    assert obeyed_by(stops) == sent


@pytest.mark.parametrize("name", robots())
def test_every_installed_robot_stands_after_what_is_sent_by_itself(name):
    stops = robot_class(name).capabilities({}).stops
    assert stops[obeyed_by(stops)[FREEZE]].leaves_standing


def test_a_payload_that_may_drop_the_robot_does_not_reach_the_supervisor():
    stops = {RELAX: STANDS, FREEZE: STANDS, ROBOT_STOP: FALLS}
    told = armed_with(DatagramRoute("127.0.0.1", 9, PAYLOADS), stops)
    assert PAYLOADS[ROBOT_STOP].hex() not in str(told)
