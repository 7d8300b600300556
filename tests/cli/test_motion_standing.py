import re
from dataclasses import replace

import pytest
from tests.motion.files.conftest import KUAVO, frame, servos, tact
from tests.motion.whole_body.conftest import SCORE, quicker

from moderator_simulator.robot import KinematicRobot

FROM_REST = ((0, 0), (50, 0))
SALUTE = tact(frame(0, servos(KUAVO), FROM_REST), frame(150, servos(KUAVO, s1=-60, s4=-80, s15=50)))
# Both arms across, upper arms turned in until the hands are in the chest.
THROUGH = tact(
    frame(0, servos(KUAVO), FROM_REST),
    frame(400, servos(KUAVO, s1=-17, s3=-80, s4=-109)),
)


@pytest.fixture
def written(small):
    """Write a score into the small show and give its name."""

    def write(text):
        (small / "motions").mkdir()
        (small / "motions" / "steps.yaml").write_text(text, encoding="utf-8")
        return "steps", "--show", small

    return write


def test_a_score_is_told_form_by_form(moderator, written):
    ran = moderator("motions", "check", *written(SCORE))
    assert ran.code == 0
    for form in ("Beginning", "One leg", "Closing"):
        assert form in ran.out
    assert "a freeze takes up to 1.5 s until the body stands" in ran.out
    assert "steps: within the limits of simulator" in ran.out
    assert re.search(r"^One leg +\d.* \d+% \w+$", ran.out, re.MULTILINE)
    assert " -0 mm" not in moderator("motions", "check", "nod").out


def test_a_score_that_breaks_margins_is_told_and_its_margins_shown(moderator, written):
    ran = moderator("motions", "check", *written(quicker(SCORE, 4)))
    assert ran.code == 1
    assert "steps.yaml:16:9: error: foot error" in ran.err
    assert "in One leg: foot error" in ran.out


def test_as_json_it_has_findings_in_order_and_forms(moderator, tmp_path):
    (tmp_path / "through.tact").write_text(THROUGH)
    ran = moderator("motions", "check", "through.tact", "--json")
    assert ran.code == 1
    standing = ran.json["standing"]
    assert standing["findings"][0]["margin"]["what"] == "self-distance"
    assert [form["form"] for form in standing["forms"]] == ["through"]
    assert ran.json["first_offence"]["what"] == "self-distance"
    assert {"torque", "support"} <= {margin["what"] for margin in ran.json["margins"]}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"body": None}, "the robot tells nothing of its body"),
        ({"body": "smaller"}, "the robot's body has no"),
    ],
)
def test_without_a_body_it_says_that_only_joints_were_checked(
    moderator, tmp_path, monkeypatch, what, told
):
    known = KinematicRobot.capabilities({})
    if what["body"] == "smaller":
        what = {"body": replace(known.body, joints=known.body.joints[:12])}
    known = replace(known, **what)
    monkeypatch.setattr(KinematicRobot, "capabilities", classmethod(lambda cls, config: known))
    (tmp_path / "salute.tact").write_text(SALUTE)
    ran = moderator("motions", "check", "salute.tact", "--json")
    assert ran.code == 0
    assert ran.json["standing"] is None
    assert ran.json["only_joints"].startswith(f"only joint limits were checked: {told}")
    assert (
        f"only joint limits were checked: {told}"
        in moderator("motions", "check", "salute.tact").out
    )


def test_without_the_extra_it_says_what_balance_needs(moderator, tmp_path, monkeypatch):
    monkeypatch.setattr("moderator.cli.motion_standing.find_spec", lambda name: None)
    (tmp_path / "salute.tact").write_text(SALUTE)
    ran = moderator("motions", "check", "salute.tact")
    assert ran.code == 0
    assert "balance needs moderator[physics]" in ran.out
