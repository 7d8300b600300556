"""Names, signs and offsets of joints, and what is refused of a config."""

from math import radians

import pytest

from moderator.adapters.ros_fjt.hearing import Hearing
from moderator.adapters.ros_fjt.joints import Names
from moderator.adapters.ros_fjt.robot import RosFjt
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.ros_fjt.window import Window
from moderator.adapters.ros_fjt.wire import goal
from moderator.document.settings import read
from moderator.errors import CannotStart
from moderator.robot import Grade

HEAD = {
    "head_yaw": "neck_z",
    "head_pitch": {"name": "neck_y", "sign": "-1", "offset_deg": "10", "action": "/head/follow"},
}


def settings(**config):
    return read(RosFjtSettings, config, "the config")


def test_a_joint_goes_there_and_back_by_name_sign_and_offset():
    names = Names(settings(joints=HEAD))
    assert names.theirs("head_pitch", radians(20)) == pytest.approx(radians(-10))
    assert names.ours("neck_y", radians(-10)) == ("head_pitch", pytest.approx(radians(20)))
    assert names.ours("neck_z", 0.3) == ("head_yaw", 0.3)
    assert names.ours("left_wheel", 0.3) is None
    assert names.their_speed("head_pitch", 0.5) == -0.5


def test_each_action_server_is_told_of_its_own_joints_in_its_own_names():
    names = Names(settings(joints=HEAD, action="/body/follow"))
    body, head = names.groups
    assert (body.action, body.theirs) == ("/body/follow", ("neck_z",))
    assert (head.action, head.theirs) == ("/head/follow", ("neck_y",))
    joints = ("head_yaw", "head_pitch")
    rows, speeds = ((0.0, 0.0), (0.1, 0.2)), ((0.0, 0.0), (0.0, 0.4))
    window = Window(joints, 5.0, (0.0, 1.25), rows, speeds, cut=False)
    told = goal(window, head, names, 1)["trajectory"]
    assert told["joint_names"] == ["neck_y"]
    assert told["points"][1]["positions"] == [pytest.approx(radians(10) - 0.2, abs=1e-6)]
    assert told["points"][1]["velocities"] == [-0.4]
    assert told["points"][1]["time_from_start"] == {"secs": 1, "nsecs": 250_000_000}
    assert "header" not in told


def test_a_goal_of_ros_2_has_its_own_durations():
    names = Names(settings(joints=HEAD))
    window = Window(
        ("head_yaw", "head_pitch"), 0.0, (0.0, 0.5), ((0, 0),) * 2, ((0, 0),) * 2, False
    )
    told = goal(window, names.groups[0], names, 2)
    assert told["goal_time_tolerance"] == {"sec": 1, "nanosec": 0}
    assert told["trajectory"]["points"][1]["time_from_start"] == {"sec": 0, "nanosec": 500_000_000}


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"joints": {"left_knee": "knee"}}, "left_knee: legs keep the balance"),
        ({"joints": {"third_elbow": "elbow"}}, "third_elbow is no joint of ours"),
        ({"joints": {"head_yaw": "neck", "head_pitch": "neck"}}, "neck stands for two joints"),
        ({"joints": {"head_yaw": {"name": "neck", "sign": 2}}}, "it is 1 or -1"),
        ({"ros": 3}, "ros"),
        ({"hots": "10.0.0.2"}, "hots"),
    ],
)
def test_what_is_wrong_in_a_config_is_told(config, told):
    with pytest.raises(CannotStart) as trouble:
        RosFjt.capabilities(config)
    assert told in str(trouble.value)


def test_a_range_that_the_config_sets_has_its_source_and_others_are_assumed():
    limits = {"head_yaw": {"lower_deg": -60, "upper_deg": 60, "source": "its manual, p. 3"}}
    joints = {joint.name: joint for joint in RosFjt.capabilities({"limits": limits}).joints}
    assert joints["head_yaw"].upper_rad == pytest.approx(radians(60))
    assert joints["head_yaw"].source == "its manual, p. 3"
    assert joints["head_pitch"].source.startswith("assumed")
    assert not any("knee" in joint for joint in joints)


def test_its_own_stop_is_only_as_safe_as_is_known():
    assert RosFjt.capabilities({}).stops[Grade.ROBOT_STOP].leaves_standing
    own = RosFjt.capabilities({"stop_service": "/halt"}).stops[Grade.ROBOT_STOP]
    assert not own.leaves_standing


def state(**angles):
    return {"name": list(angles), "position": list(angles.values())}


def test_joints_that_come_in_several_messages_are_as_old_as_the_oldest():
    hearing = Hearing(Names(settings(joints=HEAD)))
    assert hearing.take(state(neck_z=0.1), 1.0) is None
    assert hearing.missing == ("head_pitch",)
    measured = hearing.take(state(neck_y=radians(10), left_wheel=3.0), 2.0)
    assert measured.at_s == 1.0
    assert measured.joints_rad == {"head_yaw": 0.1, "head_pitch": pytest.approx(0.0)}
    assert hearing.take(state(neck_z=0.2), 3.0).at_s == 2.0


LATER, EARLIER = ({"header": {"stamp": {"sec": 7, "nanosec": nsec}}} for nsec in (500, 400))


@pytest.mark.parametrize("second", [EARLIER, LATER])
def test_a_message_that_was_overtaken_or_comes_twice_is_refused(second):
    hearing = Hearing(Names(settings(joints={"head_yaw": "neck_z"})))
    hearing.take(state(neck_z=0.2) | LATER, 1.0)
    with pytest.raises(ValueError, match="twice, or out of order"):
        hearing.take(state(neck_z=0.1) | second, 2.0)


def test_two_publishers_have_clocks_of_their_own():
    hearing = Hearing(Names(settings(joints=HEAD)))
    hearing.take(state(neck_z=0.2) | LATER, 1.0)
    assert hearing.take(state(neck_y=0.1) | EARLIER, 1.0).joints_rad["head_yaw"] == 0.2


def test_one_that_stamps_nothing_is_heard_as_it_comes():
    hearing = Hearing(Names(settings(joints={"head_yaw": "neck_z"})))
    assert [hearing.take(state(neck_z=0.2), at_s).at_s for at_s in (1.0, 1.5)] == [1.0, 1.5]


@pytest.mark.parametrize(
    "spoilt", [{"name": ["neck_z"], "position": []}, state(neck_z=float("nan"))]
)
def test_angles_that_are_none_are_refused(spoilt):
    hearing = Hearing(Names(settings(joints={"head_yaw": "neck_z"})))
    with pytest.raises(ValueError, match=r"neck_z is at nan|shorter"):
        hearing.take(spoilt, 1.0)
