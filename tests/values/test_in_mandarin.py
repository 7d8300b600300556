"""Typed values in Mandarin."""

import sys

import pytest

from moderator.values.amounts import SCALES
from moderator.values.duration import NS_PER_S
from moderator.values.in_mandarin import said, said_in, written, written_in
from moderator.values.language import in_language, language_of
from moderator.values.mandarin_units import CURRENCIES, UNITS
from moderator.values.money import SIGNS
from moderator.values.quantity import KINDS, parse_value
from moderator.values.show_time import Left, Standing, Weekday
from moderator.values.units import UNITS as ENGLISH_UNITS

FORMS = [
    ("money", "69.66 billion yuan", "696.6亿元", "六百九十六点六亿元"),
    ("money", "69.60 billion yuan", "696.0亿元", "六百九十六点零亿元"),
    ("money", "180 billion yuan", "1800亿元", "一千八百亿元"),
    ("money", "960 million US dollars", "9.6亿美元", "九点六亿美元"),
    ("money", "2 billion yuan", "20亿元", "二十亿元"),
    ("money", "200 million yuan", "2亿元", "两亿元"),
    ("money", "1.2 trillion yuan", "1.2万亿元", "一点二万亿元"),
    ("money", "5 thousand euros", "5000欧元", "五千欧元"),
    ("money", f"1{'0' * 30} million yuan", f"1{'0' * 24}万亿元", f"一{'零' * 24}万亿元"),
    ("money", "20 thousand euros", "2万欧元", "两万欧元"),
    ("money", "-5 million yuan", "−500万元", "负五百万元"),
    ("money", "RMB 300", "300元", "三百元"),
    ("money", "2 yuan", "2元", "两元"),
    ("money", "5.50 yuan", "5.50元", "五元五角"),
    ("money", "3.05 yuan", "3.05元", "三元零五分"),
    ("money", "0.99 yuan", "0.99元", "九角九分"),
    ("money", "HK$2 million", "200万港元", "二百万港元"),
    ("percent", "7.6 %", "7.6%", "百分之七点六"),
    ("percent", "+7.6 %", "+7.6%", "百分之七点六"),
    ("percent", "-2 %", "−2%", "负百分之二"),
    ("count", "394 mechanisms", "394", "三百九十四"),
    ("count", "2 parks", "2", "两"),
    ("count", "12 parks", "12", "十二"),
    ("count", "1.2 million visitors", "120万", "一百二十万"),
    ("quantity", "17.1 percentage points", "17.1个百分点", "十七点一个百分点"),
    ("quantity", "−5 °C", "−5℃", "零下五摄氏度"),
    ("quantity", "5 km/h", "5公里/小时", "每小时五公里"),
    ("quantity", "3 ‰", "3‰", "千分之三"),
    ("quantity", "2 kg", "2公斤", "两公斤"),
    ("quantity", "1.66 m", "1.66米", "一点六六米"),
    ("ratio", "7:3", "7:3", "七比三"),
    ("ratio", "1:2:1", "1:2:1", "一比二比一"),
    ("year", "2025", "2025年", "二零二五年"),
    ("year", "2000", "2000年", "二零零零年"),
    ("period", "2024", "2024年", "二零二四年"),
    ("period", "H1 2025", "2025年上半年", "二零二五年上半年"),
    ("period", "Q3 2024", "2024年第三季度", "二零二四年第三季度"),
    ("period", "2021–2024", "2021—2024年", "二零二一至二零二四年"),
    ("date", "10 September 2025", "2025年9月10日", "二零二五年九月十日"),
    ("date", "2 February", "2月2日", "二月二日"),
    ("text", "“十五五”规划", "“十五五”规划", "“十五五”规划"),
]


@pytest.mark.parametrize(("kind", "english", "in_writing", "in_speech"), FORMS)
def test_a_value_is_written_and_said_as_the_table_has_it(kind, english, in_writing, in_speech):
    value = parse_value(kind, english)
    assert (written(value), said(value)) == (in_writing, in_speech)
    assert (written_in("zh", value), said_in("zh", value)) == (in_writing, in_speech)


@pytest.mark.parametrize(("kind", "english", "_written", "_said"), FORMS)
def test_english_is_as_the_value_itself_has_it(kind, english, _written, _said):
    value = parse_value(kind, english)
    assert (written_in("en", value), said_in("en", value)) == (value.written(), value.said())


def test_every_kind_of_value_is_in_the_table():
    assert {kind for kind, *_ in FORMS} == set(KINDS)


def test_every_unit_scale_and_currency_has_a_name():
    assert {unit.many for unit in ENGLISH_UNITS.values()} <= set(UNITS)
    assert {currency.many for currency in SIGNS.values()} <= set(CURRENCIES)
    assert all("0" not in said(parse_value("count", f"3 {scale}")) for scale in SCALES)


@pytest.mark.parametrize(
    ("value", "in_writing"),
    [
        (Standing(0), "准时"),
        (Standing(150 * NS_PER_S), "晚了2分钟"),
        (Standing(-60 * NS_PER_S), "提前了1分钟"),
        (Left(25 * 60 * NS_PER_S), "大约25分钟"),
        (Left(4200 * NS_PER_S), "大约1小时10分钟"),
        (Left(0), "不到一分钟"),
        (Weekday(2), "星期三"),
        (Weekday(6), "星期日"),
    ],
)
def test_what_the_show_tells_of_itself_is_told_in_mandarin(value, in_writing):
    assert (written(value), said(value)) == (in_writing, in_writing)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How are you?", "en"),
        ("你是谁？", "zh"),
        ("GDP是多少？", "zh"),
        ("CCOIC 是什么？", "zh"),
        ("What does 夸父 mean?", "en"),
        ("{trade.from}到{trade.to}", "zh"),
        ("[mark: nod] {gdp_h1}", "en"),
        ("Développement — 7.6 %", "en"),
    ],
)
def test_a_text_is_in_the_language_of_its_script(text, language):
    assert language_of(text) == language


def test_lines_in_another_language_are_taken_only_where_there_are_none():
    assert in_language("zh", ["No.", "不知道。"]) == ["不知道。"]
    assert in_language("zh", ["No."]) == ["No."]


def test_without_the_extra_a_number_is_said_digit_by_digit(monkeypatch):
    monkeypatch.setitem(sys.modules, "cn2an", None)
    assert said(parse_value("count", "7394 people")) == "七三九四"
