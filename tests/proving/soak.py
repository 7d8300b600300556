"""Thousands of nights over all cores, and one of them again: `python -m tests.proving.soak`.

--shows N      how many (100000)
--from SEED    the first seed (1)
--cores N      at the same time; all there are
--seed SEED    that one alone, its whole record on standard output
"""

import argparse
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tests.proving.night import drawn, held, left, night
from tests.proving.nights import FAULTS, ORDERS, WHEN
from tests.proving.workshop import Workshop

from moderator.cues.cue import KINDS
from moderator.engine.lifecycle import TRANSITIONS, State
from moderator.engine.orders import Verb
from moderator.robot import Ended, Grade

_AT_ONCE = 10
_AGAIN_EVERY = 100
"""Every so many shows, one is run twice: the same seed gives the same bytes."""
_TOLD = 20
_EXPECTED = {
    "state": [state.value for state in State if state is not State.OFF],
    "trigger": [trigger for trigger, _, _ in TRANSITIONS],
    "outcome": ["skipped", *(ended.value for ended in Ended)],
    "kind": list(KINDS),
    "order": [*(verb.value for verb in ORDERS), "go, meaning another"],
    "refused": [verb.value for verb in ORDERS if verb not in (Verb.ARM, Verb.DISARM)],
    "stop": [grade.value for grade in Grade],
    "fault": list(FAULTS),
    "when": list(WHEN),
    "ended": ["finished", "stopped", "faulted"],
}


@dataclass
class Batch:
    """What some nights came to together."""

    shows: int = 0
    again: int = 0
    entries: int = 0
    cpu_s: float = 0.0
    cues: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)
    seen: Counter = field(default_factory=Counter)
    broken: list = field(default_factory=list)

    def add(self, other):
        """Count others with these."""
        self.shows += other.shows
        self.again += other.again
        self.entries += other.entries
        self.cpu_s += other.cpu_s
        self.cues += other.cues
        self.faults += other.faults
        self.seen += other.seen
        self.broken += other.broken


def replay(seed):
    """The command that runs the night of a seed again."""
    return f"python -m tests.proving.soak --seed {seed}"


def batch(workshop, seeds):
    """Run some nights, once all their shows are ready: the same work in a row is done quicker.

    Args:
        workshop: makes shows ready.
        seeds: of each.
    """
    told, began_s, before = Batch(), time.process_time(), held()
    shows = {seed: drawn(workshop, seed) for seed in seeds}
    told.broken += [(seeds[0], "left over", 0, what) for what in left(before)]
    for seed in seeds:
        one = night(workshop, seed, prepared=shows.pop(seed))
        told.shows += 1
        told.entries += len(one.entries)
        told.cues[one.cues] += 1
        told.faults[one.faults] += 1
        told.seen += one.seen
        told.broken += [(seed, *broken) for broken in one.broken]
        if seed % _AGAIN_EVERY == 0:
            told.again += 1
            if night(workshop, seed).content != one.content:
                told.broken.append((seed, "bytes", 0, "the same seed gave another record"))
        one.entries.clear()  # else they lie in a ring that only the collector undoes
    told.cpu_s = time.process_time() - began_s
    return told


_workshop = None


def _settle_in(folder):
    global _workshop  # noqa: PLW0603 — one for each process
    _workshop = Workshop(Path(folder))
    batch(_workshop, range(-3, 0))
    gc.collect()
    gc.freeze()
    gc.disable()


def _batch(seeds):
    told = batch(_workshop, seeds)
    gc.collect()
    return told


def soak(shows, first, cores):
    """Run many nights and print what they came to; whether no promise was broken."""
    total, began_s = Batch(), time.monotonic()
    seeds = range(first, first + shows)
    batches = [seeds[at : at + _AT_ONCE] for at in range(0, shows, _AT_ONCE)]
    with tempfile.TemporaryDirectory() as folder:
        spawning = multiprocessing.get_context("spawn")
        with spawning.Pool(cores, _settle_in, (folder,)) as pool:
            for number, one in enumerate(pool.imap_unordered(_batch, batches), 1):
                total.add(one)
                if number % 100 == 0:
                    rate = total.shows / (time.monotonic() - began_s)
                    print(f"{total.shows} shows, {rate:.0f} a second", file=sys.stderr)
    _print(total, time.monotonic() - began_s, cores)
    return not total.broken


def _print(total, took_s, cores):
    cues, faults = sorted(total.cues.elements()), min(total.faults)
    print(
        f"{total.shows} shows in {took_s:.0f} s on {cores} cores: {total.shows / took_s:.1f} a"
        f" second, each {1000 * total.cpu_s / total.shows:.1f} ms of one core's work"
    )
    print(f"cues in a show: median {statistics.median(cues):.0f}; faults: at least {faults}")
    print(f"entries: {total.entries}; run twice to the same bytes: {total.again}")
    for group, expected in _EXPECTED.items():
        counts = ", ".join(f"{name} {total.seen[f'{group} {name}']}" for name in expected)
        print(f"{group}: {counts}")
    if missing := never_seen(total):
        print(f"never seen: {', '.join(missing)}")
    print(f"promises broken: {len(total.broken)}")
    for seed, promise, n, what in islice(sorted(total.broken), _TOLD):
        print(f"  seed {seed}, entry {n}: {promise}: {what}\n    {replay(seed)}")


def never_seen(total):
    """What no show of these came to, of all that a show can."""
    return [
        f"{group} {name}"
        for group, expected in _EXPECTED.items()
        for name in expected
        if not total.seen[f"{group} {name}"]
    ]


def again(seed):
    """Run one night, print its record and what it broke; whether it kept every promise."""
    with tempfile.TemporaryDirectory() as folder:
        told = night(Workshop(Path(folder)), seed)
    sys.stdout.write(told.content.decode())
    for promise, n, what in told.broken:
        print(f"entry {n}: {promise}: {what}", file=sys.stderr)
    return not told.broken


def main():
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shows", type=int, default=100_000, metavar="N")
    parser.add_argument("--from", type=int, default=1, dest="first", metavar="SEED")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--seed", type=int, metavar="SEED")
    args = parser.parse_args()
    if args.seed is not None:
        return 0 if again(args.seed) else 1
    return 0 if soak(args.shows, args.first, args.cores) else 1


if __name__ == "__main__":
    sys.exit(main())
