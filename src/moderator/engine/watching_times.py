"""Telling the operator that a fixed time will be missed, and what would help."""

import asyncio
from contextlib import suppress

from moderator.engine.conductor import Conductor
from moderator.engine.expecting import Offer
from moderator.engine.lifecycle import CALLABLE, State
from moderator.engine.parts import Parts
from moderator.values.duration import NS_PER_S

_UNDER_WAY = (*CALLABLE, State.HELD)
_PAST_S = 0.001
"""So long after a time could last be met it is missed."""


async def watch_times(parts: Parts, conductor: Conductor) -> None:
    """Record what is offered whenever that changes; it never ticks.

    It looks when anything changes, and at the moment at which what runs will have taken so long
    that another fixed time is missed, or that what was offered is not enough any more.

    Args:
        parts: the run's parts.
        conductor: says when anything changes.
    """
    if parts.rundown.last_fixed < 0:
        return
    told: Offer | None = None
    while True:
        seen, wait_s = conductor.turns, None
        if conductor.lifecycle.now in _UNDER_WAY:
            coming = parts.time.to_last_fixed()
            offer = coming.offer(parts.rundown.cuttable)
            if _heart(offer) != _heart(told):
                _tell(parts, offer, told)
                told = offer
            now_ns = parts.clock.now_ns() - parts.clock.planned_zero_ns
            lasts_ns = coming.lasts_ns(now_ns, offer.drop if offer else ())
            wait_s = None if lasts_ns is None else lasts_ns / NS_PER_S + _PAST_S
        if wait_s is None:
            await conductor.turned(seen)
            continue
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await conductor.turned(seen)


def _heart(offer: Offer | None) -> tuple[str, ...]:
    """What an offer is about, without the figure that grows."""
    return (offer.missed.number, *(called.number for called in offer.drop)) if offer else ()


def _tell(parts: Parts, offer: Offer | None, told: Offer | None) -> None:
    if offer:
        parts.journal.write("notice", offer.missed.number, text=offer.in_words())
    elif told:
        text = f"cue {told.missed.number} comes in time again"
        parts.journal.write("notice", told.missed.number, text=text)
