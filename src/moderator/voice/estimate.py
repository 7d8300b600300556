"""How long a line will take to say, guessed without rendering it."""

import re

MARGIN = 0.20
"""How far the guess may be from what the engine renders, as a share."""


def estimate_ns(text: str, rate_wpm: int) -> int:
    """Guess how long a written line takes to say.

    Args:
        text: the line as written, or in words.
        rate_wpm: the voice's rate, words a minute.

    Returns:
        Nanoseconds.
    """
    words = re.findall(r"\w+", text)
    return len(words) * 60_000_000_000 // rate_wpm
