import json
from math import degrees, radians
from time import perf_counter

import pytest
from tests.motion.files.conftest import KUAVO, ROBAN, WITH_WAIST, frame, servos, tact

ARM = "shoulder_pitch shoulder_roll shoulder_yaw elbow forearm_yaw wrist_roll wrist_pitch".split()


def reached(motion, time_s):
    """Degrees by joint."""
    angles = map(degrees, motion.trajectory.at(time_s))
    return dict(zip(motion.trajectory.joints, angles, strict=True))


def raised(count, **rest):
    """Every servo to its own number of degrees in a second."""
    there = [i + 1 for i in range(count)]
    return tact(frame(0, [0] * count), frame(100, there, ((-30, 0), (0, 0))), **rest)


def test_servos_are_left_arm_right_arm_fingers_and_head(read):
    reach = reached(read("all.tact", raised(KUAVO)).motion, 1)
    expected = {f"left_{joint}": i + 1 for i, joint in enumerate(ARM)}
    expected |= {f"right_{joint}": i + 8 for i, joint in enumerate(ARM)}
    assert reach == pytest.approx(expected | {"head_yaw": 27, "head_pitch": 28})


def test_a_robot_with_a_waist_has_it_last(read):
    reach = reached(read("all.tact", raised(WITH_WAIST, robotType="52")).motion, 1)
    assert (reach["head_pitch"], reach["waist_yaw"]) == pytest.approx((28, 29))


def test_roban_has_four_joints_an_arm(read):
    reach = reached(read("all.tact", raised(ROBAN, robotType="11")).motion, 1)
    expected = {f"left_{joint}": i + 1 for i, joint in enumerate(ARM[:4])}
    expected |= {f"right_{joint}": i + 5 for i, joint in enumerate(ARM[:4])}
    assert reach == pytest.approx(expected | {"head_yaw": 21, "head_pitch": 22, "waist_yaw": 23})


@pytest.mark.parametrize(
    ("model", "roll"), [("45", 6), ("100049", 6), (45, 6), ("42", 7), (None, 7), ("", 7)]
)
def test_before_model_45_the_wrists_pitch_comes_before_its_roll(read, model, roll):
    motion = read("all.tact", raised(KUAVO, robotType=model)).motion
    assert reached(motion, 1)["left_wrist_roll"] == pytest.approx(roll)
    assumed = any("no robotType" in note for note in motion.notes)
    assert assumed == (not model)


def test_fingers_are_left_out_and_that_is_said(read):
    assert read("all.tact", raised(KUAVO)).motion.notes == (
        "left out: the fingers, servos 15 to 26, which move",
    )


def test_parts_that_stay_are_left_free_for_other_cues(read):
    frames = (frame(0, servos(KUAVO)), frame(100, servos(KUAVO, s1=20)))
    motion = read("arms.tact", tact(*frames)).motion
    assert motion.manifest("arms").claims == ("arms",)
    assert "left free, since they do not move: head" in motion.notes


def test_keyframes_are_in_units_of_ten_milliseconds(read):
    motion = read("all.tact", raised(KUAVO)).motion
    assert motion.trajectory.duration_s == pytest.approx(1)


def test_control_points_are_offsets_in_time_and_angle_from_their_keyframe(read):
    # From (0, 0) by (0.8, 0) and (0.2, 90) to (1, 90): at half the curve it is at 0.5 s and 45°;
    # at a quarter at 0.4375 s and 14.0625°, where even shares of time would say 15.8°.
    frames = (
        frame(0, servos(KUAVO), ((0, 0), (80, 0))),
        frame(100, servos(KUAVO, s1=90), ((-80, 0), (0, 0))),
    )
    motion = read("eased.tact", tact(*frames)).motion
    time_s = 3 * 0.25 * 0.75**2 * 0.8 + 3 * 0.25**2 * 0.75 * 0.2 + 0.25**3
    angle = 90 * (3 * 0.25**2 * 0.75 + 0.25**3)
    assert reached(motion, time_s)["left_shoulder_pitch"] == pytest.approx(angle, abs=0.1)
    assert reached(motion, 0.5)["left_shoulder_pitch"] == pytest.approx(45, abs=0.1)


def test_first_and_finish_say_what_is_played(read):
    frames = [frame(at, servos(KUAVO, s1=at / 10)) for at in (0, 100, 200, 300)]
    motion = read("cut.tact", tact(*frames, first=100, finish=250)).motion
    assert motion.trajectory.duration_s == pytest.approx(1.5)
    assert reached(motion, 0)["left_shoulder_pitch"] == pytest.approx(10, abs=0.05)
    assert reached(motion, 1)["left_shoulder_pitch"] == pytest.approx(20, abs=0.05)


def test_after_the_last_keyframe_the_pose_is_held_until_finish(read):
    frames = (frame(0, servos(KUAVO)), frame(100, servos(KUAVO, s1=30)))
    motion = read("held.tact", tact(*frames, finish=300)).motion
    assert motion.trajectory.duration_s == pytest.approx(3)
    assert motion.trajectory.velocity_at(2) == pytest.approx((0,) * 14)


def test_before_a_late_first_keyframe_it_comes_from_the_standing_pose(read):
    frames = (frame(100, servos(KUAVO, s4=-90)), frame(200, servos(KUAVO)))
    motion = read("late.tact", tact(*frames)).motion
    assert reached(motion, 0)["left_elbow"] == pytest.approx(-30)
    assert reached(motion, 1)["left_elbow"] == pytest.approx(-90)
    assert any("until the first keyframe at 1.00 s" in note for note in motion.notes)


def test_a_servo_that_a_keyframe_leaves_null_is_on_its_way(read):
    empty = servos(KUAVO)
    empty[0] = None
    frames = (frame(0, servos(KUAVO)), frame(100, empty), frame(200, servos(KUAVO, s1=40)))
    motion = read("null.tact", tact(*frames)).motion
    assert reached(motion, 1)["left_shoulder_pitch"] == pytest.approx(20, abs=0.1)


def test_control_points_beyond_their_piece_never_turn_time_back(read):
    frames = (
        frame(0, servos(KUAVO), ((0, 0), (900, 0))),
        frame(100, servos(KUAVO, s1=90), ((-900, 0), (0, 0))),
    )
    motion = read("far.tact", tact(*frames)).motion
    # As if they were (1, 0) and (0, 90): at a quarter of the curve it is at 0.4375 s and 14.06°.
    assert reached(motion, 0.4375)["left_shoulder_pitch"] == pytest.approx(14.0625, abs=0.1)
    assert reached(motion, 0.5625)["left_shoulder_pitch"] == pytest.approx(75.9375, abs=0.1)


def test_music_is_left_out_and_that_is_said(read):
    motion = read("all.tact", tact(frame(0, [0] * 28), frame(9, [5] * 28), musics=["a.mp3"])).motion
    assert "left out: its music, 1 of it; a cue plays sound" in motion.notes


def good():
    return json.loads(tact(frame(0, servos(KUAVO)), frame(100, servos(KUAVO, s1=20))))


def broken(*path, to):
    """The good file with one value replaced, or taken out."""
    data = good()
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    if to is ...:
        del inside[path[-1]]
    else:
        inside[path[-1]] = to
    return json.dumps(data)


WRONG = {
    "1:1: error: the file is empty": "",
    "error: this is not JSON: expecting value": json.dumps(good())[:11],
    "error: this is no action file": "[1, 2]",
    "an action file without frames": broken("frames", to=...),
    "frames are no list": broken("frames", to={"a": 1}),
    "frames[1] has no keyframe": broken("frames", 1, "keyframe", to="soon"),
    "frames[1] is at 0, after 0 — keyframes rise": broken("frames", 1, "keyframe", to=0),
    "first is 100 and finish 100": broken("first", to=100),
    "first is 0 and finish None": broken("finish", to=None),
    "times from 0 s to 9.99e+06 s": broken("finish", to=999_000_000),
    "times from -0.05 s": broken("first", to=-5),
    "frames[1] has no servos": broken("frames", 1, "servos", to=...),
    "frames[1] has 27 servos, and the first frame 28": broken("frames", 1, "servos", to=[0] * 27),
    "frames[1]: servo 2 is 'up', no angle": broken("frames", 1, "servos", 1, to="up"),
    "frames[1]: servo 2 is 'nan', no angle": broken("frames", 1, "servos", 1, to=float("nan")),
    "frames[1]: servo 2 is '4000', no angle": broken("frames", 1, "servos", 1, to=4000),
    "frames[1]: servo 2 is 'True', no angle": broken("frames", 1, "servos", 1, to=True),
    "frames[1]: servo 2 has no control points": broken("frames", 1, "attribute", "2", to=...),
    "frames[0] has no attribute": broken("frames", 0, "attribute", to=None),
    "no joint moves": broken("frames", 1, "servos", 0, to=0),
}


@pytest.mark.parametrize("told", WRONG)
def test_what_is_wrong_is_told_in_one_line(read, told):
    assert told in read("wrong.tact", WRONG[told]).only_problem


def test_an_unknown_count_of_servos_says_which_are_known(read):
    text = tact(frame(0, [0] * 30), frame(100, [1] * 30))
    told = read("more.tact", text).only_problem
    assert told.endswith("error: 30 servos a frame — 23, 28 and 29 are known")


def test_a_file_cut_short_is_told_with_its_line(read):
    text = json.dumps(good(), indent=1)
    cut = "".join(text.splitlines(keepends=True)[:40])
    assert read("cut.tact", cut).only_problem.startswith("cut.tact:4")


def test_a_nest_of_brackets_is_no_action_file(read):
    assert "no JSON" in read("deep.tact", "[" * 100_000).only_problem


def test_a_long_file_is_read_in_under_a_second(read):
    """Thirty keyframes in a minute is more than any of the 21 published ones has."""
    frames = [
        frame(at, [(at * 7 + i) % 60 for i in range(KUAVO)], ((-60, 5), (60, -5)))
        for at in range(0, 6000, 200)
    ]
    began = perf_counter()
    motion = read("long.tact", tact(*frames)).motion
    assert motion.manifest("long").duration_s == pytest.approx(58)
    assert perf_counter() - began < 1


def test_ten_degrees_are_ten_degrees(read):
    frames = (frame(0, servos(KUAVO)), frame(100, servos(KUAVO, s1=-10)))
    assert read("ten.tact", tact(*frames)).motion.trajectory.at(1)[0] == pytest.approx(radians(-10))
