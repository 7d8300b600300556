"""Questions in Mandarin, against a few answers of a show."""

import subprocess
import sys
from pathlib import Path

import pytest

from moderator.knowledge.mandarin import Said, mandarin, mended, sounds
from moderator.knowledge.matching import confusable, find, ranking
from moderator.knowledge.wording import Offer

ROOT = Path(__file__).parents[2]
BRIDGE = Offer(
    "bridge", ("大桥什么时候通车？", "大桥有多长？"), "大桥2026年通车，长{bridge} 3公里。"
)
HARBOUR = Offer(
    "harbour", ("港口的吞吐量是多少？", "港口今年怎么样？"), "港口今年的吞吐量是5万吨。"
)
GUIDE = Offer("guide", ("你是谁？", "你叫什么名字？"), "我是向导。")
OFFERED = (BRIDGE, HARBOUR, GUIDE)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("请问大桥哪天通车呀？", "bridge"),
        ("今年港口的情况如何？", "harbour"),
        ("怎么称呼您？", "guide"),
        ("大乔什么时候通车？", "bridge"),  # sounds alike
        ("港口吞吐凉是多少", "harbour"),
    ],
)
def test_other_words_and_what_sounds_alike_find_the_answer(question, answer):
    found = find(question, OFFERED)
    assert found
    assert found.answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "大桥在哪里？",
        "大桥为什么倒塌？",
        "港口明年的吞吐量是多少？",
        "北江区港口的吞吐量是多少？",
        "大桥有多少名工人？",
        "今天天气怎么样？",
    ],
)
def test_another_place_time_or_thing_finds_none(question):
    assert find(question, OFFERED) is None


def test_a_year_that_an_answer_has_not_is_another_one():
    assert find("2026年大桥通车吗？", OFFERED)
    assert find("2019年大桥通车了吗？", OFFERED) is None


def test_a_year_in_figures_is_the_same_as_in_characters():
    [one, other] = (ranking(f"{year}年大桥通车吗？", OFFERED) for year in ("2026", "二零二六"))
    assert one == other


def test_what_leads_up_to_a_question_is_no_harm():
    for lead in ("我奶奶最爱吃饺子，", "不知道您清不清楚，"):
        found = find(f"{lead}大桥什么时候通车？", OFFERED)
        assert found
        assert found.answer == "bridge"


def test_a_year_that_leads_up_to_a_question_is_asked_for_too():
    assert find("在2019年，港口的吞吐量是多少？", OFFERED) is None


def test_what_two_known_words_sound_alike_is_left_as_it_is():
    other = Offer("other", ("港扣牢不牢？",), "很牢。")
    assert ranking("港扣牢不牢？", (*OFFERED, other))[0].answer == "other"


def test_spaces_beside_figures_and_latin_words_change_nothing():
    [one, other] = (ranking(way, OFFERED) for way in ("2026 年大桥通车吗", "2026年大桥通车吗"))
    assert one == other


def test_checking_what_is_written_in_mandarin_loads_nothing_heavy():
    program = (
        "import sys; from tests.knowledge.test_mandarin import OFFERED, confusable;"
        "confusable(OFFERED); print(sorted({'cn2an', 'pypinyin'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT
    )
    assert told.stdout == b"[]\n"


def test_one_way_to_ask_for_two_answers_is_told_at_the_later_one():
    assert confusable(OFFERED) == []
    assert confusable((*OFFERED, Offer("same", ("大桥有多长？",), "很长。"))) == [(3, 0, 0)]


def test_a_question_is_cut_by_the_longest_words():
    texts = [token.text for token in mandarin().cut("地区生产总值有多少") if token.text != " "]
    assert texts == ["地区生产总值", "有", "多少"]
    assert Said("高炉有多高").keys == ["高炉"]


def test_mending_leaves_what_is_right():
    known = {pair: sounds(pair) for pair in ("石径", "石景", "景山")}
    assert mended("石井山", known) == "石景山"
    assert mended("石景山", known) == "石景山"
    assert mended("石径", known) == "石径"
