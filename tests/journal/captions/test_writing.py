import io

import pytest
import webvtt
from webvtt.vtt import WebVTTCueBlock

from moderator.journal.captions.alignment import Heard
from moderator.journal.captions.cutting import Caption
from moderator.journal.captions.writing import subrip
from moderator.journal.captions.writing import webvtt as written

HOSTILE = "<b>Li</b> & Co. --> “x” <00:00> {\\an8}"


def caption(text, starts_ms=1000, ends_ms=4000):
    words = [Heard(word, starts_ms + 300 * n) for n, word in enumerate(text.split())]
    return Caption(starts_ms, ends_ms, (tuple(words),))


def read(text):
    """As an independent reader has it, without markup."""
    return [(each.start, each.end, each.text) for each in webvtt.from_string(text)]


def test_another_reader_has_the_same_words_and_times():
    told = [caption("Good afternoon."), caption("My name is Kuafu.", 3_723_004, 3_725_000)]
    assert read(written(told, "A forum")) == [
        ("00:00:01.000", "00:00:04.000", "Good afternoon."),
        ("01:02:03.004", "01:02:05.000", "My name is Kuafu."),
    ]
    parsed = webvtt.from_buffer(io.StringIO(subrip(told)), format="srt")
    assert [each.text for each in parsed] == ["Good afternoon.", "My name is Kuafu."]


def test_each_word_has_its_time():
    assert "Good <00:00:01.300>afternoon." in written([caption("Good afternoon.")], "A forum")


def test_a_time_that_is_only_a_guess_is_not_told():
    words = (Heard("69.66", 0), Heard("billion", 400, known=False))
    assert "69.66 billion" in written([Caption(0, 900, (words,))], "A forum")


@pytest.mark.parametrize("title", ["a\n\n00:00.000 --> 00:09.000\nx", "<b>&", "\u2028-->"])
def test_words_are_never_markup(title):
    text = written([caption(HOSTILE)], title)
    blocks = text.split("\n\n")
    assert len(blocks) == 3
    assert blocks[2].count("-->") == 1
    assert "-->" not in blocks[0]
    assert "&lt;b&gt;Li&lt;/b&gt;" in blocks[2].replace("<00:00:01.300>", "")
    assert WebVTTCueBlock.from_lines(blocks[2].split("\n")).start == "00:00:01.000"
    assert "<b>" not in subrip([caption(HOSTILE)])
    assert subrip([caption(HOSTILE)]).count("-->") == 1
