import wave

import numpy as np
import pytest
from tests.voice.heard import HIGHEST_DBTP, LOUDNESS_LUFS, loudness, samples_of, true_peak_dbtp

from moderator.voice.recorded import level_recording
from moderator.voice.sound_edges import LEAD_S


def record(path, width, channels, rate):
    """A tone after half a second of silence, as a recorder writes it."""
    tone = 0.2 * np.sin(2 * np.pi * 330 * np.arange(rate) / rate)
    samples = np.concatenate([np.zeros(rate // 2), tone, np.zeros(rate // 2)])
    whole = np.repeat((samples * 2 ** (8 * width - 1)).astype("<i4"), channels)
    data = (whole + 128 * (width == 1)).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :width]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(data.tobytes())


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize(("channels", "rate"), [(1, 8_000), (2, 44_100), (2, 48_000)])
def test_any_recording_comes_to_the_shows_loudness_and_format(tmp_path, width, channels, rate):
    record(tmp_path / "told.wav", width, channels, rate)
    report = level_recording(tmp_path / "told.wav", tmp_path / "ready.wav")
    samples, ready_rate = samples_of(tmp_path / "ready.wav")
    assert (report["frames"], report["sample_rate"]) == (len(samples), rate)
    assert report["before"] / rate == pytest.approx(LEAD_S - 0.5, abs=0.001)
    assert ready_rate == rate
    assert abs(loudness(tmp_path / "ready.wav") - LOUDNESS_LUFS) <= 0.1
    assert true_peak_dbtp(tmp_path / "ready.wav") <= HIGHEST_DBTP


def test_silent_ends_are_cut_as_a_lines_are_and_nothing_clicks(tmp_path):
    record(tmp_path / "told.wav", 2, 1, 22_050)
    level_recording(tmp_path / "told.wav", tmp_path / "ready.wav")
    samples, rate = samples_of(tmp_path / "ready.wav")
    assert len(samples) / rate == pytest.approx(1.27, abs=0.01)
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "not a WAV"), (b"RIFF\x10\0\0\0WAVEjunk", "not a WAV"), (b"ID3" * 99, "not a WAV")],
)
def test_what_is_no_sound_is_refused_in_words(tmp_path, data, why):
    (tmp_path / "told.wav").write_bytes(data)
    with pytest.raises(ValueError, match=why):
        level_recording(tmp_path / "told.wav", tmp_path / "ready.wav")


def test_a_silent_recording_is_refused(tmp_path):
    with wave.open(str(tmp_path / "told.wav"), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes(bytes(44_100))
    with pytest.raises(ValueError, match="nothing is heard in it"):
        level_recording(tmp_path / "told.wav", tmp_path / "ready.wav")
