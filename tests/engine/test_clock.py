"""The show's clock, in a rehearsal and live."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from moderator.engine.clock import Anchor, ShowClock

STARTS = datetime(2025, 9, 10, 6, tzinfo=UTC)
S = 10**9
H = 3600 * S


def live(late, **more):
    """A clock whose real one ran so late when the show's zero was made, and runs since."""
    loop = asyncio.get_running_loop()
    zero = STARTS + late - timedelta(seconds=loop.time())
    return ShowClock(
        STARTS, live=True, wall=lambda zone: zero + timedelta(seconds=loop.time()), **more
    )


async def test_a_rehearsal_begins_as_late_as_its_first_cue_is_planned():
    await asyncio.sleep(3)
    clock = ShowClock(STARTS, first_ns=90 * S)
    assert (clock.now_ns(), clock.date()) == (0, STARTS + timedelta(seconds=90))
    assert (clock.live, clock.planned_zero_ns, clock.first_go(5)) == (False, -90 * S, None)
    await asyncio.sleep(10)
    assert (clock.now_ns(), clock.date()) == (10 * S, STARTS + timedelta(seconds=100))


async def test_the_first_go_ties_a_live_shows_plan_to_the_real_clock_once():
    clock = live(timedelta(minutes=7))
    await asyncio.sleep(10)
    assert clock.first_go(5 * S) == STARTS + timedelta(minutes=7, seconds=10)
    assert clock.planned_zero_ns == -7 * 60 * S
    assert clock.date() == STARTS + timedelta(minutes=7, seconds=10)
    assert clock.first_go(5 * S) is None


@pytest.mark.parametrize(
    ("late", "planned_zero_ns"),
    [
        (timedelta(hours=11, minutes=59), -11 * H - 59 * 60 * S),
        (-timedelta(hours=11, minutes=59), 11 * H + 59 * 60 * S),
        (timedelta(hours=12), -5 * S),
        (-timedelta(days=3), -5 * S),
    ],
)
async def test_half_a_day_off_is_a_dress_rehearsal_whose_plan_begins_with_its_first_cue(
    late, planned_zero_ns
):
    clock = live(late)
    clock.first_go(5 * S)
    assert clock.planned_zero_ns == planned_zero_ns


async def test_a_moment_that_has_passed_is_not_waited_for():
    clock = ShowClock(STARTS)
    await asyncio.sleep(2)
    for when_ns in (S, 2 * S):
        await clock.until(when_ns)
    assert clock.now_ns() == 2 * S
    await clock.until(7 * S)
    assert clock.now_ns() == 7 * S


async def test_a_clock_that_goes_on_counts_what_went_by_meanwhile():
    clock = live(timedelta(minutes=10))
    clock.go_on(60 * S, Anchor(STARTS + timedelta(minutes=2), 30 * S))
    assert (clock.now_ns(), clock.planned_zero_ns) == (8 * 60 * S, 30 * S)
    assert clock.date() == STARTS + timedelta(minutes=10)
    assert clock.first_go(0) is None


async def test_a_real_clock_that_was_set_back_does_not_turn_the_show_back():
    clock = live(timedelta(minutes=2, seconds=20))
    clock.go_on(60 * S, Anchor(STARTS + timedelta(minutes=2), 30 * S))
    assert (clock.now_ns(), clock.planned_zero_ns) == (60 * S, 70 * S)
    assert clock.date() == STARTS + timedelta(minutes=2, seconds=20)


async def test_before_the_first_go_a_clock_that_goes_on_stands_where_it_stood():
    clock = live(timedelta(hours=1))
    clock.go_on(60 * S, None)
    assert clock.now_ns() == 60 * S
    assert clock.first_go(0) is not None


async def test_the_plan_is_tied_to_the_clock_in_whole_nanoseconds():
    begun, gone_on = live(timedelta(minutes=7, microseconds=1)), live(timedelta(minutes=10))
    begun.first_go(5 * S)
    gone_on.go_on(60 * S, Anchor(STARTS + timedelta(microseconds=1), 30 * S))
    for clock in (begun, gone_on):
        assert isinstance(clock.planned_zero_ns, int)
