"""A show in two languages, with and without what Mandarin needs."""

from collections import Counter

import pytest
from tests.show.test_broken import found, show_of

from moderator.show.checks import all_lines
from moderator.show.load import load
from moderator.values.language import has_mandarin

DIALOGUE = """dialogue:
          with: host
          at_most: 3m
          deflect: ["I do not know.", 我不知道。]
          answers:
            - id: who
              ask: ["Who are you?"]
              say: I am Kuafu.
              zh: {ask: ["你是谁？"], say: 我叫夸父。}
"""


@pytest.fixture
def without_mandarin(monkeypatch):
    has_mandarin.cache_clear()
    monkeypatch.setattr("moderator.values.language.MANDARIN", ("no_such_module",))
    yield
    has_mandarin.cache_clear()


def test_lines_of_both_languages_are_rendered_beforehand(tmp_path):
    loaded = load(str(show_of(tmp_path, DIALOGUE, "people: {host: {name: A}}\n")), "simulator")
    assert loaded.sound
    assert all_lines(loaded.show) == [
        "I do not know.",
        "我不知道。",
        "I am Kuafu.",
        "我叫夸父。",
    ]


@pytest.mark.usefixtures("without_mandarin")
def test_without_mandarin_its_answers_are_left_out_and_that_is_told_once(tmp_path):
    loaded = load(str(show_of(tmp_path, DIALOGUE, "people: {host: {name: A}}\n")), "simulator")
    assert found(loaded) == Counter([("show.yaml", 8, 14, "warning", "no-mandarin")])
    assert all_lines(loaded.show) == ["I do not know.", "I am Kuafu."]


@pytest.mark.usefixtures("without_mandarin")
def test_a_cue_that_must_speak_mandarin_cannot_do_without(tmp_path):
    loaded = load(str(show_of(tmp_path, "speak: 大家好！")), "simulator")
    assert found(loaded) == Counter([("show.yaml", 7, 14, "error", "no-mandarin")])


def test_a_line_sounds_as_the_voice_of_its_language(tmp_path):
    voices = "voices: {zh: {voice: cmn, rate: 190}}\ndefaults: {voice: {voice: en-gb, rate: 140}}\n"
    materials = load(str(show_of(tmp_path, "wait: 1s", voices)), "simulator").materials
    assert (materials.voice_for("en").voice, materials.voice_for("zh").voice) == ("en-gb", "cmn")
    assert materials.voice_for("zh").rate_wpm == 190


def test_mandarin_has_a_voice_of_its_own_where_none_is_written(tmp_path):
    materials = load(str(show_of(tmp_path, "wait: 1s")), "simulator").materials
    assert materials.voice_for("zh").voice == "cmn+f5"


def test_a_language_without_voices_is_no_key(tmp_path):
    loaded = load(str(show_of(tmp_path, "wait: 1s", "voices: {fr: fr-fr}\n")), "simulator")
    assert [problem.code for problem in loaded.problems] == ["unknown-key"]
