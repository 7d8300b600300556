import wave

import numpy as np
import pytest

from moderator.film.cut import Piece
from moderator.film.sound import RATE_HZ, Heard, level_at, mix
from moderator.film.story import Level


@pytest.fixture
def tone(tmp_path):
    path = tmp_path / "tone.wav"
    samples = (0.5 * np.sin(2 * np.pi * 440 * np.arange(4 * 22_050) / 22_050) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(samples.tobytes())
    return path


def stage(from_s, to_s, first=0):
    return Piece("stage", from_s, to_s, first, round((to_s - from_s) * 25), 25)


def mixed(tmp_path, sounds, pieces):
    mix(sounds, pieces, tmp_path / "film.wav")
    with wave.open(str(tmp_path / "film.wav")) as file:
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return frames.reshape(-1, 2)[:, 0] / 32768


def strength(sound, from_s, to_s):
    part = sound[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)]
    return float(np.sqrt(np.mean(part**2)))


def test_a_change_of_level_goes_evenly_from_what_was():
    levels = (Level(10, 1.0, 0), Level(20, 0.0, 10), Level(25, 1.0, 1))
    at = level_at(levels, np.array([5.0, 15, 20, 22.5, 25, 25.5, 26, 99]))
    assert at == pytest.approx([1, 1, 1, 0.75, 0.5, 0.75, 1, 1], abs=1e-4)


def test_a_sound_is_heard_when_its_picture_is_seen(tmp_path, tone):
    card = Piece("act", 100, 100, 0, 50, 25)
    sound = mixed(tmp_path, [Heard(tone, 101.0, 105.0)], [card, stage(100, 106, 50)])
    first = np.flatnonzero(np.abs(sound) > 0.05)[0] / RATE_HZ
    assert first == pytest.approx(3.0, abs=0.002)
    assert len(sound) == 8 * RATE_HZ


def test_what_was_cut_off_ends_there_without_a_click(tmp_path, tone):
    sound = mixed(tmp_path, [Heard(tone, 1.0, 2.0)], [stage(0, 6)])
    assert strength(sound, 1.1, 1.9) == pytest.approx(0.35, abs=0.02)
    assert strength(sound, 2.01, 6) == 0
    assert np.abs(np.diff(sound[round(1.98 * RATE_HZ) : round(2.02 * RATE_HZ)])).max() < 0.05


def test_what_is_left_out_of_the_picture_is_left_out_of_the_sound(tmp_path, tone):
    pieces = [stage(0, 2), stage(4, 6, 50)]
    sound = mixed(tmp_path, [Heard(tone, 1.0, 5.0)], pieces)
    assert len(sound) == 4 * RATE_HZ
    assert strength(sound, 1.1, 2.9) == pytest.approx(0.35, abs=0.02)
    assert strength(sound, 3.05, 4) < 1e-3


def test_levels_of_the_record_are_kept(tmp_path, tone):
    levels = (Level(0, 1.0, 0), Level(2, 0.25, 0.5))
    sound = mixed(tmp_path, [Heard(tone, 0, 4, levels)], [stage(0, 4)])
    ratio = strength(sound, 3, 3.9) / strength(sound, 0.5, 1.5)
    assert ratio == pytest.approx(0.25, rel=0.02)


def test_a_sound_that_loops_goes_on(tmp_path, tone):
    sound = mixed(tmp_path, [Heard(tone, 0, 9, loop=True)], [stage(0, 10)])
    assert strength(sound, 8, 8.9) == pytest.approx(0.35, abs=0.02)
    assert strength(sound, 9.1, 10) == 0


def test_loud_sounds_together_are_not_cut_off(tmp_path, tone):
    sound = mixed(tmp_path, [Heard(tone, 0, 4)] * 4, [stage(0, 4)])
    assert 0.9 < np.abs(sound).max() <= 1.0
    assert np.abs(np.diff(sound)).max() < 0.3
