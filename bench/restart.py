"""From starting the program again, after it was killed, to a console that waits for a person.

Run: .venv/bin/python bench/restart.py. A show of 5 and one of 500 cues, speech in the cache, killed
within a cue; seconds, and the ratio to importing what the console is made of.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.bench import written  # noqa: E402 -- only the line above makes it known
from tests.console.terminal import Console  # noqa: E402

SIZES = (5, 500)
STARTS = 10
IMPORT = "import moderator.cli.live, moderator_simulator.robot"


def imported_s() -> float:
    """How long the program's own parts take to be loaded."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", IMPORT], check=True)
    return time.monotonic() - began


def started(console: Console, words: bytes, began: float) -> float:
    """Seconds until the console shows some words."""
    while words not in console.seen:
        assert console.process.poll() is None, console.seen.decode(errors="replace")
        time.sleep(0.001)
    return time.monotonic() - began


def restarts_s(folder: Path, cues: int) -> list[float]:
    """Kill a show within a cue and go on with it, many times."""
    lines = [f'- {{cue: "{n}", speak: "Good afternoon, number {n % 50}."}}' for n in range(cues)]
    show = written(folder / "show", "\n".join(lines))
    console = Console(folder, show, "--silent")
    console.until_shown(b"GO: start", within_s=300)
    console.type(" ")
    console.until("cue_started")
    console.kill()
    console.close()
    took = []
    for _ in range(STARTS):
        began = time.monotonic()
        console = Console(folder, show, "--silent", resume=True)
        took.append(started(console, b"Nothing moves before p", began))
        console.kill()
        console.close()
    return took


def main() -> None:
    """Print a line for each size."""
    base_s = statistics.median(imported_s() for _ in range(5))
    print(f"imports: {base_s:.2f} s")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            took = restarts_s(Path(name), size)
        median = statistics.median(took)
        print(
            f"{size} cues: median {median:.2f} s, longest {max(took):.2f} s,"
            f" ratio {median / base_s:.1f}"
        )


if __name__ == "__main__":
    main()
