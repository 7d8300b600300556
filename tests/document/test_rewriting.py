from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.document import Problems
from moderator.document.dialect import read_text
from moderator.document.rewriting import rewritten
from moderator.errors import CannotStart

TEXT = """\
# the people
people:
  ji:
    name: Ji Pengfei  # as on the badge
    say: jee pung-fay
    office: >-
      General Manager, Beijing Zhongguancun Tongli
      Technology Service

  # who comes later
  ye: {name: "Ye Qian", is: speaker}

acts:
  - act: One
    cues:
      - cue: "1"
        speak: |
          Good afternoon.
          My name is Kuafu.
      - cue: "2"
        speak: 'It''s late.'
"""
PATHS = {
    "plain": ("people", "ji", "name"),
    "folded": ("people", "ji", "office"),
    "quoted": ("people", "ye", "name"),
    "literal": ("acts", 0, "cues", 0, "speak"),
    "single": ("acts", 0, "cues", 1, "speak"),
}
NEW = ["Sun Xiao", "a: b # c", "- x", "no", "'tis", 'say "hi"', "", "two\nlines", "孙晓", "x" * 300]


def data(text):
    problems = Problems()
    document = read_text(text, "file", problems)
    assert not problems.errors
    return document


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("value", NEW)
def test_only_that_text_is_another(path, value):
    changed = rewritten(TEXT, path, value)
    document = data(changed)
    assert document.at(*path) == value
    again = rewritten(changed, path, data(TEXT).at(*path))
    assert data(again).data == data(TEXT).data
    for comment in ("# the people", "# as on the badge", "# who comes later"):
        assert comment in changed


def test_what_stands_around_stays_byte_for_byte():
    changed = rewritten(TEXT, ("people", "ji", "name"), "Sun Xiao")
    assert changed == TEXT.replace("Ji Pengfei", "Sun Xiao")


def test_a_long_text_is_folded_as_it_was():
    office = "Vice President and Secretary-General, " * 5 + "Ministry of Commerce"
    changed = rewritten(TEXT, ("people", "ji", "office"), office)
    assert "office: >-\n      Vice President" in changed
    assert max(map(len, changed.splitlines())) <= 100


@pytest.mark.parametrize("path", [("people", "ye", "say"), ("people", "ji", "is")])
def test_what_its_mapping_lacks_is_added(path):
    changed = rewritten(TEXT, path, "yeh: chee-en")
    assert data(changed).at(*path) == "yeh: chee-en"
    assert "# who comes later" in changed


@pytest.mark.parametrize("path", [("people",), ("people", "nobody", "name"), ("acts", 7)])
def test_where_there_is_no_text_it_says_so(path):
    with pytest.raises(CannotStart):
        rewritten(TEXT, path, "x")


def test_every_text_of_the_forum_can_be_another():
    text = Path("scripts/open-cooperation-forum/show.yaml").read_text("utf-8")
    document = data(text)
    paths = [path for path in document.places if isinstance(document.at(*path), str)]
    for path in paths[::7]:
        assert data(rewritten(text, path, "Another: text, of #some kind")).at(*path)


@given(value=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60))
def test_any_text_is_read_as_it_was_written(value):
    try:
        changed = rewritten(TEXT, PATHS["plain"], value)
    except CannotStart:
        return
    assert data(changed).at(*PATHS["plain"]) == value
