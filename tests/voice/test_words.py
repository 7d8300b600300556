"""What is said for what is written."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.voice.words import MARK, spoken

LEXICON = {"Ji Pengfei": "jee pung-fay", "Kuafu": "kwah-foo"}


def _golden():
    text = (Path(__file__).parent / "said.tsv").read_text(encoding="utf-8")
    _, *rows = text.removesuffix("\n").split("\n")
    return [tuple(row.split("\t")) for row in rows]


GOLDEN = _golden()


@pytest.mark.parametrize(("written", "said"), GOLDEN)
def test_a_written_form_is_said_as_the_table_has_it(written, said):
    assert spoken(written, LEXICON) == said


def test_the_table_is_long_enough_and_has_no_form_twice():
    forms = [written for written, _ in GOLDEN]
    assert len(forms) >= 150
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(("written", "said"), GOLDEN)
def test_what_is_said_in_the_table_is_all_words(written, said):
    assert_only_words(said)


_PIECES = """
    5 10 007 2025 1956 H1 Q3 % °C km/h m $ US$ ¥ billion yuan 7:3 14:00 pm p.m. 1st - – − + / .
    , ; : ( ) " ' AI GDP R&D & Co. Ltd. St. No. Dr. etc. the in Sept 10␣September 2025-09-10 October
    1.5 1,000 # ~ ≥ ½ ² m² … — ? ! [mark:␣x] [ ] www.a.com a@b.org US NOW vs. II Level × k 夸父 ٣
    ① Ⅷ é U.S. e.g. 24/7 1+3+1 +86 010 v2 B2B @ = < > * _ | \\ { } ^ ` € T Z h min A a ﬁ № ℃ ™ ́
"""
PIECES = st.sampled_from(_PIECES.split()).map(lambda piece: piece.replace("␣", " "))
MIXTURES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n"])), max_size=8).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
ANY_TEXT = st.one_of(st.text(), st.text(string.printable), MIXTURES)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(ANY_TEXT)
def test_any_text_becomes_words_and_phrasing_only(text):
    assert_only_words(spoken(text))


@settings(derandomize=True, deadline=None, max_examples=400)
@given(ANY_TEXT)
def test_speaking_words_again_changes_nothing(text):
    once = spoken(text)
    assert spoken(once) == once


@settings(derandomize=True, deadline=None, max_examples=200)
@given(ANY_TEXT, ANY_TEXT)
def test_marks_pass_through_in_their_order(before, after):
    line = f"{before} [mark: bow 2 ] {after} [mark: wave]"
    assert MARK.findall(spoken(line)) == MARK.findall(line)


def test_a_mark_stays_between_the_words_it_stood_between():
    line = "Up 7.6 % [mark: rise]in H1 2025[mark: rest]."
    assert spoken(line) == (
        "Up seven point six per cent [mark: rise]in the first half of "
        "twenty twenty-five[mark: rest]."
    )


def test_the_lexicon_wins_over_the_rules():
    lexicon = {"1:9": "one against nine", "AI": "machine learning", "R&D": "research"}
    assert spoken("From 1:9 in AI to R&D.", lexicon) == (
        "From one against nine in machine learning to research."
    )


def test_the_longest_entry_of_the_lexicon_wins():
    lexicon = {"Ji": "chee", "Ji Pengfei": "jee pung-fay"}
    assert spoken("Ji Pengfei and Ji", lexicon) == "jee pung-fay and chee"


def test_the_lexicon_keeps_to_whole_words_in_exact_case():
    assert spoken("Wan waned with WAN wan", {"Wan": "wahn"}) == "wahn waned with WAN wan"


def test_a_name_that_is_broken_over_two_lines_is_found():
    assert spoken("Welcome Ji\nPengfei’s talk", LEXICON) == "Welcome jee pung-fay's talk"


def test_figures_in_a_respelling_are_put_into_words():
    assert spoken("Hall A", {"Hall A": "hall 1"}) == "hall one"


def test_a_word_in_capitals_beside_another_is_not_spelt_out():
    assert spoken("JOIN US for US trade") == "JOIN US for U-S trade"


def assert_only_words(said):
    words = MARK.sub("", said)
    assert all(letter.isalpha() or letter in " .,;:?!—'-" for letter in words), said
