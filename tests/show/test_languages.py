"""A show in two languages, with and without what Mandarin needs."""

import json
import sys
from collections import Counter

import pytest
from tests.show.test_broken import found, show_of

from moderator.knowledge.template import fill
from moderator.show.checks import all_lines
from moderator.show.lines import worded
from moderator.show.load import load
from moderator.voice.line import VoiceSettings
from moderator.voice.sentences import first_sentence

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
    monkeypatch.setitem(sys.modules, "pypinyin", None)


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


def test_a_line_sounds_as_the_voice_of_its_language_or_the_one_that_it_names(tmp_path):
    voices = "voices: {zh: {rate: 190}, old: en-gb+m3}\ndefaults: {voice: {voice: en-gb}}\n"
    materials = load(str(show_of(tmp_path, "wait: 1s", voices)), "simulator").materials
    assert materials.voice_of("Hello.").voice == "en-gb"
    assert materials.voice_of("你好。") == VoiceSettings("cmn+f5", 190, 30)
    assert materials.voice_of("[voice: old] Hello.").voice == "en-gb+m3"
    assert materials.voice_of("[voice: zh] Hello.").rate_wpm == 190


def test_mandarin_has_a_voice_of_its_own_where_none_is_written(tmp_path):
    materials = load(str(show_of(tmp_path, "wait: 1s")), "simulator").materials
    assert materials.voice_of("你好。").voice == "cmn+f5"


def test_the_name_of_a_voice_is_neither_said_nor_shown(tmp_path):
    voices = "voices: {old: en-gb+m3}\n"
    materials = load(str(show_of(tmp_path, "wait: 1s", voices)), "simulator").materials
    line = worded(fill("[voice: old] It was 1900.", materials.facts.value), materials)
    assert (line.text, line.written) == ("It was nineteen hundred.", "It was 1900.")
    assert line.settings.voice == "en-gb+m3"
    assert materials.shown("[voice: old] It was 1900.") == "It was 1900."


def test_both_parts_of_a_line_that_is_rendered_in_two_have_its_voice():
    assert first_sentence("[voice: old] Once upon a time. It was cold.") == (
        "[voice: old] Once upon a time.",
        "[voice: old] It was cold.",
    )


def test_a_neural_voice_that_is_not_installed_is_warned_of_with_what_stands_in(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("moderator.show.voices.neural_missing", lambda _: "piper-tts")
    voice = "defaults: {voice: {neural: joe}}\n"
    (problem,) = load(str(show_of(tmp_path, "speak: Hello.", voice)), "simulator").problems
    assert (problem.severity, problem.code) == ("warning", "no-neural-voice")
    assert problem.message == "piper-tts is not installed: en-us+f5 stands in"
    assert problem.hint == "pip install 'moderator[neural]'"


def test_a_voices_model_lies_in_the_shows_folder_and_its_settings_tell_its_language(tmp_path):
    show = show_of(tmp_path, "speak: 你好。", "voices: {zh: {neural: voices/hua.onnx}}\n")
    (show / "voices").mkdir()
    (show / "voices" / "hua.onnx").touch()
    settings = {"espeak": {"voice": "cmn"}, "audio": {"sample_rate": 22050}}
    beside = show / "voices" / "hua.onnx.json"
    beside.write_text(json.dumps({**settings, "phoneme_id_map": {"a": [1]}}))
    loaded = load(str(show), "simulator")
    assert list(loaded.problems) == []
    voice = loaded.materials.voice_of("你好。")
    assert (voice.neural, voice.voice) == (str(show / "voices" / "hua.onnx"), "cmn+f5")


@pytest.mark.parametrize("changed", ["hua.onnx", "hua.onnx.json"])
@pytest.mark.parametrize(
    "within", ["voices: {old: {neural: hua.onnx}}", "defaults: {voice: {neural: hua.onnx}}"]
)
def test_a_voices_model_and_its_settings_belong_to_the_shows_fingerprint(tmp_path, changed, within):
    settings = {"espeak": {"voice": "en"}, "audio": {"sample_rate": 22050}}
    show = show_of(tmp_path, "speak: Hello.", f"{within}\n")
    (show / "hua.onnx").touch()
    (show / "hua.onnx.json").write_text(json.dumps({**settings, "phoneme_id_map": {"a": [1]}}))
    before = load(str(show), "simulator").fingerprint()
    assert load(str(show), "simulator").fingerprint() == before
    (show / changed).write_text((show / changed).read_text() + " ")
    after = load(str(show), "simulator").fingerprint()
    assert after != before
    (show / changed).unlink()
    assert load(str(show), "simulator").fingerprint() not in (before, after)
