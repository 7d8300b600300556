import os
import subprocess
import sys

import pytest

STANDING = "from moderator.priority import *; {}; print(priority())"


def standing(first):
    """How a process of its own stands to others once it has done something about it."""
    code = STANDING.format(first)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_a_process_is_ordinary_at_first():
    assert standing("pass") == "ordinary"


def test_an_engine_goes_before_others_and_what_works_long_for_it_does_not():
    if standing("go_ahead()") == "ordinary":
        pytest.skip("this user may not run in real time")
    assert standing("go_first()") == "real time"
    assert standing("go_ahead(); stand_back()") == "ordinary"


def test_the_supervisor_goes_before_the_engine():

    asked = []
    code = "import os; os.sched_setscheduler = lambda *of: print(of[2].sched_priority)\n"
    for who in ("go_ahead()", "go_first()"):
        run = [sys.executable, "-c", f"{code}from moderator.priority import *; {who}"]
        asked.append(int(subprocess.run(run, capture_output=True, text=True, check=True).stdout))
    assert asked[0] < asked[1] < os.sched_get_priority_max(os.SCHED_RR)
