"""Which cues to drop, held against every way to drop some."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from moderator.show.cutting import Remaining, cuts
from moderator.show.laying_out import Slot

S = 10**9
FOLLOWS = st.sampled_from(["none", "none", "none", "auto_follow", "auto_continue"])


@st.composite
def plans(draw):
    """A few cues, some with a fixed time, some that may be dropped, in an order."""
    slots, order = [], []
    for at in range(draw(st.integers(1, 9))):
        length = draw(st.integers(0, 60))
        fixed = draw(st.one_of(st.none(), st.none(), st.integers(0, 200)))
        slots.append(Slot(length, draw(FOLLOWS), fixed))
        if fixed is None and draw(st.booleans()):
            order.append(at)
    remaining = Remaining(
        tuple(slots), draw(st.integers(0, 60)), 2, draw(st.integers(0, 60)), draw(st.booleans())
    )
    return remaining, draw(st.permutations(order))


def every_cut(order):
    return (cut for many in range(len(order) + 1) for cut in combinations(order, many))


def plainly(remaining, order):
    """The same policy, each time laid out anew from the first cue to the last."""
    possible = remaining.met(order)
    dropped = []
    for fixed in sorted(possible):
        before = [at for at in order if at < fixed and at not in dropped]
        while fixed not in remaining.met(dropped):
            dropped.append(before.pop(0))
    for at in sorted(dropped, key=order.index, reverse=True):
        without = [other for other in dropped if other != at]
        if possible <= remaining.met(without):
            dropped = without
    return tuple(sorted(dropped, key=order.index))


@given(plans())
def test_laying_out_anew_in_part_drops_the_same_as_laying_out_all(plan):
    assert cuts(*plan) == plainly(*plan)


def test_in_a_long_show_the_same_is_dropped_too():
    draw = random.Random(7)
    fixed = {at: round((at + 1) * 34 * S * 0.85) for at in (49, 99, 149)}
    slots = [
        Slot(draw.randint(5, 60) * S, draw.choice(["none", "auto_follow"]), fixed.get(at))
        for at in range(150)
    ]
    remaining = Remaining(tuple(slots), 0, 2 * S)
    order = draw.sample([at for at in range(150) if at not in fixed], 50)
    assert cuts(remaining, order) == plainly(remaining, order) != ()


def test_what_is_passed_over_already_is_not_dropped():
    slots = (Slot(60 * S, "none", passed=True), Slot(60 * S, "none"), Slot(0, "none", 30 * S))
    assert cuts(Remaining(slots, 0, 0), (0, 1)) == (1,)


@given(plans())
def test_every_fixed_time_is_met_that_any_cut_at_all_meets(plan):
    remaining, order = plan
    can_be_met = frozenset().union(*(remaining.met(cut) for cut in every_cut(order)))
    assert remaining.met(cuts(remaining, order)) == can_be_met


@given(plans())
def test_none_is_dropped_that_is_not_needed(plan):
    remaining, order = plan
    dropped = cuts(remaining, order)
    met = remaining.met(dropped)
    for at in dropped:
        assert not met <= remaining.met([other for other in dropped if other != at])


@given(plans())
def test_only_what_may_be_dropped_is_in_the_order_given(plan):
    remaining, order = plan
    dropped = cuts(remaining, order)
    assert list(dropped) == [at for at in order if at in dropped]


@given(plans())
def test_a_show_in_time_drops_nothing(plan):
    remaining, order = plan
    if remaining.met() == remaining.met(order):
        assert cuts(remaining, order) == ()


@given(plans(), st.data())
def test_dropping_makes_no_cue_later(plan, data):
    remaining, order = plan
    some = data.draw(st.lists(st.sampled_from(order), unique=True) if order else st.just([]))
    pairs = zip(remaining.without(some).laid, remaining.without(order).laid, strict=True)
    assert all(with_all.start_ns <= with_some.start_ns for with_some, with_all in pairs)


def plan(*slots, fixed=None, start=0):
    return Remaining((*(Slot(s * S, "none") for s in slots), Slot(0, "none", fixed)), start * S, 0)


def test_cues_are_dropped_in_the_order_given_as_many_as_it_takes():
    late = plan(60, 60, 60, 60, fixed=180 * S, start=30)
    assert cuts(late, (2, 0, 1)) == (2, 0)


def test_what_turns_out_not_to_be_needed_stays():
    late = plan(10, 300, 60, fixed=360 * S, start=120)
    assert cuts(late, (0, 1)) == (1,)


def test_nothing_is_dropped_for_what_cannot_be_met_anyway():
    assert cuts(plan(60, 600, fixed=30 * S), (0,)) == ()


def test_what_comes_after_the_fixed_time_is_not_dropped_for_it():
    slots = (Slot(60 * S, "none"), Slot(0, "none", 30 * S), Slot(60 * S, "none"))
    assert cuts(Remaining(slots, 0, 0), (2, 0)) == (0,)
