"""What the hall hears of the forum, by either voice: loudness, word times, and words understood."""

import re
from importlib.util import find_spec

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein
from tests.voice import onset_detector
from tests.voice.forum import ENGINES, heard, plain_lines, rendered
from tests.voice.heard import HIGHEST_DBTP, loudness, true_peak_dbtp

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not find_spec("piper"), reason="extra [neural] is not installed"),
]

WITHIN_LU = 1.0
WITHIN_S = 0.080
LINES = 30


def test_all_lines_of_both_voices_are_within_a_loudness_unit_and_no_peak_is_too_high():
    paths = [line.sound.path for engine in ENGINES for line in rendered(engine)]
    loud = [loudness(path) for path in paths]
    print(f"{len(paths)} lines: {min(loud):.2f} to {max(loud):.2f} LUFS")
    assert max(loud) - min(loud) <= WITHIN_LU
    assert max(true_peak_dbtp(path) for path in paths) <= HIGHEST_DBTP


@pytest.mark.parametrize("engine", ENGINES)
def test_each_pause_ends_with_a_word_that_is_told_of(engine):
    off = [
        min(abs(at_ns / 1e9 - onset) for at_ns, _ in line.sound.words)
        for line in rendered(engine)
        for onset in onset_detector.onsets(line.sound.path, after_silence_s=0.20, lasting_s=0.06)
    ]
    print(f"{engine}: {len(off)} pauses, 95 in 100 within {np.percentile(off, 95) * 1e3:.0f} ms")
    assert max(off) <= WITHIN_S


def word_error_rate(engine, **noise):
    """The share of words that pocketsphinx gets wrong when it takes dictation."""
    from pocketsphinx import Decoder

    decoder, wrong, said = Decoder(loglevel="FATAL"), 0, 0
    for number, line in enumerate(plain_lines(engine, LINES)):
        decoder.start_utt()
        decoder.process_raw(heard(line.sound, seed=number, **noise), full_utt=True)
        decoder.end_utt()
        words = _words(line.spoken)
        found = decoder.hyp().hypstr if decoder.hyp() else ""
        wrong += Levenshtein.distance(words, _words(found))
        said += len(words)
    return wrong / said


def _words(text):
    return re.findall(r"[a-z']+", text.lower())


@pytest.mark.skipif(not find_spec("pocketsphinx"), reason="extra [hearing] is not installed")
@pytest.mark.parametrize(
    "noise", [{}, {"noise_db": 20, "kind": "babble"}, {"noise_db": 20, "kind": "hall"}], ids=str
)
def test_a_recogniser_understands_the_neural_voice_better_than_the_default(noise):
    rates = {engine: word_error_rate(engine, **noise) for engine in ENGINES}
    print(noise or "clean", {engine: f"{rate:.1%}" for engine, rate in rates.items()})
    assert rates["the neural voice"] < rates["the default voice"]
