"""Show mode: what is to come stays, until somebody unlocks it."""

from moderator.engine.locking import CHANGES
from moderator.engine.orders import Verb
from moderator.journal.board import board_of

WAITS = "\n".join(f'- {{cue: "{n}", wait: {n}0s}}' for n in range(1, 5))


async def test_a_locked_show_refuses_what_changes_it_and_nothing_else(on_stage):
    show = await on_stage(WAITS)
    assert (await show.order("lock")).accepted
    for verb in sorted(CHANGES):
        refused = await show.conductor.order(verb, "test", "3", words="2")
        assert refused.reason == "the show is locked: unlock it first"
    assert (await show.order("jump", "2")).accepted
    assert (await show.go(expecting="2")).accepted
    assert (await show.hold()).accepted


async def test_once_it_is_unlocked_it_can_be_changed(on_stage):
    show = await on_stage(WAITS)
    await show.order("lock")
    assert (await show.order("lock")).reason == "the show is locked"
    assert (await show.order("unlock")).accepted
    assert (await show.conductor.order(Verb.REORDER, "test", "3", words="2")).accepted


async def test_a_stop_is_never_locked(on_stage):
    show = await on_stage(WAITS)
    await show.order("lock")
    await show.go()
    assert show.stop().sent


async def test_the_record_tells_that_it_is_locked(on_stage):
    show = await on_stage(WAITS)
    assert not board_of(show.entries()).locked
    await show.order("lock")
    assert board_of(show.entries()).locked
