"""Waiting for what changes about a show, and orders that come too late."""

import asyncio

CUES = '- {cue: "1", wait: 5s}\n- {cue: "2", wait: 5s}'


async def test_who_waits_from_now_on_is_woken_by_the_next_change(on_stage):
    show = await on_stage(CUES)
    waiting = asyncio.create_task(show.conductor.turned())
    await show.after(60)
    assert not waiting.done()
    await show.order("next")
    await asyncio.wait_for(waiting, 1)


async def test_who_has_not_seen_the_last_change_waits_for_no_other(on_stage):
    show = await on_stage(CUES)
    seen = show.conductor.turns
    await show.order("next")
    await asyncio.wait_for(show.conductor.turned(seen), 1)


async def test_who_has_seen_the_last_change_waits_for_another(on_stage):
    show = await on_stage(CUES)
    await show.order("next")
    waiting = asyncio.create_task(show.conductor.turned(show.conductor.turns))
    await show.after(60)
    assert not waiting.done()
    await show.order("back")
    await asyncio.wait_for(waiting, 1)


async def test_who_has_seen_how_often_preflight_was_green_waits_for_the_next_time(on_stage):
    from moderator.engine.preflight import prepare

    show = await on_stage(CUES)
    assert await show.conductor.made_ready(0) == 1
    waiting = asyncio.create_task(show.conductor.made_ready(1))
    await show.after(60)
    assert not waiting.done()
    show.stop()
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    assert await asyncio.wait_for(waiting, 1) == 2


async def test_an_order_that_has_not_been_looked_at_when_the_show_is_left_is_refused(on_stage):
    show = await on_stage(CUES)
    asking = asyncio.create_task(show.go())
    await asyncio.sleep(0)
    show.conductor.close()
    answer = await asyncio.wait_for(asking, 1)
    assert (answer.accepted, answer.reason) == (False, "the show has ended")
    assert show.entries("go") == []
