"""Somebody is called in each line as its language has it."""

from dataclasses import replace

import pytest

from moderator.cues.person import PersonWritten, said
from moderator.knowledge.template import fill
from moderator.show.lines import worded
from moderator.show.load import load

JI = PersonWritten.model_validate(
    {
        "name": "Ji Pengfei",
        "say": "Jee Pung-fay",
        "office": "General Manager",
        "zh": {"say": "ji4 peng2 fei1", "office": "总经理"},
    }
)
KIM = PersonWritten.model_validate(
    {"name": "Kim Cheolhag", "say": "Kim Chull-hahk", "zh": {"name": "金哲学 (김철학)"}}
)


def _filled(text, person=JI):
    return fill(text, {f"ji.{word}": value for word, value in person.facts().items()}.__getitem__)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Our speaker is {ji.name}, {ji.office}.", "Our speaker is Ji Pengfei, General Manager."),
        ("有请{ji.office}{ji.name}。", "有请总经理Ji Pengfei。"),
    ],
)
def test_a_line_names_somebody_in_its_own_language(text, written):
    assert _filled(text).written == written


def test_a_name_in_three_scripts_comes_out_whole():
    assert _filled("有请{ji.name}。", KIM).written == "有请金哲学 (김철학)。"


def test_who_has_no_office_has_no_fact_of_one():
    assert list(KIM.facts()) == ["name"]


def test_one_name_is_pronounced_as_the_language_of_the_line_does():
    people = {"ji": JI, "kim": KIM}
    assert said(people, "en") == {"Ji Pengfei": "Jee Pung-fay", "Kim Cheolhag": "Kim Chull-hahk"}
    assert said(people, "zh") == {"Ji Pengfei": "ji4 peng2 fei1", "Kim Cheolhag": "Kim Chull-hahk"}


SHOW = """\
show: {show}
starts: 2026-05-04T10:00+02:00
robot: Kuafu
people:
  ji: {{name: Ji Pengfei, say: Jee Pung-fay, office: Boss, zh: {{say: ji4 peng2, office: 总经理}}}}
acts: [{{act: Talks, cues: [{{cue: "1", wait: 1s}}]}}]
"""


@pytest.fixture
def materials(tmp_path):
    (tmp_path / "show.yaml").write_text(SHOW.format(show="Open Forum"), encoding="utf-8")
    return load(str(tmp_path), "simulator").materials


def test_both_languages_speak_the_one_name_each_in_its_way(materials):
    lines = ("Welcome Ji Pengfei.", "有请 Ji Pengfei。")
    told = [worded(fill(line, {}.__getitem__), materials).text for line in lines]
    assert told == ["Welcome Jee Pung-fay.", "有请 ji4 peng2。"]


def test_a_show_calls_people_as_the_language_of_its_own_name_does(materials, tmp_path):
    assert materials.person("ji").office == "Boss"
    assert replace(materials, language="zh").person("ji").office == "总经理"
    (tmp_path / "show.yaml").write_text(SHOW.format(show="开放合作论坛"), encoding="utf-8")
    assert load(str(tmp_path), "simulator").materials.language == "zh"
