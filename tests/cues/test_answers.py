"""The line of an answer, by how old its facts are and whether anybody answers."""

from datetime import datetime, timedelta, timezone

import pytest
from tests.knowledge.fixed import Fixed

from moderator.cues.answers import Answer, Scripted
from moderator.document import Problems
from moderator.errors import SourceSilent
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.sheet import read_facts

NOW = datetime(2025, 9, 10, 15, 0, tzinfo=timezone(timedelta(hours=8)))
SHEET = """
gdp: {money: 69.66 billion yuan, as_of: H1 2025}
visitors: {count: 1200 visitors, as_of: "2025-09-10T14:30+08:00"}
sold: {count: 30 tickets, as_of: "2025-09-09T18:00+08:00"}
"""


@pytest.fixture
def weather():
    facts = {"temperature": "21 °C", "as_of": "14:05"}
    return Fixed("weather", facts, NOW - timedelta(minutes=55), good_for_ns=3600 * 10**9)


@pytest.fixture
def knowledge(weather, tmp_path):
    (tmp_path / "facts.yaml").write_text(SHEET, encoding="utf-8")
    facts = read_facts(tmp_path / "facts.yaml", "facts.yaml", Problems())
    return Knowledge(facts, {"weather": weather}, lambda: NOW)


def answer(say, **keys):
    return Answer(id="a", ask=("What is it?",), say=say, **keys)


def written(knowledge, say, **keys):
    return answer(say, **keys).filled(knowledge)[1].written


def test_news_is_said_as_it_is(knowledge):
    assert written(knowledge, "It is {weather.temperature}.") == "It is 21 °C."
    assert written(knowledge, "{gdp}.", fresh_for="1m") == "69.66 billion yuan."


def test_what_is_older_than_the_answer_wants_is_said_with_its_time(knowledge):
    said = written(knowledge, "It is {weather.temperature}.", fresh_for="30m")
    assert said == "It is 21 °C. That is as of 14:05."


def test_what_is_older_than_its_source_is_good_for_is_said_with_its_time(knowledge, weather):
    weather.as_of = NOW - timedelta(minutes=61)
    said = written(knowledge, "It is {weather.temperature}.", fresh_for="6h")
    assert said == "It is 21 °C. That is as of 14:05."
    assert written(knowledge, "It is {weather.temperature}.") == said


def test_where_the_line_tells_the_time_itself_nothing_is_added(knowledge):
    line = "At {weather.as_of} it was {weather.temperature}."
    assert written(knowledge, line, fresh_for="30m") == "At 14:05 it was 21 °C."


def test_a_written_line_for_what_is_stale_is_said_instead(knowledge):
    keys = {"fresh_for": "30m", "if_stale": "I have not looked outside lately."}
    said = written(knowledge, "It is {weather.temperature}.", **keys)
    assert said == "I have not looked outside lately."


def test_facts_of_the_sheet_age_too_and_have_their_day_when_it_is_another(knowledge):
    said = written(knowledge, "We have {visitors}.", fresh_for="10m")
    assert said == "We have 1,200 visitors. That is as of 14:30."
    said = written(knowledge, "{visitors}, {sold}.", fresh_for="10m")
    assert said.endswith("30 tickets. That is as of 18:00 on 9 September 2025.")


def test_the_time_is_that_of_the_line_when_it_is_said(knowledge, weather):
    line, _ = answer("It is {weather.temperature}.", fresh_for="30m").filled(knowledge)
    weather.facts["as_of"] = "14:59"
    assert knowledge.fill(line).written == "It is 21 °C. That is as of 14:59."


def test_a_source_that_never_answered_leaves_the_next_way_or_what_is_written(knowledge, weather):
    weather.silent = "weather has not answered"
    with pytest.raises(SourceSilent):
        written(knowledge, "It is {weather.temperature}.", fresh_for="30m")
    keys = {"fresh_for": "30m", "if_stale": "I cannot see outside."}
    assert written(knowledge, "It is {weather.temperature}.", **keys) == "I cannot see outside."


async def test_the_scripted_way_has_the_stale_answer_and_its_sources(knowledge):
    scripted = Scripted((answer("It is {weather.temperature}.", fresh_for="30m"),), knowledge)
    found = await scripted.find("What is it?")
    assert found.filled.used == ("weather.temperature", "weather.as_of")
    assert knowledge.sources(found.filled.used)[0].as_json() == {
        "fact": "weather.temperature",
        "as_of": "14:05",
        "source": "the weather",
    }
