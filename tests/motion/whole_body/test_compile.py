import numpy as np
import pytest
from tests.motion.whole_body.conftest import SCORE, compiled_from, quicker

from moderator.body.joints import JOINTS, PARTS, REST_RAD
from moderator.motion.whole_body.asked import asked
from moderator.motion.whole_body.ground import grounded
from moderator.motion.whole_body.support import corners, inside_m

LENGTH_S = 13.8
LEANING = "{after: 2s, weight: left 97%, hold: 1s}\n      - {after: 2s, weight: right}"


def test_a_score_is_a_motion_of_all_joints_that_lasts_as_written(small):
    assert small.manifest.duration_s == small.trajectory.duration_s == pytest.approx(LENGTH_S)
    assert set(small.trajectory.joints) == set(JOINTS)
    assert small.manifest.claims == tuple(PARTS)
    assert small.manifest.about == "Shifts, stands on one leg, and steps."


def test_its_forms_are_phrases_each_known_by_its_apex_or_its_last_pose(small):
    phrases = [(p.name, p.original, p.start_s, p.apex_s) for p in small.manifest.phrases]
    assert phrases == [
        ("Beginning", "起势", 0.0, 2.0),
        ("One leg", "", 3.5, 7.4),
        ("Closing", "", 7.4, pytest.approx(LENGTH_S)),
    ]


def test_it_begins_and_ends_near_rest_and_at_a_standstill(small):
    for pose in (small.manifest.start_rad, small.manifest.end_rad):
        assert pose == pytest.approx(dict(REST_RAD), abs=0.3)
    for time in (0.0, small.manifest.duration_s):
        assert max(map(abs, small.trajectory.velocity_at(time))) == 0


def test_it_may_be_left_at_both_ends_and_every_quarter_second_on_two_feet(small):
    safe = small.manifest.safe_points_s
    assert (safe[0], safe[-1]) == (0.0, pytest.approx(LENGTH_S))
    early = [time for time in safe if time < 3]
    assert np.diff(early) == pytest.approx(0.25, abs=1e-6)


def test_it_may_not_be_left_on_one_leg(small):
    # The left foot is away from 3.5 s to 5.9 s, the right one from 8.9 s to 10.3 s.
    on_one = [t for t in small.manifest.safe_points_s if 3.5 < t < 5.9 or 8.9 < t < 10.3]
    assert on_one == []


def test_where_it_may_be_left_the_centre_of_mass_is_well_between_both_feet(small, body):
    ground = grounded(body, small.trajectory)
    feet = corners(ground.soles, body.half_sole_m)
    room = inside_m(ground.centres_m[:, :2], feet, ground.standing)
    for time in small.manifest.safe_points_s:
        i = round(time * 100)
        assert ground.standing[i].all(), time
        assert room[i] > 0.02, time


def test_it_may_not_be_left_while_the_centre_of_mass_is_near_an_edge(score, monkeypatch):
    path = score("{after: 1.5s, weight: right, height: 92}", LEANING)
    for near_m, count in ((0.025, 5), (0.060, 0)):  # it comes as near as 55 mm
        monkeypatch.setattr("moderator.motion.whole_body.compile.SAFE_M", near_m)
        motion, _ = compiled_from(path)
        safe = motion.manifest.safe_points_s
        assert len([time for time in safe if 3.9 <= time <= 5.0]) == count


def test_its_hands_and_feet_go_where_it_is_written(small, body):
    ground = grounded(body, small.trajectory)
    # In the form's last pose the left foot is 12 cm ahead of the right one and 20 cm beside it.
    left, right = ground.soles[620, :, :3]
    apart = left - right
    assert apart[:2] == pytest.approx([0.12, 0.20], abs=0.005)
    body.data.qpos[:] = ground.poses[250]
    body.read()
    hips = body.data.xpos[1]
    palm = body.data.site("left_palm").xpos - hips
    assert palm == pytest.approx([0.30, 0.18, 0.20], abs=0.03)


def test_nothing_is_wrong_with_the_small_score_and_its_margins_are_told(small):
    assert small.margins.findings == ()
    assert [form.form for form in small.margins.forms] == ["Beginning", "One leg", "Closing"]
    assert small.margins.highest_step_mm[0] == pytest.approx(80, abs=5)
    assert small.margins.ends_m < 0.3


BROKEN = [
    (
        "left_foot: {ahead: 12, apart: 20, turn: 10}",
        "right_foot: {ahead: 12, apart: 20, turn: 10}",
        (
            "16:9: error: the right foot is lifted while it bears 100% of the weight — shift the "
            "weight to the left foot in the keyframe before, and off it in the one after"
        ),
    ),
    (
        "pose: open, apex",
        "pose: opne, apex",
        "11:27: error: there is no pose 'opne' — did you mean 'open'?",
    ),
    (
        "  open: {height",
        "  open: {like: open, height",
        "5:16: error: a pose made of itself: open → open — break the circle",
    ),
    (
        "after: 1.5s, weight: right",
        "after: 0s, weight: right",
        "12:9: error: a keyframe without a time — write after: 1s",
    ),
    (
        "palm: down",
        "palm: below",
        (
            "5:59: error: 'below' is not a direction — one or more of ahead, back, up, down, out, "
            "in, such as 'down ahead'"
        ),
    ),
    (
        "weight: left 60%",
        "weight: 60%",
        (
            "17:31: error: '60%' does not share the weight — write left, right, both, or such as "
            "left 70%"
        ),
    ),
    (
        "weight: left 60%",
        "weight: left 160%",
        (
            "17:31: error: 'left 160%' does not share the weight — write left, right, both, or "
            "such as left 70%"
        ),
    ),
    (
        "weight: left 60%",
        "weight: left 60",
        (
            "17:31: error: 'left 60' does not share the weight — write left, right, both, or "
            "such as left 70%"
        ),
    ),
    (
        "at: [30, 18, 20]",
        "at: [30, 18]",
        "5:39: error: fewer than 3 items — add what is missing",
    ),
    (
        "  - phrase: One leg\n",
        "  - phrase: One leg\n    orginal: 独立\n",
        "14:5: error: 'orginal' is not a key of a form — did you mean 'original'?",
    ),
    (
        "poses:\n",
        "poses:\n  rest: {height: 90}\n",
        "5:3: error: 'rest' is there already — call it otherwise",
    ),
    ("motion: steps", "motion: stairs", "2:9: error: 'stairs' in steps.yaml — use one name"),
]


@pytest.mark.parametrize(("old", "new", "told"), BROKEN, ids=[told for _, _, told in BROKEN])
def test_what_is_wrong_is_told_in_its_place(old, new, told, score):
    motion, problems = compiled_from(score(old, new))
    assert motion is None
    assert problems == [f"steps.yaml:{told}"]


def test_a_motion_of_one_moment_takes_no_time(score):
    text = SCORE.split("  - phrase")[0] + "  - phrase: All\n    keyframes:\n      - {pose: rest}\n"
    _, problems = compiled_from(score(text=text))
    assert problems == ["steps.yaml:9:9: error: a motion that takes no time — add a keyframe"]


def test_a_hand_that_cannot_reach_is_told_at_its_keyframe(score):
    motion, problems = compiled_from(score("at: [30, 18, 20]", "at: [75, 18, 20]"))
    assert motion
    told = [problem for problem in problems if "from where it is written" in problem]
    assert [problem.split(" cm ")[0][:-2] for problem in told] == [
        "steps.yaml:11:9: warning: the left hand stays ",
        "steps.yaml:11:9: warning: the right hand stays ",
    ]


def test_a_broken_margin_is_an_error_at_the_keyframe_on_its_way(score):
    motion, problems = compiled_from(score(text=quicker(SCORE, 4)))
    assert motion
    told = next(problem for problem in problems if "foot error" in problem)
    assert told.startswith("steps.yaml:16:9: error: foot error ")
    assert told.endswith(" s, limit 3.00 mm — at most 3 mm is wanted")


def test_a_long_stand_on_one_leg_is_told_since_a_freeze_would_take_too_long(score):
    motion, problems = compiled_from(score("up: 8}}", "up: 8}, hold: 4s}"))
    assert motion
    [told] = problems
    assert told.startswith("steps.yaml:15:9: warning: on one leg from 3.")
    assert told.endswith("— make it shorter, so that it takes no more than 3 s")


def test_the_trail_of_hands_comes_later_than_the_body(score, body):
    from tests.motion.whole_body.conftest import read

    def height_at_one_second(path):
        document, problems = read(path)
        return asked(body, document, problems).targets.hands[0, 100, 2]

    prompt = height_at_one_second(score())
    late = height_at_one_second(score("poses:", "trail: {hands: 300ms}\nposes:"))
    assert late < prompt - 0.02
