import wave

import numpy as np
import pytest
from tests.music.test_recipe import SOUND

from moderator.errors import CannotWrite, ShowHasProblems
from moderator.music import music_sound, render_music
from moderator.music.notes import hertz, read_notes
from moderator.music.string import RATE_HZ, Touch, plucked
from moderator.values.sound import wav_length_ns


@pytest.fixture
def piece(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "rain.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def heard(path):
    with wave.open(str(path)) as file:
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return frames.reshape(-1, file.getnchannels()) / 32768


def string(written, seconds=2.0):
    (note,) = read_notes(written)
    return plucked(note.pitches[0], note, Touch(1.0, (1.0,) * 32), seconds)


def pitch_hz(sound, from_s, to_s):
    part = sound[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)]
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)), 8 * len(part)))
    return np.argmax(power) * RATE_HZ / (8 * len(part))


def test_a_piece_lasts_as_long_as_it_says_before_and_after_it_is_rendered(piece):
    before = music_sound(piece)
    assert not before.readable()
    after = render_music(piece)
    assert after == before
    assert wav_length_ns(after.path) == after.duration_ns == 12_000_000_000


def test_the_same_recipe_gives_the_same_bytes_and_another_seed_others(piece):
    first = render_music(piece).path
    once = first.read_bytes()
    first.unlink()
    assert render_music(piece).path.read_bytes() == once
    piece.write_text(SOUND + "seed: 2\n", encoding="utf-8")
    assert render_music(piece).path.read_bytes() != once


def test_it_is_as_loud_as_asked_and_neither_clips_nor_clicks_nor_breaks_off(piece):
    from pyloudnorm import Meter

    sound = heard(render_music(piece).path)
    assert Meter(RATE_HZ).integrated_loudness(sound) == pytest.approx(-20, abs=0.5)
    assert np.abs(sound).max() < 0.9
    assert np.abs(np.diff(sound, axis=0)).max() < 0.15
    assert np.abs(sound[:160]).max() < 0.01
    assert np.abs(sound[-160:]).max() < 0.001


def test_a_string_sounds_at_its_pitch_and_dies_away():
    sound = string("A3")
    assert pitch_hz(sound, 0.1, 1.1) == pytest.approx(hertz("A3"), rel=0.002)
    strength = [np.sqrt(np.mean(part**2)) for part in np.split(sound[: 4 * RATE_HZ], 4)]
    assert strength == sorted(strength, reverse=True)
    assert strength[3] < strength[0] / 4


def test_high_partials_die_first():
    sound = string("D2")

    def share_above(limit_hz, from_s):
        part = sound[round(from_s * RATE_HZ) :][: RATE_HZ // 2]
        power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
        return power[round(limit_hz / 2) :].sum() / power.sum()

    assert share_above(600, 2.0) < share_above(600, 0.0) / 2


def test_a_finger_that_slides_takes_the_pitch_along():
    sound = string("A3~C4", 2.0)
    assert pitch_hz(sound, 0.1, 0.8) == pytest.approx(hertz("A3"), rel=0.01)
    assert pitch_hz(sound, 1.75, 2.5) == pytest.approx(hertz("C4"), rel=0.01)


def test_a_touched_string_is_purer_than_a_plucked_one():
    def share_of_the_first(sound):
        power = np.abs(np.fft.rfft(sound[:RATE_HZ] * np.hanning(RATE_HZ))) ** 2
        first = round(hertz("D4"))
        return power[first - 20 : first + 20].sum() / power.sum()

    touched, free = share_of_the_first(string("D4*")), share_of_the_first(string("D4"))
    assert 1 - touched < (1 - free) / 3


def test_an_error_in_the_recipe_is_told_with_its_place(piece):
    piece.write_text(SOUND.replace("A3v", "A0"), encoding="utf-8")
    with pytest.raises(ShowHasProblems, match=r"rain.yaml:5:6: error: 'A0' is no note"):
        music_sound(piece)


def test_a_full_disk_is_told_and_leaves_nothing_half(piece, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wave.open", full)
    with pytest.raises(CannotWrite, match="no space left"):
        render_music(piece)
    assert list(music_sound(piece).path.parent.iterdir()) == []
