"""Questions that two answers fit equally well are found without comparing every pair at length."""

import random

from moderator.knowledge.matching import CLEAR_BY, confusable, find, likeness

WORDS = ["what", "is", "the", "how", "does", *["economy", "growth", "robots", "district"] * 2]


def test_a_question_that_another_answer_fits_as_well_is_found_and_find_could_not_choose():
    offered = {
        "gdp": ["What is the GDP?", "How does the economy fare?"],
        "fare": ["Where is the museum?", "Please, how does the economy fare?"],
    }
    assert list(confusable(offered)) == [("fare", 1, "gdp")]
    assert find("Please, how does the economy fare?", offered) is None


def test_questions_of_one_answer_may_be_as_alike_as_they_like():
    assert list(confusable({"gdp": ["What is the GDP?", "What's the GDP?"]})) == []


def test_the_quick_look_finds_what_comparing_every_pair_finds():
    found = 0
    for seed in range(20):
        draw = random.Random(seed)
        offered = {
            str(answer): [" ".join(draw.choices(WORDS, k=draw.randint(2, 5))) for _ in range(5)]
            for answer in range(10)
        }
        answers = list(offered.items())
        pairs = {
            (answer, position)
            for number, (answer, ways) in enumerate(answers)
            for position, way in enumerate(ways)
            if any(likeness(way, other) > 100 - CLEAR_BY for _, other in answers[:number])
        }
        assert {(answer, position) for answer, position, _ in confusable(offered)} == pairs
        found += len(pairs)
    assert found > 20
