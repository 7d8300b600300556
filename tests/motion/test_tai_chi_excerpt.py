"""The excerpt of the set for a tight rundown: named forms, its length, and how safely it stands."""

from pathlib import Path

import pytest
from tests.body.posed import sole_heights, stood

from moderator.body.kuavo import KUAVO
from moderator.document import Problems, read_document, validated
from moderator.motion.library import library
from moderator.motion.whole_body.asked import asked
from moderator.motion.whole_body.kept import kept_score
from moderator.motion.whole_body.mannequin import Mannequin
from moderator.motion.whole_body.margins import report
from moderator.motion.whole_body.written import WholeBodyScore

MOTIONS = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum" / "motions"
EXCERPT, WHOLE = "tai_chi_excerpt", "tai_chi_24"

FORMS = """\
1 Commencing 起势
2 Part the Wild Horse's Mane 左右野马分鬃
3 White Crane Spreads Its Wings 白鹤亮翅
4 Brush Knee 左搂膝拗步
5 Step Back and Repulse the Monkey 左右倒卷肱
6 Left Grasp the Sparrow's Tail 左揽雀尾
7 Cloud Hands 云手
8 Single Whip 单鞭
9 Right Heel Kick 右蹬脚
10 Strike the Ears with Both Fists 双峰贯耳
11 Left Lower Body, Stand on One Leg 左下势独立
12 Cross Hands 十字手
13 Closing 收势""".splitlines()


def score(name):
    problems = Problems()
    path = MOTIONS / f"{name}.yaml"
    found = validated(WholeBodyScore, read_document(path, path.name, problems), problems)
    assert found
    return found


@pytest.fixture(scope="module")
def excerpt():
    return library(MOTIONS.parent)[EXCERPT]


@pytest.fixture(scope="module")
def margins(excerpt):
    body, path = Mannequin(KUAVO), MOTIONS / f"{EXCERPT}.yaml"
    asks = asked(body, read_document(path, path.name, Problems()), Problems())
    assert asks
    return report(body, excerpt.trajectory(), excerpt.manifest, asks.targets)


def test_it_goes_from_the_opening_to_the_closing_through_forms_of_the_set(excerpt):
    assert [f"{p.name} {p.original}" for p in excerpt.manifest.phrases] == FORMS


def test_its_forms_come_in_the_order_of_the_set():
    in_the_set = [form.phrase.split(" ", 1)[1] for form in score(WHOLE).phrases]
    names = [form.phrase.split(" ", 1)[1] for form in score(EXCERPT).phrases]
    names.remove("Brush Knee")  # the set has it on both sides, and names it so
    names.remove("Single Whip")  # the set has it twice
    assert [name for name in in_the_set if name in names] == names


def test_it_lasts_three_minutes_about_half_of_the_set(excerpt):
    assert 160 <= excerpt.manifest.duration_s <= 200


def test_no_pose_of_the_set_is_written_in_it_again():
    assert score(EXCERPT).poses_from == f"{WHOLE}.yaml"
    assert score(EXCERPT).poses == {}


def test_nothing_was_found_wrong_with_it():
    kept = kept_score(MOTIONS / f"{EXCERPT}.yaml")
    assert kept
    assert kept.problems == ()


def test_it_stands_with_more_than_the_margins_that_are_asked(margins):
    assert margins.findings == ()
    for form in margins.forms:
        assert form.apart_mm >= 18, form.form
        assert form.centre_mm >= 38, form.form
        assert form.pressure_mm >= 30, form.form
        assert form.foot_mm <= 1, form.form
    assert margins.stands_within_s <= 3


def test_it_comes_to_rest_near_where_it_began(margins):
    assert margins.ends_m <= 0.3
    assert abs(margins.ends_deg) <= 10


@pytest.mark.parametrize("form", ["9", "11"])
def test_on_one_leg_the_other_foot_is_well_up(excerpt, form):
    trajectory = excerpt.trajectory()
    apex_s = next(p.apex_s for p in excerpt.manifest.phrases if p.name.split()[0] == form)
    body = stood(dict(zip(trajectory.joints, trajectory.at(apex_s), strict=True)))
    assert min(sole_heights(body, "right")) > 0.2
