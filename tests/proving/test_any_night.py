"""Hypothesis looks for the shortest night that breaks a promise."""

import asyncio
from contextlib import suppress

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.proving.memory import MemoryJournal
from tests.proving.night import Night
from tests.proving.shows import HOT, drawn_show

from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.engine.virtual import VirtualTimeLoop
from moderator.errors import ModeratorError
from moderator.robot import Grade
from moderator.values.chance import Chance

CUES = st.one_of(st.integers(1, 41).map(str), st.sampled_from(HOT), st.none())
PASSES_S = st.sampled_from((0.0, 0.05, 0.31, 1.0, 7.0, 60.0))


class AnyNight(RuleBasedStateMachine):
    """A drawn show; what is done to it is Hypothesis's to choose."""

    workshop = None
    """Makes shows ready; the test puts it here."""

    def __init__(self):
        super().__init__()
        self._runner = asyncio.Runner(loop_factory=VirtualTimeLoop)
        self._night = None

    @initialize(seed=st.integers(1, 10_000))
    def begin(self, seed):
        """The show comes to standby."""
        prepared = self.workshop.prepared(drawn_show(Chance(seed).stream("show")))

        async def begin():
            self._night = Night(prepared, self.workshop.people, seed, MemoryJournal)
            self._over = asyncio.Event()
            self._showing = asyncio.create_task(self._night.run(self._over.wait))
            await asyncio.sleep(0.5)

        self._runner.run(begin())

    def _do(self, deed):
        async def doing():
            await deed
            await asyncio.sleep(0)

        self._runner.run(doing())

    def _now(self):
        return self._night.conductor.lifecycle.now

    @rule(passes_s=PASSES_S)
    def go(self, passes_s):
        """GO for what is on standby, and time passes."""

        async def go():
            standby = self._night.conductor.standby()
            await self._night.conductor.order(Verb.GO, "any", standby.cue if standby else None)
            await asyncio.sleep(passes_s)

        self._do(go())

    @rule(verb=st.sampled_from(Verb), cue=CUES)
    def order(self, verb, cue):
        """Any order, for any cue."""
        self._do(self._night.conductor.order(verb, "any", cue))

    @rule(verbs=st.lists(st.tuples(st.sampled_from(Verb), CUES), min_size=2, max_size=4))
    def orders_at_once(self, verbs):
        """Several inputs at one instant."""

        async def at_once():
            order = self._night.conductor.order
            await asyncio.gather(*(order(verb, "any", cue) for verb, cue in verbs))

        self._do(at_once())

    @rule(grade=st.sampled_from(Grade))
    def stop(self, grade):
        """A stop of some grade."""

        async def stop():
            self._night.conductor.stop(grade, "any")

        self._do(stop())

    @rule(grade=st.sampled_from(Grade))
    def stop_from_elsewhere(self, grade):
        """A stop past the engine."""

        async def stop():
            self._night.parts.robot.stopped_from_elsewhere(grade)

        self._do(stop())

    @precondition(lambda self: self._now() in (State.STOPPED, State.FAULTED))
    @rule()
    def make_ready(self):
        """Preflight again."""

        async def make_ready():
            with suppress(ModeratorError):
                await prepare(self._night.parts, self._night.conductor)

        self._do(make_ready())

    @precondition(lambda self: self._now() is State.HELD)
    @rule()
    def resume(self):
        """Go on after a hold."""
        self._do(self._night.conductor.order(Verb.RESUME, "any"))

    @rule(passes_s=PASSES_S)
    def wait(self, passes_s):
        """Time passes."""
        self._do(asyncio.sleep(passes_s))

    @invariant()
    def every_promise_is_kept(self):
        """After each of them."""
        assert self._night is None or self._night.watch.broken == []

    def teardown(self):
        """The show comes to its end, and nothing is left over."""

        async def end():
            self._over.set()
            await self._showing
            self._night.left_over()

        try:
            if self._night:
                self._runner.run(end())
                assert self._night.watch.broken == []
        finally:
            self._runner.close()


@pytest.mark.slow
def test_whatever_is_done_to_a_night_every_promise_is_kept(workshop):
    AnyNight.workshop = workshop
    machine = AnyNight.TestCase
    machine.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
    machine("runTest").runTest()


def test_a_planted_fault_is_found(workshop, monkeypatch):
    from moderator.engine.guard import Guard

    AnyNight.workshop = workshop
    monkeypatch.setattr(Guard, "refuses", lambda *_: "")
    machine = AnyNight.TestCase
    machine.settings = settings(
        max_examples=60,
        stateful_step_count=30,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # the shortest way to it would take minutes
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError, match="after the last"):
        machine("runTest").runTest()
