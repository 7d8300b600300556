"""What is said in Mandarin for what is written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.voice.test_words import ANY_TEXT

from moderator.values.language import joined
from moderator.voice.mandarin import spoken_mandarin
from moderator.voice.words import MARK

LEXICON = {"夸父": "kua1 fu4", "Kuafu": "kwah-foo", "首程": "守程"}


def _golden():
    text = (Path(__file__).parent / "said_zh.tsv").read_text(encoding="utf-8")
    _, *rows = text.removesuffix("\n").split("\n")
    return [tuple(row.split("\t")) for row in rows]


GOLDEN = _golden()


@pytest.mark.parametrize(("written", "said"), GOLDEN)
def test_a_written_form_is_said_as_the_table_has_it(written, said):
    assert spoken_mandarin(written, {}) == said


def test_the_table_is_long_enough_and_has_no_form_twice():
    forms = [written for written, _ in GOLDEN]
    assert len(forms) >= 120
    assert len(set(forms)) == len(forms)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(ANY_TEXT)
def test_any_text_becomes_characters_and_phrasing_only(text):
    said = MARK.sub("", spoken_mandarin(text, {}))
    assert all(letter.isalpha() or letter in " ，；：？！。、'-〇" for letter in said), said


@settings(derandomize=True, deadline=None, max_examples=150)
@given(ANY_TEXT, ANY_TEXT)
def test_marks_pass_through_in_their_order(before, after):
    line = f"{before} [mark: bow 2 ] 石景山{after} [mark: wave]"
    assert MARK.findall(spoken_mandarin(line, {})) == MARK.findall(line)


def test_a_mark_stays_between_the_characters_it_stood_between():
    line = "增长7.6%。[mark: rise]2025年上半年"
    assert spoken_mandarin(line, {}) == "增长百分之七点六。 [mark: rise]二零二五年上半年"


def test_the_lexicon_says_a_name_in_pinyin_or_in_other_characters():
    assert spoken_mandarin("我叫夸父，来自首程。", LEXICON) == "我叫 kua1 fu4， 来自守程。"


def test_a_latin_name_in_a_chinese_line_is_said_as_the_lexicon_has_it():
    assert spoken_mandarin("Kuafu你好", LEXICON) == "kwah-foo 你好"


def test_a_folded_line_has_no_spaces_between_its_characters():
    assert joined("预计到 中期产出。 这是 CCOIC 规划") == "预计到中期产出。这是 CCOIC 规划"
