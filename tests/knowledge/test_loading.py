"""Loading what finds answers before the first question."""

from datetime import UTC, datetime
from pathlib import Path

from moderator.document import Problems
from moderator.knowledge import matching
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.loading import load
from moderator.knowledge.matching import Offer
from moderator.knowledge.recalling import Recalled, from_sheet
from moderator.knowledge.sheet import read_facts
from moderator.knowledge.wording import Wording

FACTS = read_facts(Path(__file__).with_name("town.yaml"), "town.yaml", Problems())
OFFERS = (Offer("loading", ("What is loaded before the first question?",)),)


async def test_once_it_is_loaded_the_first_question_has_nothing_worked_out(monkeypatch):
    knowledge = Knowledge(FACTS, {}, lambda: datetime(2025, 9, 10, tzinfo=UTC))
    await load([OFFERS, ()], knowledge)
    monkeypatch.setattr(matching, "Wording", lambda offered: Wording(()))
    sheets = from_sheet.cache_info().misses
    assert matching.find("What is loaded before the first question?", OFFERS)
    assert await Recalled(knowledge).find("How long is the Linden Bridge?")
    assert from_sheet.cache_info().misses == sheets


async def test_facts_are_worked_out_once_for_all_dialogues():
    knowledge = Knowledge(FACTS, {}, lambda: datetime(2025, 9, 10, tzinfo=UTC))
    await Recalled(knowledge).find("How long is the Linden Bridge?")
    sheets = from_sheet.cache_info().misses
    await Recalled(knowledge).find("How long is the Linden Bridge?")
    assert from_sheet.cache_info().misses == sheets
