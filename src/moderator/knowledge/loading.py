"""Loading what finds answers, so that the first question is answered as fast as the others."""

import asyncio
from collections.abc import Iterable

from moderator.knowledge import matching
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.recalling import Recalled
from moderator.knowledge.wording import Offer


async def load(offered: Iterable[tuple[Offer, ...]], knowledge: Knowledge) -> None:
    """Load it, in steps that hold up nothing else for long.

    Args:
        offered: the scripted answers of each dialogue, in each language.
        knowledge: has the facts.
    """
    matching.load()
    for offers in filter(None, offered):
        await asyncio.sleep(0)
        matching.find(offers[0].ask[0], offers)
    await asyncio.sleep(0)
    await Recalled(knowledge).find("How many people are there, and how much is it in 2024?")
