"""The motions that come with the project: within limits, named, and at rest at both ends."""

from collections import Counter
from itertools import combinations, groupby
from pathlib import Path

import pytest
from tests.body.posed import sole_heights, stood

from moderator.body.joints import REST_RAD
from moderator.document import Problems
from moderator.motion.compile import compiled
from moderator.motion.library import GESTURES, library
from moderator.motion.limits import offence
from moderator.motion.manifest import kept_manifest
from moderator.motion.variants import family
from moderator.motion.whole_body.kept import kept_score
from moderator_simulator.body import JOINTS

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
FILES = [*sorted(GESTURES.glob("*.yaml")), *sorted((FORUM / "motions").glob("*.yaml"))]

FORMS = """\
1 Commencing 起势
2 Part the Wild Horse's Mane 左右野马分鬃
3 White Crane Spreads Its Wings 白鹤亮翅
4 Brush Knee and Step Forward 左右搂膝拗步
5 Playing the Lute 手挥琵琶
6 Step Back and Repulse the Monkey 左右倒卷肱
7 Left Grasp the Sparrow's Tail 左揽雀尾
8 Right Grasp the Sparrow's Tail 右揽雀尾
9 Single Whip 单鞭
10 Cloud Hands 云手
11 Single Whip 单鞭
12 High Pat on Horse 高探马
13 Right Heel Kick 右蹬脚
14 Strike the Ears with Both Fists 双峰贯耳
15 Turn, Left Heel Kick 转身左蹬脚
16 Left Lower Body, Stand on One Leg 左下势独立
17 Right Lower Body, Stand on One Leg 右下势独立
18 Fair Lady Works the Shuttles 左右穿梭
19 Needle at Sea Bottom 海底针
20 Fan Through the Back 闪通臂
21 Turn, Deflect, Parry and Punch 转身搬拦捶
22 Apparent Close-up 如封似闭
23 Cross Hands 十字手
24 Closing 收势""".splitlines()

REPEATS = {
    "2": ["mane_left", "mane_right", "mane_left"],
    "4": ["brush_left", "brush_right", "brush_left"],
    "6": ["monkey_right", "monkey_left", "monkey_right", "monkey_left"],
    "10": ["cloud_left"] * 3,
    "13": ["knee_right", "kick_right", "knee_right"],
    "15": ["knee_left", "kick_left", "knee_left"],
    "16": ["snake_left", "knee_right"],
    "17": ["snake_right", "knee_left"],
    "18": ["shuttle_right", "shuttle_left"],
}


@pytest.fixture(scope="module")
def tai_chi():
    return library(FORUM)["tai_chi_24"]


def named_poses(form: str) -> list[str]:
    """Every pose that a form's keyframes name, in order."""
    from moderator.document import read_document, validated
    from moderator.motion.whole_body.written import WholeBodyScore

    problems = Problems()
    path = FORUM / "motions" / "tai_chi_24.yaml"
    score = validated(WholeBodyScore, read_document(path, path.name, problems), problems)
    assert score
    phrase = next(p for p in score.phrases if p.phrase.split()[0] == form)
    return [pose for keyframe in phrase.keyframes for pose in keyframe.pose]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_has_no_problem_and_its_kept_manifest_is_current(path) -> None:
    problems = Problems()
    motion = compiled(path, path.name, problems)
    assert not list(problems)
    assert motion
    in_space = kept_score(path)
    kept = in_space.manifest if in_space else kept_manifest(path)
    assert kept == motion.manifest, "run python -m moderator.motion.manifest"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_within_the_limits_of_either_arm_and_slow_enough(path) -> None:
    manifest = library(FORUM)[path.stem].manifest
    assert offence(manifest, JOINTS) is None
    assert max(peak.velocity_rad_s for peak in manifest.peaks.values()) < 3.0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_begins_and_ends_at_rest(path) -> None:
    manifest = library(FORUM)[path.stem].manifest
    for pose in (manifest.start_rad, manifest.end_rad):
        assert pose == pytest.approx({joint: REST_RAD[joint] for joint in pose}, abs=2e-5)


@pytest.mark.parametrize("name", library(None).names())
def test_a_gesture_is_short_and_its_height_is_named(name) -> None:
    manifest = library(None)[name].manifest
    counts = family(name) == "count_down"
    assert 1.5 <= manifest.duration_s <= (6.5 if counts else 5)
    assert len(manifest.phrases) == (4 if counts else 0 if name == "rest" else 1)


@pytest.mark.parametrize("name", library(None).variants("count_down"))
def test_counting_down_beats_by_the_second_in_every_variant(name) -> None:
    phrases = library(None)[name].manifest.phrases
    beats = {phrase.name: phrase.apex_s for phrase in phrases}
    assert beats == {"three": 1.5, "two": 2.5, "one": 3.5, "now": 4.5}


VARIED = [
    "applause",
    "bow",
    "count_down",
    "fist_palm_salute",
    "listen",
    "open_palm_left",
    "open_palm_right",
    "wave",
]


@pytest.mark.parametrize("name", VARIED)
def test_a_stage_gesture_has_three_variants_that_look_different(name) -> None:
    gestures = library(None)
    variants = gestures.variants(name)
    assert variants == [name, f"{name}.2", f"{name}.3"]
    shown = []
    for variant in variants:
        motion = gestures[variant]
        way = motion.trajectory()
        apex_s = motion.manifest.phrases[0].apex_s or 0.0
        pose = dict(REST_RAD) | dict(zip(way.joints, way.at(apex_s), strict=True))
        shown.append(pose)
    for one, other in combinations(shown, 2):
        assert max(abs(one[joint] - other[joint]) for joint in REST_RAD) > 0.15


def test_variants_take_about_the_same_time() -> None:
    gestures = library(None)
    for name in VARIED:
        lengths = [gestures[variant].manifest.duration_s for variant in gestures.variants(name)]
        assert max(lengths) <= 1.3 * min(lengths), name


def test_what_is_done_to_the_left_mirrors_what_is_done_to_the_right() -> None:
    from moderator.body.joints import mirrored

    gestures = library(None)
    sides = [
        *zip(*(gestures.variants(f"open_palm_{side}") for side in ("left", "right")), strict=True),
        ("look_left", "look_right"),
    ]
    assert len(sides) == 4
    for left, right in sides:
        one, other = gestures[left].trajectory(), gestures[right].trajectory()
        for time in (0.5, 1.5, 2.2):
            pose = dict(zip(one.joints, one.at(time), strict=True))
            assert mirrored(pose) == pytest.approx(
                dict(zip(other.joints, other.at(time), strict=True)), abs=1e-9
            )


def test_the_set_has_the_24_forms_in_order(tai_chi) -> None:
    assert [f"{p.name} {p.original}" for p in tai_chi.manifest.phrases] == FORMS


@pytest.mark.parametrize("form", REPEATS)
def test_a_form_is_repeated_as_often_as_in_the_set(form) -> None:
    wanted = REPEATS[form]
    assert [pose for pose, _ in groupby(named_poses(form)) if pose in wanted] == wanted


def test_the_set_lasts_five_to_six_minutes(tai_chi) -> None:
    assert 300 <= tai_chi.manifest.duration_s <= 360


def test_the_set_never_stops_between_its_ends(tai_chi) -> None:
    trajectory = tai_chi.trajectory()
    still = 0
    for tenth in range(5, int(trajectory.duration_s * 10) - 5):
        speed = max(abs(v) for v in trajectory.velocity_at(tenth / 10))
        still += speed < 0.01
    assert still == 0


def test_wherever_the_set_may_be_left_both_feet_are_down(tai_chi) -> None:
    trajectory = tai_chi.trajectory()
    for time in tai_chi.manifest.safe_points_s:
        body = stood(dict(zip(trajectory.joints, trajectory.at(time), strict=True)))
        for side in ("left", "right"):
            assert min(sole_heights(body, side)) < 0.02, time


def test_on_one_leg_the_other_foot_is_well_up(tai_chi) -> None:
    trajectory = tai_chi.trajectory()
    forms = {p.name.split()[0]: p for p in tai_chi.manifest.phrases}
    for form, side in (("13", "right"), ("15", "left"), ("17", "left")):
        body = stood(dict(zip(trajectory.joints, trajectory.at(forms[form].apex_s), strict=True)))
        assert min(sole_heights(body, side)) > 0.2, form


def test_the_gaze_goes_to_both_sides_and_the_weight_to_both_feet(tai_chi) -> None:
    peaks = tai_chi.manifest.peaks
    assert peaks["head_yaw"].lower_rad < -0.2 < 0.2 < peaks["head_yaw"].upper_rad
    counts = Counter(p.split("_")[-1] for form in range(2, 24) for p in named_poses(str(form)))
    assert min(counts["left"], counts["right"]) > 60
