"""Lines that have to fit into a time, as a numeral into its second, said so quickly."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from moderator.values.duration import NS_PER_S
from moderator.voice.line import Line
from moderator.voice.wav import SAMPLE_BYTES, read_wav, write_wav

QUICKEST = 1.5
"""No line is said more quickly than its voice's pace times this."""

_TAIL_S = 0.25  # as lines end: sound_edges.TAIL_S, which takes numpy to import
_LEAST_TAIL_S = 0.05
_TRIES = 3


def fitted(line: Line, path: Path, ask: Callable[[Line], dict[str, Any]]) -> dict[str, Any]:
    """Render a line into the time that it has; one that has none as it comes.

    Silence is cut off its end before it is said more quickly. One that does not fit at `QUICKEST`
    is left longer.

    Args:
        line: what is asked for.
        path: the WAV file that it is rendered into.
        ask: renders a line into that file, and answers as the rendering process does.
    """
    answer = ask(line)
    if not line.within_ns:
        return answer
    rate_wpm = line.settings.rate_wpm
    for _ in range(_TRIES):
        needs = 1.0 if "error" in answer else _least_s(answer) * NS_PER_S / line.within_ns
        quickest = math.floor(line.settings.rate_wpm * QUICKEST)
        if needs <= 1.0 or rate_wpm >= quickest:
            break
        rate_wpm = min(math.ceil(rate_wpm * needs) + 1, quickest)
        answer = ask(replace(line, settings=replace(line.settings, rate_wpm=rate_wpm)))
    return answer if "error" in answer else _without_silence(answer, path, line.within_ns)


def _least_s(answer: dict[str, Any]) -> float:
    """How long a line is when as much silence is cut off its end as may be."""
    return float(answer["frames"] / answer["sample_rate"]) - _TAIL_S + _LEAST_TAIL_S


def _without_silence(answer: dict[str, Any], path: Path, within_ns: int) -> dict[str, Any]:
    rate = answer["sample_rate"]
    least = math.ceil(_least_s(answer) * rate)
    frames = min(answer["frames"], max(least, within_ns * rate // NS_PER_S))
    if frames < answer["frames"]:
        pcm, _ = read_wav(path)
        write_wav(path, pcm[: frames * SAMPLE_BYTES], rate)
    return {**answer, "frames": frames}
