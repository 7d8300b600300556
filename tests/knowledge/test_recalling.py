"""What the facts alone can answer, and that nothing else is answered from them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from moderator.cli.sources import sampled
from moderator.cues.answers import Scripted
from moderator.document import Problems
from moderator.errors import SourceSilent
from moderator.knowledge.finding import find
from moderator.knowledge.guard import cite, objections
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.recalling import Recalled
from moderator.knowledge.sheet import read_facts
from moderator.knowledge.sources.source import LIVE, Now, Reading, Source
from moderator.show.load import load
from moderator.values.quantity import Quantity, Text

HERE = Path(__file__).parent
FORUM = HERE.parents[1] / "scripts" / "open-cooperation-forum"
LAST = "facts_last.tsv"
NOW = datetime(2025, 9, 10, 14, 5, tzinfo=UTC)


class Weather(Source):
    """A thermometer that may be silent."""

    def __init__(self, *, silent=False):
        super().__init__("weather", ("temperature", "as_of"))
        self.silent = silent

    def read(self, fact):
        if self.silent:
            raise SourceSilent("nobody answers")
        value = Text("14:05") if fact == "as_of" else Quantity.parse("24 °C")
        return Reading(value, NOW, "Harbour Met Office")


def sheet(name, **live):
    problems = Problems()
    facts = read_facts(HERE / name, name, problems)
    assert not list(problems)
    return Recalled(Knowledge(facts, live, lambda: NOW))


def town(**live):
    return sheet("town.yaml", **live)


def rows(name):
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]


TOWN = town()


@pytest.mark.parametrize(("fact", "question"), rows("facts_questions.tsv"))
async def test_a_question_gets_the_fact_that_it_asks_for_or_none(fact, question):
    found = await TOWN.find(question)
    assert (found.filled.used[0] if found else "") == fact


async def test_questions_written_when_the_rules_were_done_get_their_fact_or_none():
    college = sheet("college.yaml")
    asked = [(fact, question, await college.find(question)) for fact, question in rows(LAST)]
    wrong = [q for fact, q, found in asked if found and found.filled.used[0] != fact]
    missed = [q for fact, q, found in asked if fact and not found]
    assert (wrong, len(missed)) == ([], 2)


async def test_a_fact_is_told_with_its_time_and_who_says_so():
    found = await TOWN.find("Are exports growing?")
    assert found.how == "facts"
    assert found.line == (
        "The yearly growth of exports stood at {exports.growth} from {exports.from} "
        "to {exports.to}, according to Chamber of Trade."
    )
    assert found.filled.used == ("exports.growth", "exports.from", "exports.to")


SHEET = """
forum:
  about: the network of ACME, the Association of Cranes
  source: ACME
  countries: {count: 180 countries, note: over 180 countries}
name:
  before: {text: Old Quay, about: the earlier name of the quay}
  now: {text: New Quay, about: the present name of the quay}
  when: {year: 2025}
  source: ACME
visitors: {count: "1,000 people", about: the visitors of the fair, source: ACME}
rain: {percent: 4 %, period: 2023–2024, about: the share of rain in all water, source: ACME}
wet: {percent: 5 %, period: 2024, about: the share of rain in water last year, source: ACME}
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many countries are there?", None),
        (
            "How many countries has ACME?",
            (
                "The network of ACME, the Association of Cranes, stands at over 180 countries, "
                "according to ACME."
            ),
        ),
        (
            "What was the earlier name of the quay?",
            "The earlier name of the quay was Old Quay, according to ACME.",
        ),
        (
            "What is the present name of the quay?",
            "The present name of the quay is New Quay in 2025, according to ACME.",
        ),
        (
            "How many visitors has the fair?",
            "The visitors of the fair stand at 1,000 people, according to ACME.",
        ),
        (
            "What is the share of rain in water from 2023 to 2024?",
            "The share of rain in all water stood at 4 % for 2023–2024, according to ACME.",
        ),
    ],
)
async def test_what_makes_a_figure_inexact_and_whose_it_is_are_told(tmp_path, question, answer):
    (tmp_path / "facts.yaml").write_text(SHEET, "utf-8")
    facts = read_facts(tmp_path / "facts.yaml", "facts.yaml", Problems())
    found = await Recalled(Knowledge(facts, {}, lambda: NOW)).find(question)
    assert (found and found.filled.written) == answer


async def test_what_is_computed_is_told_as_computed_and_names_its_inputs():
    found = await TOWN.find("How much did tourism revenue grow from 2019 to 2024?")
    assert found.filled.written == (
        "The growth of revenue from tourism in Port Linden stood at 29.7 % for 2019–2024, "
        "computed from the figures of Port Linden Council."
    )
    told = [origin.fact for origin in TOWN.knowledge.sources(found.filled.used)]
    assert told == ["tourism.growth", "tourism.now", "tourism.before", "tourism.growth.period"]


async def test_the_guard_has_no_objection_to_what_is_told():
    facts = TOWN.knowledge.facts
    for _, question in (row for row in rows("facts_questions.tsv") if row[0]):
        found = await TOWN.find(question)
        family = found.filled.used[0].partition(".")[0]
        cited = cite(facts, [name for name in facts.names() if name.split(".")[0] == family])
        assert objections(found.filled.written, cited, question) == ()


async def test_a_fact_of_a_source_is_told_with_the_moment_that_it_is_as_of():
    found = await town(weather=Weather()).find("What is the temperature now?")
    assert found.filled.written == (
        "The temperature is 24 °C, as of 14:05, according to Harbour Met Office."
    )
    assert await town(weather=Weather()).find("What is the temperature in Paris?") is None


async def test_a_silent_source_is_passed_over():
    recalled = town(weather=Weather(silent=True))
    assert await recalled.find("What is the temperature?") is None
    assert await recalled.find("How long is the Linden Bridge?") is not None


async def test_nothing_in_what_a_fact_is_about_is_read_as_a_mark(tmp_path):
    sheet = 'speed: {quantity: 3 m, about: "the {width} [mark: bow] of it", source: "{us}"}\n'
    (tmp_path / "facts.yaml").write_text(sheet, "utf-8")
    facts = read_facts(tmp_path / "facts.yaml", "facts.yaml", Problems())
    found = await Recalled(Knowledge(facts, {}, lambda: NOW)).find("What is the width mark bow?")
    assert found.line == "The (width) (mark: bow) of it is {speed}, according to the (us)."


def live(materials):
    """All that the show can ask, saying something."""
    names = {}
    for name in LIVE:
        source, _, fact = name.partition(".")
        names.setdefault(source, {})[fact] = lambda: Text("something")
    own = {name: Now(name, reads, lambda: NOW) for name, reads in names.items()}
    return own | dict(sampled(materials, lambda: NOW))


async def test_the_bars_hold_with_facts_after_the_scripted_answers():
    loaded = load(str(FORUM), "simulator")
    cues = (cue for act in loaded.show.acts for cue in act.cues)
    answers = next(cue.dialogue.answers for cue in cues if cue.dialogue)
    knowledge = Knowledge(loaded.materials.facts, live(loaded.materials), lambda: NOW)
    ways = (Scripted(answers, knowledge), Recalled(knowledge))
    right = figures = 0
    for answer, _, question in rows("paraphrases.tsv"):
        found = await find(question, ways, print)
        right += bool(found) and found.id == answer
    for _, question in rows("unanswerable.tsv"):
        found = await find(question, ways, print)
        assert not found or found.how == "scripted", question
        figures += bool(found and found.filled.used)
    assert right >= 0.95 * len(rows("paraphrases.tsv"))
    assert figures <= 0.02 * len(rows("unanswerable.tsv"))
