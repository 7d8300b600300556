import numpy as np
import pytest
from tests.hearing.halls import applause, as_bytes, hall_noise, speech

from moderator.hearing.capture import blocks
from moderator.hearing.held import BLOCK_BYTES, BLOCK_MS, RATE
from moderator.hearing.telling_apart import TellingApart
from moderator.values.hall_sound import HallSound


def heard(sound, noise=0.001):
    """What is heard after each block, in a hall with its own noise."""
    ear, sound = (
        TellingApart(),
        sound + hall_noise(len(sound) / RATE + 1, level=noise)[: len(sound)],
    )
    return [ear.take(block) for block in blocks(as_bytes(sound)) if len(block) == BLOCK_BYTES]


def at(told, seconds):
    return told[round(seconds * 1000 / BLOCK_MS)]


@pytest.fixture(scope="module")
def talk():
    return speech()


@pytest.mark.parametrize("gain", [1.0, 0.1])
def test_sentences_are_speech_and_the_pauses_between_them_silence(talk, gain):
    sound, spans = talk
    told = heard(sound * gain)
    for begins_s, ends_s in spans:
        middle = [at(told, second) for second in np.arange(begins_s + 0.2, ends_s, 0.02)]
        assert set(middle) == {HallSound.SPEECH}
        assert at(told, ends_s + 0.6) is HallSound.SILENCE


@pytest.mark.parametrize("people", [100, 400])
@pytest.mark.parametrize("level", [0.2, 0.05])
def test_applause_is_known_within_two_seconds_and_to_its_end(people, level):
    quiet = np.zeros(2 * RATE)
    told = heard(np.concatenate([quiet, applause(6, people, level=level), quiet]))
    assert {at(told, second) for second in np.arange(4, 7.9, 0.02)} == {HallSound.APPLAUSE}
    assert at(told, 9) is HallSound.SILENCE
    assert HallSound.SPEECH not in told[round(8 * 1000 / BLOCK_MS) :]


def test_speech_is_never_taken_for_applause(talk):
    assert HallSound.APPLAUSE not in heard(np.tile(talk[0], 3), noise=0.003)


def test_what_a_hall_hums_for_long_is_silence():
    assert heard(np.zeros(20 * RATE), noise=0.005)[-1] is HallSound.SILENCE
