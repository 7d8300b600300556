"""Asking the show's sources again while it is live, beside everything else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Literal

from moderator.engine.causes import in_a_line
from moderator.engine.parts import Parts
from moderator.journal.journal import Journal
from moderator.knowledge.sources.source import Source


def tell(journal: Journal, kind: Literal["notice", "warning"], words: str) -> None:
    """Record what a person should know of a source."""
    journal.write(kind, **{"text" if kind == "notice" else "what": words})


@asynccontextmanager
async def refreshing(parts: Parts) -> AsyncIterator[None]:
    """Keep the sources fresh while this is open; one that fails ends nothing.

    Args:
        parts: the run's parts.
    """
    slow = (each for each in parts.knowledge.live.values() if each.takes_time)
    keeping = [asyncio.create_task(_fresh(each, parts)) for each in slow]
    try:
        yield
    finally:
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)


async def _fresh(source: Source, parts: Parts) -> None:
    try:
        await source.keep_fresh(partial(tell, parts.journal))
    except Exception as error:  # noqa: BLE001 — a source that fails is no reason to end a show
        told = f"nobody asks {source.name} any more: {in_a_line(error)}"
        parts.journal.write("warning", what=told)
