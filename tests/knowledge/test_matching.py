"""A question finds the answer that was written for it, in other words too; or none."""

import pytest

from moderator.knowledge.matching import Offer, find, ranking

OFFERED = (
    Offer(
        "economy", ("How is the economy doing?", "What is the GDP?"), "In {gdp.year} 2024, {gdp} 5."
    ),
    Offer(
        "exports", ("Are exports growing?", "How much of the trade is exports?"), "By {trade} 3 %."
    ),
    Offer("guests", ("Where do our guests come from?", "Who is in the hall?"), "From France."),
    Offer("who", ("Who are you?", "What kind of robot are you?"), "I am Kuafu."),
    Offer(
        "tai_chi", ("Kuafu, how did you learn Tai Chi?", "Was Tai Chi hard?"), "It has 24 forms."
    ),
    Offer(
        "shop", ("When does the robot shop open?", "Where can I buy a robot?"), "On {shop} 1 May."
    ),
)


def found(question: str) -> str | None:
    match = find(question, OFFERED)
    return match.answer if match else None


@pytest.mark.parametrize("offer", OFFERED, ids=lambda offer: offer.answer)
def test_every_way_to_ask_finds_its_answer(offer):
    assert [found(way) for way in offer.ask] == [offer.answer] * len(offer.ask)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("And exports?", "exports"),
        ("Is what is exported on the rise?", "exports"),
        ("Tai Chi, was it difficult?", "tai_chi"),
        ("My knees hurt since the winter, so how did a robot learn Tai Chi?", "tai_chi"),
        ("Our friends in row nine want to know how the economy is doing.", "economy"),
        ("The economy isn't shrinking, is it?", "economy"),
        ("how is teh ecnoomy diong", "economy"),
        ("are ex ports growing", "exports"),
        ("um, the G D P, what, what is it", "economy"),
        ("And you are?", "who"),
        ("What was the GDP in 2024?", "economy"),
        ("How many forms has your Tai Chi?", "tai_chi"),
        ("Where have the people in this hall travelled from?", "guests"),
    ],
)
def test_other_words_find_it_too(question, answer):
    assert found(question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "What was the GDP in 1998?",
        "What is the GDP of Atlantis?",
        "Why are exports growing?",
        "How many jobs did the robot shop lose?",
        "How many sheep are in the economy?",
        "Do you like my tie?",
        "What is the capital of Mongolia?",
        "",
        "?!",
    ],
)
def test_what_nobody_wrote_an_answer_for_finds_none(question):
    assert found(question) is None


def test_of_two_answers_that_are_equally_near_none_is_given():
    twins = (Offer("one", ("What is the GDP?",)), Offer("two", ("What is the GDP, please?",)))
    assert ranking("the GDP?", twins)[0].likeness > 0.5
    assert find("the GDP?", twins) is None


def test_an_answer_with_figures_has_to_be_nearer():
    ask = ("Does the shop sell robots?",)
    others = OFFERED[:4]
    question = "Does the purple shop sell frozen robots?"
    assert find(question, (*others, Offer("shop", ask, "It does."))) is not None
    assert find(question, (*others, Offer("shop", ask, "It has 12."))) is None


def test_where_nothing_is_offered_nothing_is_found():
    assert find("Who are you?", ()) is None
