from pathlib import Path
from xml.etree import ElementTree

import pytest

from moderator.body.joints import REST_RAD, mirrored
from moderator.motion.draw import storyboard
from moderator.motion.figure import SEAL, View, drawn
from moderator.motion.library import library

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def plate():
    return ElementTree.fromstring(storyboard(library(FORUM)["tai_chi_24"], columns=6))


def words(plate: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in plate.iter(f"{SVG}text")]


def test_a_plate_has_a_figure_for_each_phrase_with_its_name_beneath(plate) -> None:
    assert len(plate.findall(f"{SVG}g/{SVG}g")) == 24
    assert "2  左右野马分鬃" in words(plate)
    assert "Part the Wild Horse's Mane" in words(plate)


def test_a_plate_needs_nothing_from_outside() -> None:
    text = storyboard(library(None)["wave"])
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text
    assert "<image" not in text


def test_figures_stand_in_rows_of_so_many(plate) -> None:
    width, height = (float(figure) for figure in plate.attrib["viewBox"].split()[2:])
    places = [g.attrib["transform"] for g in plate.findall(f"{SVG}g/{SVG}g")]
    assert len({place.split()[0] for place in places}) == 6
    assert len({place.split()[1] for place in places}) == 4
    assert width / height == pytest.approx(1, abs=0.1)


def test_a_gesture_is_drawn_at_its_height(plate) -> None:
    wave = ElementTree.fromstring(storyboard(library(None)["wave"]))
    assert words(wave) == ["wave"]
    assert len(wave.findall(f"{SVG}g/{SVG}g")) == 1


def test_what_is_told_of_a_motion_is_escaped(write, tmp_path) -> None:
    write(
        "motion: try\nabout: A < B & C\nkeyframes:\n  - head: {yaw: 0}\n"
        '  - {after: 1s, head: {yaw: 9}, phrase: <b>"&}\n',
    )
    plate = ElementTree.fromstring(storyboard(library(tmp_path)["try"]))
    assert words(plate) == ['<b>"&']
    assert plate.attrib["aria-label"] == "A < B & C"


def test_a_figure_shows_both_hands() -> None:
    assert drawn(REST_RAD, View(0.6)).count(f'stroke="{SEAL}"') == 4


def test_a_pose_and_its_mirror_are_seen_from_opposite_sides() -> None:
    pose = dict(REST_RAD) | {"left_hip_pitch": -1.0, "left_shoulder_pitch": -1.2}
    assert View.of(pose).turned_rad < 0 < View.of(mirrored(pose)).turned_rad
