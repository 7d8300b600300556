"""Plants drawn mutants in the engine, the record and the robot's contract; tells which live.

python -m tests.mutants.drawn --seed 1 --drawn 200 robot journal engine

mutmut writes the mutants to `mutants/` and runs, for each, the tests that come by its function.
Those that read whole records come first, then those of the function's own package, quickest first,
until twelve seconds are full.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

MUTANTS = Path("mutants")
STATS = MUTANTS / "mutmut-stats.json"
OWN = {
    "robot": ("tests/robot/",),
    "journal": ("tests/journal/",),
    "engine": ("tests/engine/", "tests/cues/"),
}
WHOLE = "tests/engine/test_whole_record.py"
FULL_S = 12.0
FIRST = "moderator.robot.registry.x_robots__mutmut_1"
_FOUND = {0: "survived", 1: "killed", 3: "killed", 33: "no tests"} | dict.fromkeys(
    (24, -24, 36, 152, 255), "timed out"
)


def told(package):
    """Each mutant of a package by its name, and how it ended; None while it was not tried."""
    mutants = {}
    for file in sorted((MUTANTS / "src/moderator" / package).rglob("*.meta")):
        mutants |= json.loads(file.read_text())["exit_code_by_key"]
    return dict(sorted(mutants.items()))


def drawn(package, seed, how_many):
    """The names of the mutants that a seed draws; all of them when there are no more."""
    names = list(told(package))
    random.Random(f"{seed} {package}").shuffle(names)
    return names[:how_many]


def near():
    """Leave each function the tests nearest to it, so that a survivor costs seconds."""
    stats = json.loads(STATS.read_text())
    takes_s = stats["duration_by_test"]
    for function, tests in stats["tests_by_mangled_function_name"].items():
        own = OWN[function.split(".")[1]]

        def far(test, own=own):
            return not test.startswith(WHOLE), not test.startswith(own), takes_s[test], test

        kept, full_s = [], 0.0
        for test in sorted(tests, key=far):
            full_s += takes_s[test]
            if kept and full_s > FULL_S:
                break
            kept.append(test)
        stats["tests_by_mangled_function_name"][function] = kept
    STATS.write_text(json.dumps(stats))


def mutmut(*names):
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "2", *names]
    subprocess.run(command, check=True, stdout=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="*", default=OWN)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawn", type=int, default=200)
    chosen = parser.parse_args()
    shutil.rmtree(MUTANTS, ignore_errors=True)  # it keeps stale copies of what it does not mutate
    mutmut(FIRST)
    near()
    names = {one: drawn(one, chosen.seed, chosen.drawn) for one in chosen.packages}
    mutmut(*(name for package in names.values() for name in package))
    for package, tried in names.items():
        ends = {name: _FOUND.get(told(package)[name], "broke off") for name in tried}
        count = Counter(ends.values())
        score = 100 * (count["killed"] + count["timed out"]) / len(ends)
        print(
            f"{package}: {score:.1f} % of {len(ends)} drawn of {len(told(package))}: {dict(count)}"
        )
        for name, end in sorted(ends.items()):
            if end not in ("killed", "timed out"):
                print(f"  {end}: {name}")


if __name__ == "__main__":
    main()
