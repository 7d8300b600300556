"""A session with a fixed time: it is met whenever any cut at all could still meet it.

The oracle knows nothing of the policy: at each moment at which the operator decides it tries every
way to drop what may be dropped, with the times that were then known, by a simulation of its own.
"""

import asyncio
import random
from itertools import combinations

import pytest
from tests.bench import assembled, prepared, written

from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.session import open_show

S = 10**9
BETWEEN_S = 2.0
FIXED_S = 45 * 60.0
SESSION = """
- {cue: "40", wait: 30s}
- {cue: "41", wait: 10m}
- {cue: "42", wait: 3m, cuttable: 3, continue: auto_follow}
- {cue: "43", wait: 20s}
- {cue: "44", wait: 10m}
- {cue: "45", wait: 4m, cuttable: 1}
- {cue: "46", wait: 10m}
- {cue: "47", wait: 2m, cuttable: true}
- {cue: "48", wait: 1m, cuttable: 2}
- {cue: "50", wait: 5m, fixed: "14:45"}
- {cue: "51", wait: 1m, cuttable: true}
"""
TALKS = ("41", "44", "46")


class Clock:
    """The oracle: plain seconds, a loop over cues, nothing of the engine's."""

    def __init__(self, cues, lengths):
        self.cues, self.lengths = cues, lengths

    def reaches_s(self, position, start_s, dropped):
        """When cue 50 can start, if the cue at a position can then."""
        at_s, by_itself = start_s, False
        for called in self.cues[position:]:
            if called.number == "50":
                return at_s
            if called.number in dropped:
                if by_itself and called.follows == "none":
                    at_s, by_itself = at_s + BETWEEN_S, False
                continue
            at_s += self.lengths[called.number]
            by_itself = called.follows == "auto_follow"
            at_s += 0 if by_itself else BETWEEN_S
        raise AssertionError

    def can_meet(self, position, start_s, dropped):
        """Whether any way at all to drop cues that are still to come meets the fixed time."""
        may = [c.number for c in self.cues[position:] if c.cue.cuttable and c.number not in dropped]
        return any(
            self.reaches_s(position, start_s, {*dropped, *more}) <= FIXED_S
            for many in range(len(may) + 1)
            for more in combinations(may, many)
        )


def dropped_in(parts):
    return {c.number for c in parts.rundown.cues if parts.time.passes_over(c) == "dropped"}


async def night(show, out, seed):
    """One rehearsal: (whether some cut could meet the fixed time, whether it then was) each time
    that the operator decided, and whether it was met in the end.
    """
    draw = random.Random(seed)
    parts = assembled(show, out, seed=seed)
    conductor, cues = Conductor(parts), parts.rundown.cues
    lengths = {called.number: called.planned.length_ns / S for called in cues}
    oracle, decided = Clock(cues, lengths), []

    def standing():
        return parts.time.standby, parts.clock.now_ns() / S

    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            await asyncio.sleep(draw.choice((0, 0, 60, 300)))
            while (standby := conductor.standby()) and standby.cue != "50":
                possible = oracle.can_meet(*standing(), dropped_in(parts))
                if parts.time.offer():
                    await conductor.order(Verb.SHORTEN, "operator")
                met = oracle.reaches_s(*standing(), dropped_in(parts)) <= FIXED_S
                decided.append((possible, met))
                if conductor.standby().cue == "50":
                    break
                called = cues[parts.time.standby]
                await conductor.order(Verb.GO, "operator", called.number)
                while conductor.running():
                    await conductor.turned()
                late_s = draw.choice((0, 0, 60, 240, 500)) if called.number in TALKS else 0
                await asyncio.sleep(late_s + BETWEEN_S)
            return decided, parts.clock.now_ns() / S <= FIXED_S, bool(dropped_in(parts))


async def nights(tmp_path, seeds):
    """What nights came to: (met in the end, with cues dropped)."""
    show = prepared(written(tmp_path / "show", SESSION))
    show.renderer.close()
    seen = set()
    for seed in seeds:
        decided, met, dropped = await night(show, tmp_path / str(seed), seed)
        for possible, then_met in decided:
            assert then_met == possible, f"seed {seed}: {decided}"
        seen.add((met, dropped))
    return seen


async def test_a_fixed_time_is_met_whenever_any_cut_meets_it(tmp_path):
    assert (True, True) in await nights(tmp_path, range(50))


@pytest.mark.proof
async def test_a_thousand_sessions_meet_their_fixed_time_whenever_any_cut_does(tmp_path):
    assert await nights(tmp_path, range(1000)) == {
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    }
