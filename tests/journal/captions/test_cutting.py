from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from moderator.journal.captions.alignment import Heard
from moderator.journal.captions.cutting import (
    GAP_MS,
    LONGEST_MS,
    WIDEST,
    captions,
    joined,
    settled,
    width,
)


def timed(text, every_ms=400):
    """A text's words, one every so often."""
    return [Heard(word, every_ms * number) for number, word in enumerate(text.split())]


def lines(text, every_ms=400):
    words = timed(text, every_ms)
    return [caption.text for caption in captions(words, every_ms * len(words))]


def test_captions_end_where_sentences_end():
    text = "Good afternoon. My name is Kuafu. Before we talk, let me show you something old."
    assert lines(text) == [
        "Good afternoon. My name is Kuafu.",
        "Before we talk,\nlet me show you something old.",
    ]  # fmt: skip


def test_a_line_of_mandarin_has_sixteen_characters():
    text = "二零二五年上半年石景山区地区生产总值达到六百九十六点六亿元，增长百分之七点六。"
    words = [Heard(sign, 250 * n, spaced=False) for n, sign in enumerate(text)]
    told = [line for one in captions(words, 12_000) for line in one.text.split("\n")]
    assert "".join(told) == text
    assert max(map(len, told)) <= 16


@given(
    st.lists(
        st.tuples(st.text("ab,.中。", min_size=1, max_size=60), st.integers(0, 9000)), max_size=40
    )
)
def test_whatever_is_said_every_caption_can_be_read(drawn):
    at_ms, words = 0, []
    for text, gap_ms in drawn:
        words.append(Heard(text, at_ms))
        at_ms += gap_ms
    cut = settled(captions(words, at_ms))
    for caption in cut:
        assert 0 <= caption.starts_ms < caption.ends_ms
        assert caption.ends_ms - caption.starts_ms <= LONGEST_MS
        assert len(caption.lines) <= 2
        assert all(width(joined(line)) <= WIDEST for line in caption.lines)
    for one, two in pairwise(cut):
        assert two.starts_ms == one.starts_ms or one.ends_ms <= two.starts_ms
        assert two.starts_ms - one.ends_ms >= GAP_MS or two.starts_ms - one.starts_ms <= GAP_MS + 1
    shown = "".join(word.text for caption in cut for line in caption.lines for word in line)
    assert shown == "".join(text for text, _ in drawn)


def test_a_short_one_stands_long_enough_to_be_read_where_there_is_time():
    [caption] = settled(captions(timed("Thank you all for coming here."), 500))
    assert caption.ends_ms - caption.starts_ms > 1500
