"""What can go wrong between a robot on DDS and who talks to it."""

import asyncio
from collections.abc import Callable

FAULTS = ("sound", "cut", "slow", "duplicate", "reorder", "half_open")

Pass = Callable[[], object]


class Way:
    """One direction of one topic, and what a fault makes of it.

    `cut` lets nothing pass; `half_open` lets nothing pass to the robot, which is still heard.
    `slow` delays each. `duplicate` says every third again, in place of the one after it; `reorder`
    says every third two later, in place of that one. Nothing is kept for when the line is sound:
    DDS would keep it, and throws away what has outlived its time.

    Args:
        inward: whether it leads to the robot.
    """

    def __init__(self, *, inward: bool) -> None:
        self._inward = inward
        self.fault, self.delay_s = "sound", 0.0
        self._count = 0
        self._kept: Pass | None = None

    def set(self, fault: str, delay_s: float) -> None:
        """Have this fault and no other."""
        self.fault, self.delay_s = fault, delay_s
        self._count, self._kept = 0, None

    def take(self, message: Pass) -> None:
        """Pass a message on, as the fault lets it."""
        self._count += 1
        place = self._count % 3
        if self.fault == "cut" or (self.fault == "half_open" and self._inward):
            return
        if self.fault == "slow":
            asyncio.get_running_loop().call_later(self.delay_s, message)
            return
        kept = self._kept
        if self.fault == "duplicate":
            self._kept = message if place == 0 else None
            message = kept if kept and place == 1 else message
        elif self.fault == "reorder":
            if place == 0:
                self._kept = message
                return
            message = kept if kept and place == 2 else message
        message()


class Air:
    """All ways to and from one robot."""

    def __init__(self) -> None:
        self._ways: dict[tuple[str, bool], Way] = {}
        self._fault = "sound", 0.0

    def way(self, topic: str, *, inward: bool) -> Way:
        """The way of a topic, made the first time."""
        name = topic, inward
        if name not in self._ways:
            way = self._ways[name] = Way(inward=inward)
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
