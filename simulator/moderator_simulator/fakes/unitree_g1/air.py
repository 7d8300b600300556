"""What can go wrong between a robot on DDS and who talks to it."""

import asyncio
from collections.abc import Callable

FAULTS = ("sound", "cut", "slow", "duplicate", "reorder", "half_open")

Pass = Callable[[], object]


class Way:
    """One direction of one topic, and what a fault makes of it.

    `cut` lets nothing pass. So does `half_open`, but for the last message, which DDS sends again
    when the line is sound. `slow` delays each. `duplicate` says every third again, in place of the
    one after it; `reorder` says every third two later, in place of that one.
    """

    def __init__(self) -> None:
        self.fault, self.delay_s = "sound", 0.0
        self._count = 0
        self._kept: Pass | None = None

    def set(self, fault: str, delay_s: float) -> None:
        """Have this fault and no other."""
        if self.fault == "half_open" and self._kept:
            self._kept()
        self.fault, self.delay_s = fault, delay_s
        self._count, self._kept = 0, None

    def take(self, message: Pass) -> None:
        """Pass a message on, as the fault lets it."""
        self._count += 1
        place = self._count % 3
        if self.fault == "slow":
            asyncio.get_running_loop().call_later(self.delay_s, message)
            return
        if self.fault in ("cut", "half_open"):
            self._kept = message
            return
        if self.fault == "sound" or self._kept is None:
            kept_alone = self.fault == "reorder" and place == 0
            self._kept = message if self.fault != "sound" and place == 0 else None
            if not kept_alone:
                message()
            return
        if self.fault == "reorder" and place == 1:
            message()
            return
        kept, self._kept = self._kept, None
        kept()


class Air:
    """All ways to and from one robot."""

    def __init__(self) -> None:
        self._ways: dict[str, Way] = {}
        self._fault = "sound", 0.0

    def way(self, name: str) -> Way:
        """The way of a topic, made the first time."""
        if name not in self._ways:
            way = self._ways[name] = Way()
            way.set(*self._fault)
        return self._ways[name]

    def set(self, fault: str, delay_s: float = 0.3) -> None:
        """Have this fault on every way.

        Raises:
            ValueError: there is no such fault.
        """
        if fault not in FAULTS:
            raise ValueError(f"{fault!r} is no fault of a line; there are {', '.join(FAULTS)}")
        self._fault = fault, delay_s
        for way in self._ways.values():
            way.set(fault, delay_s)
