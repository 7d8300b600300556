"""What the forum show promises: the facts of the event, said right, by a show that runs."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from moderator.cli.main import main
from moderator.cues.answers import Answer, offered
from moderator.cues.dialogue import Dialogue
from moderator.knowledge.matching import find
from moderator.knowledge.template import fill, names_in
from moderator.show.checks import all_lines
from moderator.show.lengths import Measured
from moderator.show.lines import render_lines
from moderator.show.load import load
from moderator.show.rundown import rundown
from moderator.values.duration import NS_PER_S
from moderator.values.quantity import (
    Count,
    Date,
    Money,
    Percent,
    Period,
    Quantity,
    Ratio,
    Text,
    Year,
)
from moderator.voice.line import split_marks
from moderator.voice.render import Renderer

SHOW = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
LOADED = load(str(SHOW), "simulator")
LIVE = LOADED.materials.live
ACTS = ["Tai Chi", "Dialogue", "Key Industry Chain Release", "Launch Ceremony"]
LONGEST_LINE_S = 20.0
COUNTED = [f"{number}!" for number in range(1, 6)]
"""Lines of the countdown."""

SPEAKERS = {
    "Ji Pengfei": [
        "General Manager, Beijing Zhongguancun Tongli Technology Service Co., Ltd.",
        "China's Global Leadership in Science Fiction: From Fantasy to Reality",
    ],
    "Ye Qian": [
        "Co-President, Shoucheng Holdings",
        "President, Shoucheng Capital",
        "Taozhu Community, the first robot technology experience store brand",
        "Its first store opens on 1 October 2025, in Shougang Park",
    ],
    "Jiang Huai": [
        "Vice President and Secretary-General, China Convention/Exhibition/Event Society",
        "Member and Secretary-General, Exhibition Industry Standardization",
        "Technical Committee, Ministry of Commerce",
        "Exhibition Economy: A Catalyst for International Connectivity",
    ],
}

LAUNCHED_BY = {
    "Sun Xiao": "From the China Chamber of International Commerce, CCOIC, its Secretary-General",
    "Wang Qizhi": "Deputy District Mayor of Shijingshan",
    "Liang Jie": "General Manager of Beijing North Star",
    "Wang Shizhong": "Deputy General Manager of Shougang Group",
    "Kim Cheolhag": "Secretary-General of the Korea e-Sports Association",
    "Norbert Ducrot": "Advisor to ADNRS, the Association Pour le Développement de la Nouvelle"
    " Route de la Soie",
    "Zhang Li": "Co-President of Asia Digital Group",
    "Rachel Qi": "Co-Chair of the China and New Zealand Business Council",
}

FIGURES = """
69.66 billion yuan | 7.6 % | 97.38 billion yuan | 131.29 billion yuan | nearly 180 billion yuan
5.2 % | 3 years running | 7.7 % | 7:3 | 1:9 | 146 new foreign-invested enterprises | 18.6 %
17.1 percentage points | 960 million US dollars | 4.42 billion US dollars | 2.22 billion US dollars
2.4 % | 65 % | 121 million US dollars | 225 million US dollars | 22.9 %
3 national original-technology hubs | 5 national innovation centres | 17 R&D centres
1+3+1 | 2+4+4 | 100 billion yuan | 150 billion yuan | 15th Five-Year Plan
394 bilateral and multilateral mechanisms | over 180 countries and regions | 30 overseas offices
"""


@pytest.fixture(scope="module")
def show():
    assert LOADED.show is not None
    return LOADED.show


@pytest.fixture(scope="module")
def materials():
    assert LOADED.materials is not None
    return LOADED.materials


def _filled(text: str) -> str:
    """A line as captions have it, its facts filled in."""
    assert LOADED.materials is not None
    live = {name: Text(f"<{name}>") for name in LIVE}
    facts = LOADED.materials.facts
    words, _ = split_marks(text)
    return fill(words, lambda name: live.get(name) or facts.value(name)).written


@pytest.fixture(scope="module")
def said(show):
    return [_filled(line) for line in all_lines(show)]


def _dialogue() -> Dialogue:
    assert LOADED.show is not None
    (dialogue,) = [cue.dialogue for act in LOADED.show.acts for cue in act.cues if cue.dialogue]
    return dialogue


ANSWERS = _dialogue().answers
WAYS = [(answer.id, way) for answer in ANSWERS for way in answer.ask]
OFFERED = offered(ANSWERS, LOADED.materials.facts)


def test_it_checks_without_an_error_or_a_warning():
    assert [str(problem) for problem in LOADED.problems] == []


def test_it_has_its_four_acts_each_with_a_limit(show):
    assert [act.act for act in show.acts] == ACTS
    assert all(act.at_most for act in show.acts)


@pytest.mark.parametrize(("name", "wanted"), SPEAKERS.items())
def test_a_speaker_is_announced_by_name_office_and_title(said, name, wanted):
    together = "\n".join(said)
    assert [words for words in wanted if words not in together] == []
    assert f"Please welcome {name}." in together
    assert any(line.strip() == f"Thank you, {name}." for line in said)


@pytest.mark.parametrize(("name", "office"), LAUNCHED_BY.items())
def test_everybody_on_stage_is_named_with_the_office(said, name, office):
    (line,) = [line for line in said if line.endswith(f": {name}.")]
    assert office in line


def test_the_alliance_is_named_and_launched(said):
    alliance = "Beijing International Convention and Exhibition Innovation Alliance"
    assert f"The {alliance} is launched. Congratulations." in said


@pytest.mark.parametrize("figure", re.split(r"\s*[|\n]\s*", FIGURES.strip()))
def test_every_figure_of_the_sheet_can_be_heard(said, figure):
    assert any(figure in line for line in said)


def test_no_figure_is_written_in_a_line(show):
    written = [line for line in all_lines(show) if line not in COUNTED]
    assert [line for line in written if re.search(r"\d", re.sub(r"{[^}]*}", "", line))] == []


def test_every_fact_that_is_said_has_its_date_and_source(show, materials):
    names = {name for line in all_lines(show) for name in names_in(line)} - set(LIVE)
    for name in sorted(name for name in names if not name.startswith("people.")):
        fact = materials.facts.find(name)
        assert fact is not None
        assert fact.as_of, name
        assert fact.source, name


def test_no_fact_lies_on_the_sheet_unsaid():
    assert [problem for problem in LOADED.problems if problem.code == "unused-fact"] == []


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_a_figure_is_said_with_its_year(answer: Answer):
    assert LOADED.materials is not None
    names = [name for name in names_in(answer.say) if name not in LIVE]
    values = [LOADED.materials.facts.value(name) for name in names]
    if any(isinstance(value, Money | Percent | Count | Quantity | Ratio) for value in values):
        dated = any(isinstance(value, Year | Period | Date) for value in values)
        assert dated or "park.plan" in names


def test_at_least_fourteen_answers_and_eight_from_facts():
    assert len(ANSWERS) >= 14
    from_facts = [answer for answer in ANSWERS if set(names_in(answer.say)) - set(LIVE)]
    assert len(from_facts) >= 8
    assert all(3 <= len(answer.ask) <= 8 for answer in ANSWERS)


def test_one_answer_tells_the_time_and_how_late_the_show_is():
    (clock,) = [answer for answer in ANSWERS if answer.id == "clock"]
    assert set(names_in(clock.say)) == {"clock.time", "show.over"}


@pytest.mark.parametrize(("answer", "way"), WAYS)
def test_every_way_to_ask_finds_its_answer(answer, way):
    match = find(way, OFFERED)
    assert match is not None
    assert match.answer == answer


def test_a_question_that_nobody_scripted_finds_no_answer(show):
    strays = show.rehearsal.host.unscripted
    assert len(strays) >= 6
    assert [stray for stray in strays if find(stray, OFFERED)] == []


def test_there_are_ways_out_and_hot_cues():
    assert LOADED.show is not None
    assert len(_dialogue().deflect) >= 4
    assert len(LOADED.show.hot) >= 4


@pytest.mark.slow
def test_it_fills_the_afternoon_and_no_line_is_long(show, materials):
    with Renderer() as renderer:
        ready = render_lines(show, materials, renderer)
    sounds = {text: line.sound for text, line in ready.items()}
    planned = rundown(show, materials, Measured(materials, sounds)).planned_ns / NS_PER_S / 60
    assert 75 <= planned <= 110
    long = [
        line.written
        for line in ready.values()
        if line.sound.duration_ns > LONGEST_LINE_S * NS_PER_S
    ]
    assert long == []


def _rehearsed(out: Path, seed: int) -> Path:
    arguments = ["rehearse", str(SHOW), "--seed", str(seed), "--out", str(out), "--json"]
    assert main(arguments) == 0
    return out / "as-run.jsonl"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return _rehearsed(tmp_path_factory.mktemp("night"), 1)


@pytest.mark.slow
def test_a_rehearsal_does_every_cue_of_every_act(show, record):
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    ended = {e["cue"]: e["outcome"] for e in entries if e["kind"] == "cue_ended"}
    assert ended == {cue.cue: "succeeded" for act in show.acts for cue in act.cues}


@pytest.mark.slow
def test_a_rehearsal_asks_for_every_answer_and_for_some_that_there_are_not(record):
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    given = [entry["id"] for entry in entries if entry["kind"] == "answered"]
    assert {answer.id for answer in ANSWERS} <= set(given)
    assert None in given


@pytest.mark.slow
def test_a_speaker_who_runs_over_is_reminded(record):
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    climbed = [e["grade"] for e in entries if e["kind"] == "courtesy" and e["cue"] == "44"]
    assert climbed == ["monitor", "look", "gesture", "remind"]


@pytest.mark.slow
def test_each_speaker_is_introduced_once_and_everybody_named_has_a_lower_third(record):
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    assert [e["by"] for e in entries if e["kind"] == "introduced"] == list(SPEAKERS)
    shown = [e["name"] for e in entries if e["kind"] == "lower_third"]
    assert shown == [*SPEAKERS, *LAUNCHED_BY]


@pytest.mark.slow
def test_the_launch_is_on_one_beat(record):
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    launch = [entry for entry in entries if entry["cue"] == "81"]
    counted = [e["at"] + e["first_word_s"] for e in launch if e["kind"] == "said"]
    beats = [round(later - first, 6) for first, later in pairwise(counted)]
    assert beats == [1.5] * 5
    sent = {e["to"]: e["at"] for e in launch if e["kind"] == "sent"}
    zero = round(counted[-1], 6)
    assert {to: at for to, at in sent.items() if to != "sound"} == {
        "lights": zero,
        "screen": zero,
        "effects": zero,
    }


@pytest.mark.slow
def test_the_same_seed_gives_the_same_record_and_another_seed_another(record, tmp_path):
    assert _rehearsed(tmp_path / "again", 1).read_bytes() == record.read_bytes()
    assert _rehearsed(tmp_path / "other", 2).read_bytes() != record.read_bytes()
