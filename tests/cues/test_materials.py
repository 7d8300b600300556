from dataclasses import replace

import pytest
from tests.knowledge.sources.conftest import PLAN

from moderator.errors import CannotStart
from moderator.knowledge.facts import Fact, Facts
from moderator.knowledge.sources.plan import Pick
from moderator.robot import BuiltIn
from moderator.show.lengths import Estimated
from moderator.values.quantity import Text


def test_a_motion_of_the_robots_own_is_known_by_its_name(materials):
    bows = BuiltIn(3_000_000_000, cancellable=False, what="a bow of its own")
    robot = replace(materials.robot, built_in={"own_bow": bows})
    motion = replace(materials, robot=robot).motion("own_bow")
    assert (motion.name, motion.manifest.about) == ("own_bow", "a bow of its own")
    assert motion.manifest.duration_s == 3.0
    assert motion.manifest.claims == ("arms", "head", "waist", "legs")
    with pytest.raises(CannotStart):
        motion.trajectory()


def test_a_gesture_comes_before_what_nobody_brings(materials):
    assert materials.motion("bow").name == "bow"
    with pytest.raises(KeyError):
        materials.motion("own_bow")


def test_a_line_is_shown_without_marks_and_with_its_facts(materials):
    known = replace(materials, facts=Facts({"gdp": Fact(Text("69.66 billion yuan"))}))
    shown = known.shown("It was [mark: here] {gdp} at {clock.time}.")
    assert shown == "It was 69.66 billion yuan at …."


def test_a_line_is_as_long_as_its_samples_make_it(materials):
    picks = {
        "temperature": Pick("x", "quantity", "{} °C", "21"),
        "sky": Pick("x", "text", "{}", "Clear"),
    }
    known = replace(materials, sources={"weather": replace(PLAN, picks=picks)})
    line = "It is {weather.temperature} and {weather.sky}, {clock.time}."
    assert known.sampled(line) == "It is 21 °C and “Clear”, {clock.time}."
    assert Estimated(known).line_ns(line) > Estimated(known).line_ns("It is … and …, {clock.time}.")
