import numpy as np
import pytest
from tests.voice.heard import HIGHEST_DBTP, LOUDNESS_LUFS, loudness, true_peak_dbtp

from moderator.voice.finishing import as_pcm
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.loudness import levelled
from moderator.voice.render import Renderer
from moderator.voice.wav import write_wav

RATE = 22_050
LINES = [
    "Three.",
    "Good afternoon. My name is Kuafu.",
    "That was the Tai Chi. Four hundred years old!",
    "In the first half of the year the economy grew by seven point six per cent.",
]


def seconds(length_s):
    return np.arange(round(length_s * RATE)) / RATE


def written(tmp_path, samples):
    write_wav(tmp_path / "sound.wav", as_pcm(levelled(samples, RATE)), RATE)
    return tmp_path / "sound.wav"


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


@pytest.mark.parametrize("voice", ["en-us+f5", "en-gb+m3"])
@pytest.mark.parametrize("text", LINES)
def test_every_line_is_as_loud_as_every_other(renderer, text, voice):
    sound = renderer.render(Line(text, VoiceSettings(voice)))
    assert abs(loudness(sound.path) - LOUDNESS_LUFS) <= 0.1
    assert true_peak_dbtp(sound.path) <= HIGHEST_DBTP


@pytest.mark.parametrize("gain", [0.003, 0.05, 0.9])
def test_quiet_and_loud_tones_come_out_alike(tmp_path, gain):
    path = written(tmp_path, gain * np.sin(2 * np.pi * 440 * seconds(2)))
    assert abs(loudness(path) - LOUDNESS_LUFS) <= 0.1


def test_a_loud_beat_in_quiet_sound_is_turned_down_without_a_true_peak_too_high(tmp_path):
    samples = 0.05 * np.sin(2 * np.pi * 300 * seconds(3))
    for begin in range(4000, 60_000, 9000):
        samples[begin : begin + 40] += np.sin(2 * np.pi * 5000 * seconds(40 / RATE))
    path = written(tmp_path, samples)
    assert abs(loudness(path) - LOUDNESS_LUFS) <= 0.1
    assert true_peak_dbtp(path) <= HIGHEST_DBTP


def test_turning_down_makes_no_step(tmp_path):
    samples = 0.05 * np.sin(2 * np.pi * 300 * seconds(1))
    samples[10_000:10_004] = 0.9
    gain = levelled(samples, RATE)[9_000:9_990] / samples[9_000:9_990]
    gain = gain[np.abs(samples[9_000:9_990]) > 0.01]
    assert gain.min() < 0.7 * gain.max()
    assert np.abs(np.diff(gain)).max() < 0.05 * gain.max()


def test_what_is_shorter_than_a_block_is_as_loud_as_though_it_went_on():
    short = levelled(0.1 * np.sin(2 * np.pi * 440 * seconds(0.1)), RATE)
    long = levelled(0.1 * np.sin(2 * np.pi * 440 * seconds(1)), RATE)
    assert abs(short).max() == pytest.approx(abs(long).max(), rel=0.05)


@pytest.mark.parametrize("samples", [np.zeros(RATE), np.zeros(0), np.full(RATE, 1e-6)])
def test_silence_stays_silence(samples):
    assert np.abs(levelled(samples, RATE)).max(initial=0.0) < 1e-3
