"""A storyboard: one picture a form, with its name beneath."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from moderator.errors import CannotWrite
from moderator.motion.seen import lettering
from moderator.motion.seen.shading import PAPER
from moderator.motion.seen.storyboard import plate, write_storyboard

WIDE = 120
MARGIN, TALL, LEGEND = 11, 160, 26


@pytest.fixture(scope="module")
def three(wave):
    return np.asarray(plate(wave, columns=2, wide=WIDE)).astype(int)


def part(sheet, column, row, *, legend=False):
    top = MARGIN + row * (TALL + LEGEND) + (TALL if legend else 0)
    left = MARGIN + column * WIDE
    return sheet[top : top + (LEGEND if legend else TALL), left : left + WIDE]


def inked(area):
    return (np.abs(area - PAPER).max(axis=2) > 40).mean()


def test_there_is_one_picture_a_form_in_rows(three):
    assert three.shape == (2 * (TALL + LEGEND) + 2 * MARGIN, 2 * WIDE + 2 * MARGIN, 3)
    assert [inked(part(three, *place)) > 0.03 for place in ((0, 0), (1, 0), (0, 1))] == [True] * 3
    assert inked(part(three, 1, 1)) == 0


def test_each_form_has_its_number_and_name_beneath(three):
    for place in ((0, 0), (1, 0), (0, 1)):
        legend = part(three, *place, legend=True)
        assert inked(legend) > 0.01
        red = (legend[..., 0] - legend[..., 2] > 60).sum()
        assert red > 3
    assert inked(part(three, 1, 1, legend=True)) == 0


def test_the_hands_leave_a_trail(wave, unnamed):
    moment = wave.moments()[1]
    still = replace(moment, begin_s=moment.at_s)
    before, after = (plate(unnamed, moments=[one], wide=200) for one in (still, moment))
    change = np.asarray(after).astype(int) - np.asarray(before)
    red, green, blue = change.sum(axis=(0, 1))
    assert red - blue > 100
    assert red - green > 100


def test_without_forms_there_are_instants_evenly_spaced(unnamed):
    times = [moment.at_s for moment in unnamed.moments()]
    assert np.diff(times) == pytest.approx([unnamed.duration_s / 6] * 5)
    assert times[0] == pytest.approx(unnamed.duration_s - times[-1])


def test_letters_that_no_font_has_are_left_out(wave, monkeypatch):
    monkeypatch.setattr(lettering, "_file", lambda families: None)
    bare = np.asarray(plate(wave, columns=2, wide=WIDE)).astype(int)
    assert inked(part(bare, 0, 0)) > 0.03
    assert inked(part(bare, 0, 0, legend=True)) == 0


def test_a_long_name_has_smaller_letters(wave):
    moment = type(wave.moments()[0])(1.0, 0.0, "", "Right Lower Body, Stand on One Leg, and again")
    legend = part(
        np.asarray(plate(wave, moments=[moment], wide=WIDE)).astype(int), 0, 0, legend=True
    )
    assert inked(legend) > 0.01
    assert inked(legend[:, :3]) == inked(legend[:, -3:]) == 0


def test_it_is_written_whole_or_not_at_all(unnamed, tmp_path):
    write_storyboard(unnamed, tmp_path / "wave.png")
    with Image.open(tmp_path / "wave.png") as image:
        assert image.width == 6 * 300 + 2 * 27
    assert [path.name for path in tmp_path.iterdir()] == ["wave.png"]
    with pytest.raises(CannotWrite, match="no such file or directory"):
        write_storyboard(unnamed, tmp_path / "nowhere" / "wave.png")
