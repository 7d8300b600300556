"""What the forum in Mandarin promises: the first show's afternoon, in its hall's own language."""

import json
import re
from pathlib import Path

import pytest

from moderator.cli.main import main
from moderator.cues.answers import offered
from moderator.cues.cue import Cue
from moderator.document import Problems, read_document
from moderator.knowledge.matching import find
from moderator.knowledge.template import fill, names_in
from moderator.show.checks import all_lines
from moderator.show.load import load
from moderator.show.sharing import SHARED
from moderator.values.language import language_of
from moderator.values.quantity import Text
from moderator.voice.line import split_marks

SCRIPTS = Path(__file__).parents[2] / "scripts"
SHOW = SCRIPTS / "open-cooperation-forum-zh"
LOADED = load(str(SHOW), "simulator")
FIRST = load(str(SCRIPTS / "open-cooperation-forum"), "simulator")
OWN_KEYS = {"lexicon", "preflight"}
LONGEST_LINE_S = 20.0

FIGURES = """
696.6亿元 | 7.6% | 973.8亿元 | 1312.9亿元 | 将近1800亿元 | 5.2% | 连续3年 | 7.7% | 7:3 | 1:9
146家 | 18.6% | 17.1个百分点 | 9.6亿美元 | 44.2亿美元 | 22.2亿美元 | 2.4% | 65% | 1.21亿美元
2.25亿美元 | 22.9% | 3个国家级 | 5个国家级 | 17个研发中心 | 1+3+1 | 2+4+4 | 1000亿元 | 1500亿元
394个 | 180多个国家和地区 | 30个驻外代表处 | 2025年10月1日
"""


def _cues(loaded) -> list[Cue]:
    return [cue for act in loaded.show.acts for cue in act.cues]


def _dialogue(loaded):
    [dialogue] = [cue.dialogue for cue in _cues(loaded) if cue.dialogue]
    return dialogue


ANSWERS = _dialogue(LOADED).answers
OFFERED = offered(ANSWERS, LOADED.materials.facts, "zh")


@pytest.fixture(scope="module")
def said():
    """Every line as captions have it."""
    live = {name: Text(f"<{name}>") for name in LOADED.materials.live}
    facts = LOADED.materials.facts
    lines = [split_marks(line)[0] for line in all_lines(LOADED.show)]
    return [fill(line, lambda n: live.get(n) or facts.value(n)).written for line in lines]


def test_it_checks_without_an_error_and_warns_of_its_voice_alone():
    assert [problem.code for problem in LOADED.problems] == ["no-better-voice"]


def test_it_says_itself_only_what_is_in_its_language():
    written = read_document(SHOW / "show.yaml", "show.yaml", Problems()).data
    assert written.keys() & set(SHARED) == OWN_KEYS
    assert [path.name for path in SHOW.iterdir()] == ["show.yaml"]


def test_its_cues_do_what_the_first_shows_do():
    def told(cue):
        kinds = [action.kind for action in cue.actions()]
        devices = [device for action in cue.actions() for device in action.devices()]
        whole = cue.continue_, cue.pre_wait, cue.post_wait, cue.fixed, cue.cuttable, cue.wait
        return cue.cue, kinds, devices, cue.send, cue.move, cue.play, cue.gestures, *whole

    def talks(loaded):
        kept = {"by", "at", "walk_on", "allotted", "warn", "overtime", "hand_over", "ends_on"}
        return [cue.talk.model_dump(include=kept) for cue in _cues(loaded) if cue.talk]

    assert list(map(told, _cues(LOADED))) == list(map(told, _cues(FIRST)))
    assert talks(LOADED) == talks(FIRST)
    assert [cue.cue for cue in LOADED.show.hot] == [cue.cue for cue in FIRST.show.hot]
    assert [act.at_most for act in LOADED.show.acts] == [act.at_most for act in FIRST.show.acts]


def test_whatever_is_asked_of_the_first_show_can_be_asked_of_it():
    assert [each.id for each in ANSWERS] == [each.id for each in _dialogue(FIRST).answers]


def test_every_line_is_in_mandarin_and_no_figure_is_written_in_one():
    lines = all_lines(LOADED.show)
    assert [line for line in lines if language_of(line) != "zh" and names_in(line) == ()] == []
    plain = (re.sub(r"\{[^}]*\}", "", line) for line in lines)
    assert [line for line in plain if re.search(r"\d", line) and not line.endswith("！")] == []


@pytest.mark.parametrize("figure", re.split(r"\s*[|\n]\s*", FIGURES.strip()))
def test_every_figure_of_the_sheet_can_be_heard(said, figure):
    assert any(figure in line for line in said)


@pytest.mark.parametrize("key", ["ji", "ye", "jiang"])
def test_a_speaker_is_announced_by_name_and_office_in_whatever_place(said, key):
    person = LOADED.materials.person(key)
    introduced = [line for line in said if f"{person.office}，{person.name}。" in line]
    assert len(introduced) == 3
    assert any(line.endswith(f"有请{person.name}！") for line in said)


@pytest.mark.parametrize(
    "key", ["sun", "wang_qizhi", "liang", "wang_shizhong", "kim", "ducrot", "zhang", "qi"]
)
def test_everybody_on_stage_is_named_with_the_office(said, key):
    person = LOADED.materials.person(key)
    assert language_of(person.office) == "zh"
    [line] = [line for line in said if f"{person.office}，{person.name}" in line]
    assert "有请" in line


@pytest.mark.parametrize(
    ("answer", "way"), [(answer, way) for answer in ANSWERS for way in answer.ask]
)
def test_every_way_to_ask_finds_its_answer(answer, way):
    match = find(way, OFFERED)
    assert match is not None
    assert match.answer == answer.id


def test_a_question_that_nobody_scripted_finds_no_answer():
    strays = LOADED.show.rehearsal.host.unscripted
    assert len(strays) >= 6
    assert [stray for stray in strays if find(stray, OFFERED)] == []


def test_ask_answers_in_mandarin_from_the_shared_sheet(capsys):
    assert main(["ask", str(SHOW), "上半年经济增长了多少？", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["id"]) == ("scripted", "gdp_half")
    assert "696.6亿元" in told["answer"]
    assert told["sources"][0]["as_of"] == "first half of 2025"


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """The entries of a rehearsal, and how long it was planned to be."""
    out = tmp_path_factory.mktemp("night")
    assert main(["rehearse", str(SHOW), "--seed", "1", "--out", str(out)]) == 0
    record = (out / "as-run.jsonl").read_text(encoding="utf-8")
    assert (out / "report.html").stat().st_size > 10_000
    return [json.loads(line) for line in record.splitlines()]


@pytest.mark.slow
def test_a_rehearsal_does_every_cue_and_asks_for_every_answer(night):
    ended = {e["cue"]: e["outcome"] for e in night if e["kind"] == "cue_ended"}
    assert ended == {cue.cue: "succeeded" for cue in _cues(LOADED)}
    given = [entry["id"] for entry in night if entry["kind"] == "answered"]
    assert {answer.id for answer in ANSWERS} <= set(given)
    assert None in given


@pytest.mark.slow
def test_it_fills_the_afternoon_and_no_line_is_long(night):
    assert 70 <= night[-1]["at"] / 60 <= 110
    said = [entry for entry in night if entry["kind"] in ("rendered", "said")]
    assert len(said) > 100
    assert [e["text"] for e in said if e["duration_s"] > LONGEST_LINE_S] == []


@pytest.mark.slow
def test_its_people_are_shown_as_mandarin_has_them(night):
    shown = {e["of"]: e["office"] for e in night if e["kind"] == "lower_third"}
    assert len(shown) == 11
    assert {language_of(office) for office in shown.values()} == {"zh"}
