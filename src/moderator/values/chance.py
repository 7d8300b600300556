"""Chance that is the same every time: one stream of draws for each purpose."""

import hashlib
import random


class Chance:
    """Named random streams drawn from one seed.

    Two purposes never share a stream, so that adding a draw for one leaves the other as it was.

    Args:
        seed: the rehearsal's seed.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._streams: dict[str, random.Random] = {}

    def stream(self, purpose: str) -> random.Random:
        """Return the stream for a purpose; asking again goes on with the same stream."""
        if purpose not in self._streams:
            digest = hashlib.sha256(f"{self.seed}/{purpose}".encode()).digest()
            self._streams[purpose] = random.Random(digest)  # noqa: S311 — repeatable on purpose
        return self._streams[purpose]
