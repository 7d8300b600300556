"""A check is quick because of what it does not load."""

import subprocess
import sys
from pathlib import Path

FORUM = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
HEAVY = ("httpx", "jinja2", "miniaudio", "num2words", "numpy", "pyttsx3", "pythonosc", "rapidfuzz")
HEAVY += ("rich", "ruckig", "transitions")


def test_a_check_of_the_forum_loads_nothing_heavy():
    program = (
        "import sys; from moderator.cli import main; main(['check', sys.argv[1]]);"
        f"print(*sorted(set(sys.modules) & {set(HEAVY)!r}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(FORUM)], capture_output=True, text=True, check=True
    )
    sound, loaded = told.stdout.splitlines()[-2:]
    assert ": sound: " in sound
    assert loaded == ""
