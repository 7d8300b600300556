"""Questions that two answers fit equally well are found without comparing every pair at length."""

import random

from moderator.knowledge.matching import CLEAR_BY, Offer, confusable, find, ranking

WORDS = ["what", "is", "the", "how", "does", *["economy", "growth", "robots", "district"] * 2]


def offers(ways):
    return tuple(Offer(answer, tuple(asked)) for answer, asked in ways.items())


def test_a_question_that_another_answer_fits_as_well_is_found_and_find_could_not_choose():
    offered = offers(
        {
            "gdp": ["What is the GDP?", "How does the economy fare?"],
            "fare": ["Where is the museum?", "Please, how does the economy fare?"],
        }
    )
    assert confusable(offered) == [(1, 1, 0)]
    assert find("Please, how does the economy fare?", offered) is None


def test_questions_of_one_answer_may_be_as_alike_as_they_like():
    assert confusable(offers({"gdp": ["What is the GDP?", "What's the GDP?"]})) == []


def test_the_quick_look_finds_what_comparing_every_pair_finds():
    found = 0
    for seed in range(20):
        draw = random.Random(seed)
        offered = offers(
            {
                f"answer {answer}": [
                    " ".join(draw.choices(WORDS, k=draw.randint(2, 5))) for _ in range(5)
                ]
                for answer in range(10)
            }
        )
        unclear = set()
        for number, offer in enumerate(offered):
            for position, way in enumerate(offer.ask):
                likeness = {match.number: match.likeness for match in ranking(way, offered)}
                if any(
                    its and likeness[number] - its < CLEAR_BY
                    for other, its in likeness.items()
                    if other != number
                ):
                    unclear.add((number, position))
        told = confusable(offered)
        assert {(number, position) for number, position, _ in told} <= unclear
        pairs = {frozenset((number, other)) for number, _, other in told}
        assert {number for number, _ in unclear} <= {number for pair in pairs for number in pair}
        found += len(unclear)
    assert found > 20
