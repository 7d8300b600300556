"""How long `moderator check` takes from process start: `python bench/check.py [SHOW…]`.

Best of several, as milliseconds and as ratios to an empty Python and to one that imports pydantic.
Without shows: the forum, and a generated one of 500 cues.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
FORUM = Path(__file__).parents[1] / "scripts" / "open-cooperation-forum"


def five_hundred(folder: Path) -> Path:
    """A sound show of ten acts with fifty cues each: lines, motions and waits in turn."""
    kinds = ("speak: Good afternoon, and welcome to number {n}.", "move: bow", "wait: 10s")
    lines = ["show: Five hundred", "starts: 2025-09-10T14:00+08:00", "robot: Kuafu", "acts:"]
    for n in range(500):
        if n % 50 == 0:
            lines += [f"  - act: Act {n // 50 + 1}", "    cues:"]
        lines += [f'      - cue: "{n}"', "        " + kinds[n % 3].format(n=n)]
    show = folder / "show.yaml"
    show.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return show


def best_ms(*arguments: str) -> float:
    """The shortest of several runs of Python with these arguments, milliseconds."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def main(shows: list[str]) -> None:
    empty = best_ms("-c", "pass")
    pydantic = best_ms("-c", "from pydantic import BaseModel")
    print(f"{'python -c pass':40} {empty:7.1f} ms")
    print(f"{'import pydantic':40} {pydantic:7.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        for show in shows or [str(FORUM), str(five_hundred(Path(folder)))]:
            took = best_ms("-m", "moderator", "check", show)
            name = "500 cues" if show.startswith(folder) else Path(show).name
            ratios = f"{took / empty:5.1f} × empty {took / pydantic:5.1f} × pydantic"
            print(f"{'check ' + name:40} {took:7.1f} ms {ratios}")


if __name__ == "__main__":
    main(sys.argv[1:])
