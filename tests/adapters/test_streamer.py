"""Poses leave at their own times, and none when it is too late."""

import asyncio
import time

import pytest

from moderator.adapters.wired.streamer import Streamer

pytestmark = pytest.mark.real_time


async def test_after_a_loop_that_stood_still_nothing_is_sent_and_that_is_told():
    sent, told = [], []
    streamer = Streamer(100.0, lambda _, now_s: sent.append(now_s), 0.1, told.append)
    streamer.begin(object())
    await asyncio.sleep(0.1)
    before = len(sent)
    time.sleep(0.3)  # noqa: ASYNC251 — the loop is to stand still
    await asyncio.sleep(0.05)
    assert not streamer.on
    assert len(sent) == before
    assert told[0].startswith("the show computer stood still for 0.")
