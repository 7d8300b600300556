"""The number guard: no untrue draft passes, and nearly all that say the same as the facts do."""

from collections import Counter
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.knowledge.altered_drafts import NAMED, as_written, drafts, faithful, sheet, untrue

from moderator.knowledge.guard import Cited, cite, objections
from moderator.knowledge.guard.draft import sentences
from moderator.values.number_words import read_number_words
from moderator.values.numerals import cardinal, decimal, year
from moderator.values.quantity import Period, parse_value

FACTS = sheet()
WRITTEN = [*drafts("faithful.tsv"), *drafts("last.tsv")]
GROWTH = Cited(
    "growth",
    parse_value("percent", "7.6 %"),
    "the growth of the economy",
    (Period(2025, 2025, "H1"),),
    source="The District, at the forum",
    note='"nearly" 7.6 %; the fastest of the northern districts',
)


@cache
def cited(families):
    return cite(FACTS, [name for name in FACTS.names() if name.partition(".")[0] in families])


def passes(draft, text):
    return not objections(text, cited(draft.cited), draft.question, NAMED)


def form(text):
    return sentences(text)[0][0].form


def test_at_least_95_percent_of_faithful_drafts_pass_however_their_figures_are_written():
    made = [(draft, text) for draft in WRITTEN for text in faithful(FACTS, draft, many=4, seed=1)]
    dropped = [text for draft, text in made if not passes(draft, text)]
    assert len(made) >= 500
    assert len(dropped) <= 0.05 * len(made), dropped


def test_no_draft_with_something_altered_passes():
    made = [bad for draft in WRITTEN for bad in untrue(FACTS, draft, each=1, seed=1)]
    assert len(made) >= 500
    assert min(Counter(bad.how for bad in made).values()) >= 50
    assert [bad for bad in made if passes(bad.draft, bad.text)] == []


def test_no_untrue_draft_passes_that_a_person_wrote():
    written = drafts("untrue.tsv")
    assert len(written) > 150
    assert [draft.text for draft in written if passes(draft, draft.text)] == []


def test_a_draft_passes_with_facts_beside_that_it_does_not_use():
    others = {draft.cited for draft in WRITTEN[:40]}
    for draft in WRITTEN[::8]:
        if passes(draft, as_written(FACTS, draft)):
            for more in sorted(others)[:4]:
                wide = cited(tuple(dict.fromkeys((*draft.cited, *more))))
                text = as_written(FACTS, draft)
                assert objections(text, wide, draft.question, NAMED) == (), (more, text)


@pytest.mark.parametrize(
    "same",
    [
        ("69.66 billion yuan", "RMB 69,660 million", "¥69.66bn", "69,660,000,000 RMB",
         "sixty-nine point six six billion yuan", "６９．６６ billion yuan"),
        ("4.42 billion US dollars", "US$4.42 billion", "$4,420m", "4.42 billion U.S. dollars"),
        ("7.6 %", "7.6%", "+7.6 %", "seven point six per cent", "7.60 percent"),
        ("17.1 percentage points", "seventeen point one points", "17.1 pp"),
        ("21 °C", "21°C", "twenty-one degrees Celsius"),
        ("20 km/h", "20km/h", "twenty kilometres per hour"),
        ("3 m²", "3 square metres"),
        ("H1 2025", "first half of 2025", "first half of twenty twenty-five", "2025's first half"),
        ("1 October 2025", "October 1st, 2025", "2025-10-01", "first of October 2025"),
        ("2021 to 2024", "2021–2024", "2021-24", "twenty twenty-one to twenty twenty-four"),
        ("7:3", "7 : 3", "seven to three"),
        ("2+4+4", "2 + 4 + 4", "two plus four plus four"),
        ("146", "one hundred and forty-six"),
        ("15th", "fifteenth"),
    ],
)  # fmt: skip
def test_a_figure_is_the_same_in_every_form(same):
    assert len({form(text) for text in same}) == 1
    assert form(same[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("69.66 billion yuan", "69.66 billion US dollars"),
        ("69.66 billion yuan", "69.66 million yuan"),
        ("69.66 billion yuan", "69.6 billion yuan"),
        ("7.6 %", "-7.6 %"),
        ("7.6 %", "7.6 percentage points"),
        ("7:3", "3:7"),
        ("H1 2025", "H2 2025"),
        ("first half of 2025", "2025"),
        ("24", "two dozen"),
    ],
)
def test_a_figure_is_another_in_size_unit_sign_or_order(one, other):
    assert form(one) != form(other)


@given(st.integers(0, 10**15 - 1))
def test_a_whole_number_in_words_is_read_back(number):
    words = cardinal(number).replace("-", " ").split()
    assert read_number_words(words) == (number, len(words))


@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_in_words_is_read_back(number):
    words = decimal(number).replace("-", " ").split()
    assert read_number_words(words) == (number, len(words))


@given(st.integers(1000, 2999))
def test_a_year_in_words_is_read_back(number):
    words = year(number).replace("-", " ").split()
    assert read_number_words(words) == (number, len(words))


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("The economy grew by 7.5 %.", "'7.5 %' is not in the facts"),
        ("In 2024, the economy grew by 7.6 %.", "'7.6 %' is not for the time it is said with"),
        ("The economy of Elsewhere grew by 7.6 %.",
         "'Elsewhere' is not said of the growth of the economy"),
        ("The economy grew by about 7.6 %.",
         "'7.6 %' is said as inexact, and the facts do not"),
        ("It was 7.6 %.", "'7.6 %' is said without what it is a figure of"),
        ("Elsewhere is nice.", "'Elsewhere' is not a name in the facts"),
        ("Nothing else is the fastest.", "'fastest' is not in the facts"),
        ("经济增长", "'经济增长' cannot be read"),
    ],
)  # fmt: skip
def test_an_objection_says_what_is_not_in_the_facts(draft, why):
    assert why in objections(draft, [GROWTH])


def test_what_the_note_says_may_be_said_as_it_says_it():
    assert objections("The economy grew by nearly 7.6 %.", [GROWTH]) == ()
    whole = "The economy grew by 7.6 %, the fastest of the northern districts."
    assert objections(whole, [GROWTH]) == ()
    assert objections("The economy grew by 7.6 %, the fastest of all.", [GROWTH])


def test_it_is_what_was_asked_for_where_the_facts_have_that():
    assert objections("It was 7.6 %.", [GROWTH], "How fast was the growth of the economy?") == ()
    assert objections("It was 7.6 %.", [GROWTH], "How fast was the growth of wages?")
    assert objections("It was 7.6 %.", [GROWTH], "How fast was the growth of the economy in 2020?")


def test_a_name_of_the_question_may_be_said_but_no_figure_with_it():
    asked = "And how is Elsewhere?"
    assert objections("I have nothing on Elsewhere.", [GROWTH], asked) == ()
    assert objections("The economy of Elsewhere grew by 7.6 %.", [GROWTH], asked)


def test_parts_hold_for_the_times_of_what_they_belong_to():
    growth, share = cite(FACTS, ["trade.growth", "trade.share"])
    assert [time.written() for time in growth.times] == ["2021–2024"]
    assert [time.written() for time in share.times] == ["2024"]


WORDS = st.sampled_from(
    "the economy grew by 7.6 % in 2025 first half of to and , . : - – one third two point billion "
    "yuan US$ from 2021 October 1st it not % ( over H1 + \" '".split()
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)))
@example("from 2021 to")
@example("- - 1:")
@example("1" + "0" * 29)
def test_any_draft_gets_an_answer(draft):
    assert isinstance(objections(draft, [GROWTH], draft, [draft]), tuple)
    assert isinstance(objections(draft, []), tuple)
