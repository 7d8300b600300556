import asyncio
from dataclasses import dataclass

from moderator.errors import SourceSilent
from moderator.knowledge.finding import Found, find
from moderator.knowledge.template import Filled

SURE = Found("scripted", "Yes.", Filled("Yes.", "Yes.", ()), "yes")
FROM_FACTS = Found("facts", "Perhaps.", Filled("Perhaps.", "Perhaps.", ()))


@dataclass
class Way:
    how: str
    does: object = None
    within_s: float = 1.0
    takes_s: float = 0.0
    asked: int = 0

    async def find(self, question):
        self.asked += 1
        await asyncio.sleep(self.takes_s)
        if isinstance(self.does, Exception):
            raise self.does
        return self.does


async def found(*ways):
    failed = []
    one = await find("Will it?", ways, lambda how, why: failed.append((how, why)))
    return one, failed


async def test_the_first_way_that_has_an_answer_gives_it():
    later = Way("facts", FROM_FACTS)
    assert await found(Way("scripted", SURE), later) == (SURE, [])
    assert later.asked == 0


async def test_a_way_without_an_answer_leaves_it_to_the_next():
    assert await found(Way("scripted"), Way("facts", FROM_FACTS)) == (FROM_FACTS, [])
    assert await found(Way("scripted"), Way("facts")) == (None, [])


async def test_a_way_that_fails_is_told_and_leaves_it_to_the_next():
    silent = Way("scripted", SourceSilent("nobody answers what clock.time is"))
    one, failed = await found(silent, Way("facts", FROM_FACTS))
    assert one is FROM_FACTS
    assert failed == [("scripted", "nobody answers what clock.time is")]


async def test_a_defect_in_a_way_is_told_without_its_words_and_leaves_it_to_the_next():
    broken = Way("model", IndexError("list index out of range in 'Will it?'"))
    assert await found(broken, Way("facts", FROM_FACTS)) == (
        FROM_FACTS,
        [("model", "a defect: IndexError")],
    )


async def test_a_way_that_takes_too_long_is_left():
    slow = Way("model", SURE, within_s=0.01, takes_s=5.0)
    one, failed = await found(slow, Way("facts", FROM_FACTS))
    assert one is FROM_FACTS
    assert failed == [("model", "it took more than 0.01 s")]
