"""Lengths guessed beside lengths that espeak-ng 1.52 rendered: en-us, 155 words a minute."""

import subprocess
import sys
from pathlib import Path

from moderator.voice.estimate import MARGIN, estimate_ns
from moderator.voice.words import spoken


def _rendered():
    text = (Path(__file__).parent / "lengths.tsv").read_text(encoding="utf-8")
    _, *rows = text.strip().split("\n")
    return [(line, float(seconds)) for line, seconds in (row.split("\t") for row in rows)]


RENDERED = _rendered()


def test_a_guess_is_within_the_stated_margin_of_the_rendered_length():
    wrong = {
        line: guess
        for line, seconds in RENDERED
        if abs((guess := estimate_ns(line, 155) / 1e9) / seconds - 1) > MARGIN
    }
    assert wrong == {}


def test_the_sum_of_many_guesses_is_within_a_twentieth():
    guessed = sum(estimate_ns(line, 155) for line, _ in RENDERED) / 1e9
    assert abs(guessed / sum(seconds for _, seconds in RENDERED) - 1) < 0.05


def test_a_line_in_words_is_guessed_as_well_as_the_written_one():
    guessed = sum(estimate_ns(spoken(line), 155) for line, _ in RENDERED) / 1e9
    assert abs(guessed / sum(seconds for _, seconds in RENDERED) - 1) < 0.05


def test_twice_the_rate_takes_half_the_time():
    line = RENDERED[0][0]
    assert abs(estimate_ns(line, 300) - estimate_ns(line, 150) / 2) <= 1


def test_a_line_that_says_nothing_takes_no_time():
    assert estimate_ns("[mark: bow] ...", 155) == 0


def test_marks_take_no_time():
    assert estimate_ns("Hello [mark: bow] there", 155) == estimate_ns("Hello there", 155)


def test_guessing_loads_no_number_words():
    program = (
        "import sys; from moderator.voice.words import estimate_ns;"
        "estimate_ns('69.66 billion yuan in H1 2025', 155); print('num2words' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert answer.stdout == b"False\n"
