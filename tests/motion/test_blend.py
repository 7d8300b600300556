import socket
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.motion.curves import Limits, moments, trajectories

from moderator.body.joints import REST_RAD
from moderator.body.kuavo import KUAVO
from moderator.motion.blend import GENTLE_RAD_S, has_room, joined, lead_in, reach
from moderator.motion.hermite import cubic
from moderator.motion.trajectory import Trajectory

angle = st.floats(-3, 3)
poses = st.fixed_dictionaries(
    {joint.name: st.floats(joint.lower_rad, joint.upper_rad) for joint in KUAVO.joints}
)
HANDS_UP = REST_RAD | {"left_shoulder_pitch": -1.8, "right_shoulder_pitch": -1.8}


def accelerations(trajectory: Trajectory) -> list[tuple[float, float]]:
    """Those of the first joint at the beginning and the end of every piece, rad/s²."""
    found = []
    knots = zip(
        trajectory.times_s, trajectory.positions_rad, trajectory.velocities_rad_s, strict=True
    )
    for (begin, (here, *_), (out, *_)), (end, (there, *_), (into, *_)) in pairwise(knots):
        length = end - begin
        _, _, c, d = cubic(here, out, there, into, length)
        found.append((2 * c / length**2, (2 * c + 6 * d) / length**2))
    return found


@given(poses, poses, st.floats(0.2, 4))
@example(REST_RAD, REST_RAD | {"waist_yaw": 0.720703125}, 1.0)
def test_coming_home_is_gentle_and_straight_and_never_beyond_a_limit(start, goal, least) -> None:
    move = reach(start, goal, KUAVO.joints, least)
    assert move.at(0) == tuple(start[name] for name in move.joints)
    assert move.at(move.duration_s) == tuple(goal.values())
    assert {*move.velocity_at(0), *move.velocity_at(move.duration_s)} == {0}
    assert move.duration_s >= least
    for joint, peak in move.peaks().items():
        assert peak.velocity_rad_s <= GENTLE_RAD_S + 1e-5  # knots nearer than 1 ms become one
        assert min(start[joint], goal[joint]) - 1e-9 <= peak.lower_rad
        assert peak.upper_rad <= max(start[joint], goal[joint]) + 1e-9
    far = max(goal, key=lambda name: abs(goal[name] - start[name]))
    for tenth in range(11):
        pose = dict(zip(move.joints, move.at(tenth / 10 * move.duration_s), strict=True))
        done = (pose[far] - start[far]) / (goal[far] - start[far] or 1)
        for name, here in pose.items():
            assert here == pytest.approx(start[name] + done * (goal[name] - start[name]), abs=1e-6)


@given(moments(), st.floats(0.3, 2))
def test_a_moving_start_is_led_within_every_limit_or_refused(moment, least) -> None:
    limits, pose, speeds, goal = moment
    try:
        move = reach(pose, goal, limits, least, speeds)
    except ValueError:
        return
    assert move.at(0) == tuple(pose.values())
    assert move.velocity_at(0) == pytest.approx(tuple(speeds.values()), abs=1e-9)
    assert move.at(move.duration_s) == tuple(goal.values())
    assert set(move.velocity_at(move.duration_s)) == {0}
    assert move.duration_s >= least - 1e-9
    peaks = move.peaks()
    for joint in limits:
        assert joint.lower_rad - 1e-9 <= peaks[joint.name].lower_rad
        assert peaks[joint.name].upper_rad <= joint.upper_rad + 1e-9
        assert peaks[joint.name].velocity_rad_s <= joint.velocity_rad_s + 1e-9


@given(moments(), st.floats(0.3, 2))
def test_a_start_with_room_to_brake_is_never_refused(moment, least) -> None:
    limits, _, speeds, _ = moment
    middle = {joint.name: (joint.lower_rad + joint.upper_rad) / 2 for joint in limits}
    assert reach(middle, middle, limits, least, speeds)


@given(st.floats(0.01, 0.5), st.floats(0, 1), st.booleans())
def test_a_start_beyond_its_range_comes_back_and_goes_no_further(over, speed, up) -> None:
    knee, side = Limits("left_knee", -1, 1, 5), 1 if up else -1
    move = reach({"left_knee": side * (1 + over)}, {"left_knee": 0}, [knee], 1, {"left_knee": 0})
    peak = move.peaks()["left_knee"]
    assert max(abs(peak.lower_rad), abs(peak.upper_rad)) <= 1 + over + 1e-9
    coming = {"left_knee": -side * speed}
    move = reach({"left_knee": side * (1 + over)}, {"left_knee": 0}, [knee], 1, coming)
    peak = move.peaks()["left_knee"]
    assert max(abs(peak.lower_rad), abs(peak.upper_rad)) <= 1 + over + 1e-9
    assert move.at(move.duration_s) == (0,)


def test_a_start_that_can_only_go_further_out_is_refused_with_joint_and_figure() -> None:
    knee = Limits("left_knee", -1, 1, 5)
    with pytest.raises(ValueError, match=r"no way there: left_knee reaches .* limit 57\.3"):
        reach({"left_knee": 1.0}, {"left_knee": 0}, [knee], 1, {"left_knee": 4})


def test_a_goal_beyond_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"left_knee reaches 68\.8° .* limit 57\.3°"):
        reach({"left_knee": 0}, {"left_knee": 1.2}, [Limits("left_knee", -1, 1, 5)], 1)


def test_a_slow_joint_keeps_its_own_speed() -> None:
    move = reach({"a": 0}, {"a": 1}, [Limits("a", -1, 1, 0.3)], 1)
    assert 0.29 < move.peaks()["a"].velocity_rad_s <= 0.3


def test_jerk_is_limited_so_that_acceleration_never_jumps() -> None:
    for speeds in ({}, {"left_shoulder_pitch": 1.0, "head_yaw": -0.3}):
        move = reach(HANDS_UP, REST_RAD, KUAVO.joints, 0.5, speeds)
        column = move.joints.index("left_shoulder_pitch")
        arm = Trajectory(
            ("arm",),
            move.times_s,
            tuple((row[column],) for row in move.positions_rad),
            tuple((row[column],) for row in move.velocities_rad_s),
        )
        pieces = accelerations(arm)
        assert pieces[0][0] == pytest.approx(0, abs=1e-3)
        assert pieces[-1][1] == pytest.approx(0, abs=1e-3)
        for (_, before), (after, _) in pairwise(pieces):
            assert after == pytest.approx(before, abs=1e-3)
        assert max(abs(figure) for piece in pieces for figure in piece) <= 3 + 1e-6


def test_a_way_follows_ruckigs_own_profile_to_a_hundredth_of_a_milliradian() -> None:
    ruckig = pytest.importorskip("ruckig")
    asked, found = ruckig.InputParameter(2), ruckig.Trajectory(2)
    asked.current_position, asked.current_velocity = [0.0, 0.2], [0.8, -0.4]
    asked.target_position = [0.5, 1.0]
    asked.max_velocity, asked.max_acceleration, asked.max_jerk = [1.2] * 2, [3.0] * 2, [15.0] * 2
    asked.synchronization, asked.minimum_duration = ruckig.Synchronization.Phase, 1.0
    ruckig.Ruckig(2).calculate(asked, found)
    move = reach({"a": 0, "b": 0.2}, {"a": 0.5, "b": 1.0}, [], 1.0, {"a": 0.8, "b": -0.4})
    assert move.duration_s == pytest.approx(found.duration)
    for step in range(1001):
        time = step / 1000 * move.duration_s
        assert move.at(time) == pytest.approx(found.at_time(time)[0], abs=1e-5)


def test_the_same_start_gives_the_same_bytes() -> None:
    speeds = dict.fromkeys(HANDS_UP, 0.2)
    first, again = (repr(reach(HANDS_UP, REST_RAD, KUAVO.joints, 1, speeds)) for _ in "12")
    assert first == again


def test_no_way_asks_the_network(monkeypatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert reach(HANDS_UP, REST_RAD, KUAVO.joints, 1, {"head_yaw": 0.5})


def test_a_reach_takes_no_longer_than_asked_when_it_is_slow_enough() -> None:
    assert reach({"a": 0}, {"a": 0.1}, [Limits("a", -1, 1, 5)], 1.5).duration_s == 1.5


@given(trajectories(), angle, st.floats(-1, 1), st.floats(0.2, 3))
def test_a_blend_starts_as_measured_and_ends_on_the_motion(
    trajectory: Trajectory, measured: float, speed: float, blend: float
) -> None:
    pose, speeds = (dict.fromkeys(trajectory.joints, figure) for figure in (measured, speed))
    limits = [Limits(name, -99, 99, 6.0) for name in trajectory.joints]
    whole = joined(trajectory, pose, blend, limits, speeds)
    lead = whole.duration_s - trajectory.duration_s
    assert whole.at(0) == tuple(pose.values())
    assert whole.velocity_at(0) == pytest.approx(tuple(speeds.values()), abs=1e-9)
    assert lead >= blend - 1e-9
    for share in (0, 0.3, 0.7, 1):
        time = share * trajectory.duration_s
        assert whole.at(lead + time) == pytest.approx(trajectory.at(time), abs=1e-6)
        assert whole.velocity_at(lead + time) == pytest.approx(
            trajectory.velocity_at(time), abs=1e-5
        )
    for step in range(21):
        assert max(map(abs, whole.velocity_at(lead * step / 20))) <= 6.0 + 1e-9


def test_a_lead_in_arrives_with_the_motions_own_speed() -> None:
    motion = Trajectory(("a",), (0.0, 1.0), ((0.2,), (1.0,)), ((0.9,), (0.0,)))
    lead = lead_in(motion, {"a": 0.5}, [Limits("a", -1, 1, 5)], 1.0)
    assert lead.velocity_at(lead.duration_s) == (0.9,)
    assert lead.peaks()["a"].lower_rad < 0.2


def test_a_joint_that_begins_slowly_at_the_edge_of_its_range_arrives_standing() -> None:
    elbow = Limits("left_elbow", -2, 0, 5)
    for speed, arrives in ((-0.005, 0.0), (-0.1, 0.0)):
        bends = Trajectory(("left_elbow",), (0.0, 1.0), ((0.0,), (-0.5,)), ((speed,), (0.0,)))
        lead = lead_in(bends, {"left_elbow": -0.4}, [elbow], 1.0)
        assert lead.at(lead.duration_s) == (0.0,)
        assert lead.velocity_at(lead.duration_s) == (arrives,)
        assert lead.peaks()["left_elbow"].upper_rad <= 1e-9


def test_one_that_begins_quickly_there_is_refused() -> None:
    elbow = Limits("left_elbow", -2, 0, 5)
    bends = Trajectory(("left_elbow",), (0.0, 1.0), ((0.0,), (-0.5,)), ((-0.5,), (0.0,)))
    with pytest.raises(ValueError, match="no way there: left_elbow reaches"):
        lead_in(bends, {"left_elbow": -0.4}, [elbow], 1.0)
    assert not has_room(elbow, 0.0, -0.5)
    assert has_room(elbow, -0.4, -0.5)
    assert has_room(elbow, 0.0, 0.0)


def test_a_pose_that_lacks_a_joint_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing says where left_knee is"):
        reach({"head_yaw": 0}, {"left_knee": 1}, [], 1)


@pytest.mark.parametrize("least", [0, -1, float("nan")])
def test_a_move_in_no_time_is_refused(least) -> None:
    with pytest.raises(ValueError, match="takes some time"):
        reach({"a": 0}, {"a": 1}, [], least)


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_figure_that_is_not_finite_is_refused(odd) -> None:
    with pytest.raises(ValueError, match=r"finite|no way"):
        reach({"a": odd}, {"a": 1}, [], 1)
    with pytest.raises(ValueError, match=r"finite|no way"):
        reach({"a": 0}, {"a": 1}, [], 1, {"a": odd})
