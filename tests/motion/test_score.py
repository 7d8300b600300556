from math import degrees

import pytest

from moderator.body.joints import REST_RAD
from moderator.document import Problems
from moderator.motion.compile import Compiled, compiled

GESTURE = """\
motion: try
about: Tries.
poses:
  up: {left: {elbow: -90, shoulder_roll: 20}}
  both_up: {like: up, mirror: up, head: {yaw: 10}}
keyframes:
  - pose: rest
  - {after: 1s, pose: up, hold: 500ms, phrase: top}
  - {after: 1s, pose: rest}
"""


def read(path) -> Compiled:
    problems = Problems()
    motion = compiled(path, path.name, problems)
    assert motion, list(problems)
    return motion


def shown(motion: Compiled, joint: str, time_s: float) -> float:
    """Degrees."""
    return degrees(motion.trajectory.at(time_s)[motion.trajectory.joints.index(joint)])


def test_a_gesture_is_its_keyframes_in_time(write) -> None:
    motion = read(write(GESTURE))
    manifest = motion.manifest
    assert manifest.duration_s == motion.trajectory.duration_s == 3.5 - 1.0
    assert shown(motion, "left_elbow", 1.0) == shown(motion, "left_elbow", 1.5) == -90
    assert shown(motion, "left_elbow", 2.5) == pytest.approx(degrees(REST_RAD["left_elbow"]))
    assert [(p.name, p.start_s, p.apex_s) for p in manifest.phrases] == [("top", 1.0, 1.0)]
    assert manifest.start_rad["left_elbow"] == manifest.end_rad["left_elbow"]


def test_only_the_parts_that_move_are_claimed_and_driven(write) -> None:
    motion = read(write(GESTURE))
    assert motion.manifest.claims == ("arms",)
    assert len(motion.trajectory.joints) == 14


def test_claims_that_are_written_stand_even_where_nothing_moves(write) -> None:
    text = GESTURE.replace("about: Tries.", "about: Tries.\nclaims: [arms, legs]")
    assert read(write(text)).manifest.claims == ("arms", "legs")


def test_poses_are_made_of_poses_and_of_mirrored_ones(write) -> None:
    motion = read(write(GESTURE.replace("pose: up, hold", "pose: both_up, hold")))
    assert shown(motion, "right_elbow", 1) == -90
    assert shown(motion, "left_shoulder_roll", 1) == 20
    assert shown(motion, "right_shoulder_roll", 1) == -20
    assert shown(motion, "head_yaw", 1) == pytest.approx(10)


def test_both_is_the_left_one_and_its_mirror(write) -> None:
    motion = read(write(GESTURE.replace("pose: up", "both: {shoulder_roll: 30, elbow: -50}")))
    assert shown(motion, "left_shoulder_roll", 1) == pytest.approx(30)
    assert shown(motion, "right_shoulder_roll", 1) == pytest.approx(-30)
    assert shown(motion, "right_elbow", 1) == pytest.approx(-50)


def test_a_joint_not_named_stays_and_a_part_not_named_is_on_its_way(write) -> None:
    text = """\
        motion: try
        about: Tries.
        keyframes:
          - {left: {elbow: 0, shoulder_pitch: 0}, head: {yaw: 0}}
          - {after: 1s, left: {elbow: -40, shoulder_pitch: -40}, head: {yaw: 20}}
          - {after: 1s, left: {elbow: -80}}
          - {after: 1s, left: {elbow: 0}, head: {yaw: 0}}
        """
    motion = read(write(text))
    assert shown(motion, "left_shoulder_pitch", 2) == pytest.approx(-40)
    assert 0 < shown(motion, "head_yaw", 2) < 20


def test_phrases_follow_one_another_and_are_known_by_their_apex(write) -> None:
    text = """\
        motion: try
        about: Tries.
        phrases:
          - phrase: 1 One
            original: 一
            keyframes:
              - pose: rest
              - {after: 1s, head: {yaw: 20}, apex: true, safe: true}
              - {after: 1s, head: {yaw: 0}}
          - phrase: 2 Two
            keyframes:
              - {at: 5s, head: {pitch: 20}}
              - {after: 1s, head: {pitch: 0}}
        """
    manifest = read(write(text)).manifest
    assert [(p.name, p.start_s, p.apex_s, p.original) for p in manifest.phrases] == [
        ("1 One", 0, 1, "一"),
        ("2 Two", 2, 6, ""),
    ]
    assert manifest.safe_points_s == (0, 1, 6)


def test_what_trails_comes_later(write) -> None:
    text = GESTURE.replace("about: Tries.", "about: Tries.\ntrail: {arms: 200ms}")
    motion = read(write(text.replace("hold: 500ms, ", "")))
    assert shown(motion, "left_elbow", 1.0) > -90
    assert shown(motion, "left_elbow", 1.2) == pytest.approx(-90)


def test_joints_of_the_robots_own_may_be_named(write) -> None:
    motion = read(write(GESTURE.replace("pose: up", "pose: up, joints: {left_thumb: 30}")))
    assert shown(motion, "left_thumb", 1) == pytest.approx(30)


BROKEN = [
    ("pose: up, hold", "pose: upp, hold", "8:23", "unknown-pose"),
    ("mirror: up", "mirror: [up, nowhere]", "5:36", "unknown-pose"),
    ("{left: {elbow: -90", "{like: both_up, left: {elbow: -90", "5:19", "circle"),
    ("  up: {left", "  rest: {left", "4:3", "rest-again"),
    ("motion: try", "motion: tried", "1:9", "other-name"),
    ("about: Tries.", "about: Tries.\nclaims: [arms, wings]", "3:16", "unknown-part"),
    ("about: Tries.", "about: Tries.\ntrail: {tail: 1s}", "3:9", "unknown-part"),
    ("- pose: rest\n", "- {after: 2s, pose: rest}\n", "7:13", "late-start"),
    ("- pose: rest\n", "- {at: 2s, pose: rest}\n", "7:10", "late-start"),
    ("- {after: 1s, pose: rest}", "- {pose: rest}", "9:5", "no-time"),
    ("- {after: 1s, pose: rest}", "- {at: 1.5s, pose: rest}", "9:10", "time-backwards"),
    ("- {after: 1s, pose: rest}", "- {after: 0s, pose: rest}", "9:13", "time-backwards"),
    ("- {after: 1s, pose: rest}", "- {after: 1s, at: 4s, pose: rest}", "9:5", "two-times"),
    ("pose: up, hold", "pose: rest, hold", "6:1", "nothing-moves"),
    ("elbow: -90", "elbow: bent", "4:22", "bad-value"),
    ("elbow: -90", "elbow: 900", "4:22", "out-of-range"),
    ("elbow: -90", "elbow: nan", "4:22", "bad-value"),
    ("after: 1s, pose: up", "after: 1, pose: up", "8:13", "bad-duration"),
    ("hold: 500ms", "holds: 500ms", "8:27", "unknown-key"),
    ("phrase: top", "safe: yes", "8:46", "bad-flag"),
    ("about: Tries.", "", "1:1", "missing-key"),
]


@pytest.mark.parametrize(("was", "now", "at", "code"), BROKEN)
def test_what_is_wrong_is_told_where_it_stands(write, was, now, at, code) -> None:
    assert was in GESTURE
    problems = Problems()
    assert compiled(write(GESTURE.replace(was, now, 1)), "try.yaml", problems) is None
    assert f"{at} {code}" in [f"{p.place.line}:{p.place.column} {p.code}" for p in problems]
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("more", ["phrases:\n  - {phrase: A, keyframes: [{pose: rest}]}\n", None])
def test_a_file_has_keyframes_or_phrases_but_not_both(write, more) -> None:
    start = "motion: try\nabout: Tries.\n"
    text = f"{start}keyframes:\n  - pose: rest\n{more}" if more else start
    problems = Problems()
    assert compiled(write(text), "try.yaml", problems) is None
    assert [problem.code for problem in problems] == ["one-list"]


def test_a_motion_that_takes_no_time_is_told(write) -> None:
    problems = Problems()
    path = write("motion: try\nabout: Tries.\nclaims: [head]\nkeyframes:\n  - head: {yaw: 0}\n")
    assert compiled(path, "try.yaml", problems) is None
    assert [(p.place.line, p.code) for p in problems] == [(5, "no-time")]


def test_all_problems_are_told_in_one_go(write) -> None:
    problems = Problems()
    text = GESTURE.replace("pose: up, hold", "pose: upp, hold").replace("mirror: up", "mirror: pu")
    compiled(write(text.replace("motion: try", "motion: tried")), "try.yaml", problems)
    assert sorted(p.code for p in problems) == ["other-name", "unknown-pose", "unknown-pose"]
