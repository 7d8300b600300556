"""How long voices rest, heard in what they say."""

import numpy as np
import pytest
from tests.voice import onset_detector

from moderator.voice.line import Line, VoiceSettings
from moderator.voice.loudness import Samples
from moderator.voice.pauses import CLAUSE, COMMA, NAME, SENTENCE, rest_after, rested
from moderator.voice.render import Renderer
from moderator.voice.sound_edges import faded
from moderator.voice.word_times import TimedWord

RATE = 22_050
HEARD_S = 0.05  # a voice fades into silence, and a listener hears it end later or sooner

LINES = [
    ("Good afternoon. [mark: after] Please sit down.", SENTENCE),
    ("Our first speaker: [mark: after] Mary Smith.", CLAUSE),
    ("Please welcome Mary Smith, [mark: after] Director of the park.", NAME),
    ("We bring three people, [mark: after] one machine and a drum.", COMMA),
    ("It was late — [mark: after] but not too late.", CLAUSE),
]


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


def silence_before(path, at_s):
    """How long it was silent before a moment, as a listener hears it."""
    times, heard = onset_detector._loudness(path)
    before = times[heard & (times < at_s - 0.01)]
    return at_s - before[-1]


@pytest.mark.parametrize("voice", ["en-us+f5", "en-gb+m3"])
@pytest.mark.parametrize(("text", "rest"), LINES)
def test_a_voice_rests_between_clauses_and_after_a_name(renderer, text, rest, voice):
    sound = renderer.render(Line(text, VoiceSettings(voice)))
    ((_, at_ns),) = sound.marks
    silent_s = silence_before(sound.path, at_ns / 1e9)
    assert rest.least_s - HEARD_S <= silent_s <= rest.most_s + HEARD_S


@pytest.mark.parametrize(
    ("said", "between", "follows", "rest"),
    [
        ("Thank you", ". ", "Please", SENTENCE),
        ("Ready", "?” ", "Yes", SENTENCE),
        ("At ten a.m", ". ", "we", None),
        ("three speakers", ": ", "one", CLAUSE),
        ("It is late", " — ", "but", CLAUSE),
        ("welcome Jee-ahng Hoo-eye", ", ", "Vice", NAME),
        ("welcome Jee-ahng Hoo-eye", ", ", "who", COMMA),
        ("one", ", ", "two", COMMA),
        ("twenty", " ", "five", None),
        ("女士们", "，", "先生们", COMMA),
        ("谢谢", "。", "请坐", SENTENCE),
    ],
)
def test_what_is_written_between_words_says_what_rest_there_is(said, between, follows, rest):
    assert rest_after(said, between, follows) == rest


def tones(*lengths_s: float) -> Samples:
    """Tones with silences between them, in turn."""
    pieces = []
    for number, length_s in enumerate(lengths_s):
        count = round(length_s * RATE)
        tone = 0.3 * np.sin(2 * np.pi * 200 * np.arange(count) / RATE)
        pieces.append(np.zeros(count) if number % 2 else faded(tone, RATE))
    return np.concatenate(pieces)


@pytest.mark.parametrize(
    ("silent_s", "rests_s"), [(0.05, COMMA.least_s), (0.2, 0.2), (0.9, COMMA.most_s)]
)
def test_a_rest_too_short_is_lengthened_and_one_too_long_shortened(silent_s, rests_s):
    words = [TimedWord(0, "one", 0), TimedWord(5, "two", round((0.4 + silent_s) * RATE))]
    samples, timed = rested("one, two", words, tones(0.4, silent_s, 0.4), RATE)
    assert len(samples) / RATE == pytest.approx(0.8 + rests_s, abs=0.012)
    assert timed[1].sample / RATE == pytest.approx(0.4 + rests_s, abs=0.012)
    assert timed[0].sample == 0


def test_a_comma_that_is_run_over_gets_a_rest_at_the_quietest_moment_and_nothing_clicks():
    count = round(0.8 * RATE)
    swell = 0.3 - 0.28 * np.exp(-((np.arange(count) - 0.43 * RATE) ** 2) / (0.01 * RATE) ** 2)
    tone = swell * np.sin(2 * np.pi * 200 * np.arange(count) / RATE)
    words = [TimedWord(0, "one", 0), TimedWord(5, "two", round(0.4 * RATE))]
    samples, timed = rested("one, two", words, faded(tone, RATE), RATE)
    assert len(samples) - count == pytest.approx(COMMA.least_s * RATE, abs=2)
    silent = np.flatnonzero(np.abs(samples) < 1e-9)
    longest = max(np.split(silent, np.flatnonzero(np.diff(silent) > 1) + 1), key=len)
    assert longest[0] / RATE == pytest.approx(0.43, abs=0.01)
    assert np.abs(np.diff(samples)).max() < 0.04
    assert timed[1].sample >= longest[-1] - 0.04 * RATE


def test_a_line_without_pauses_is_as_it_was():
    samples = tones(0.5)
    words = [TimedWord(0, "one", 0), TimedWord(4, "two", 4000)]
    same, timed = rested("one two", words, samples, RATE)
    assert np.abs(same - samples).max() < 0.01
    assert timed == words
