"""What has failed, and when the rest will."""

import asyncio
from collections.abc import Callable

from moderator.motion.variants import means
from moderator.robot import Outcome
from moderator.values.duration import seconds
from moderator_simulator.doing import Doing
from moderator_simulator.energy import Energy
from moderator_simulator.faults import Fault, Kind
from moderator_simulator.moving import Moving
from moderator_simulator.speaking import Speaking

_IN_WORDS: dict[Kind, str] = {
    "link": "the link is lost",
    "joint": "{joint} does not answer",
    "balance": "it lost its balance",
    "battery": "the battery is flat",
    "overheat": "the actuators are too hot",
    "voice": "the loudspeaker does not answer",
}


def in_words(fault: Fault) -> str:
    """A fault as the robot tells it."""
    return _IN_WORDS[fault.fault].format(joint=fault.joint)


def break_down(fault: Fault, moving: Moving, energy: Energy, speaking: Speaking) -> bool:
    """Do to the body what a fault does to it when it comes.

    Returns:
        Whether the robot has to be made ready again before it moves.
    """
    now_s, busy = asyncio.get_running_loop().time(), moving.busy
    aborted = Outcome.aborted(fault.fault, in_words(fault))
    match fault.fault:
        case "voice":
            speaking.end(aborted)
            return False
        case "battery" if fault.level > 0:
            energy.change(now_s, moving=busy, battery=fault.level)
            return False
        case "link":
            unknown = Outcome.unknown(in_words(fault))
            speaking.end(unknown)
            moving.lose(unknown)
            return True
        case "battery":
            energy.change(now_s, moving=busy, battery=0.0)
        case "overheat":
            energy.change(now_s, moving=busy, temperature_c=fault.temperature_c)
    moving.drop(aborted)
    return True


class Breakage:
    """Lets faults come and go at their times.

    Args:
        faults: what is to fail.
        on_break: told of each when it comes.
        on_gone: told of each when it has passed.
    """

    def __init__(
        self,
        faults: tuple[Fault, ...],
        on_break: Callable[[Fault], None],
        on_gone: Callable[[Fault], None],
    ) -> None:
        self._on_break = on_break
        self._on_gone = on_gone
        self._at = [fault for fault in faults if fault.at is not None]
        self._in_motion = [fault for fault in faults if fault.during is not None]
        self._after = [fault for fault in faults if fault.at is None and fault.during is None]
        self._present: dict[Kind, Fault] = {}
        self._timers: list[asyncio.TimerHandle] = []

    def now(self, kind: Kind) -> Fault | None:
        """The fault of that kind, if it is there now."""
        return self._present.get(kind)

    @property
    def told(self) -> str:
        """What the robot says is wrong, without what it cannot say for lack of a link."""
        return "; ".join(
            in_words(fault)
            for kind, fault in self._present.items()
            if kind != "link" and kind in _IN_WORDS
        )

    def connected(self) -> None:
        """Time the faults that count from connecting; the first time only."""
        for fault in self._at:
            self._set(seconds(fault.at or 0), fault)
        self._at = []

    def activated(self) -> None:
        """Time the faults that count from activation; the first time only."""
        for fault in self._after:
            self._set(seconds(fault.after or 0), fault)
        self._after = []

    def begun(self, name: str, doing: Doing) -> None:
        """Time the faults that come in a motion."""
        for fault in self._in_motion:
            if means(fault.during or "", name):
                delay_s = doing.duration_s / 2 if fault.after is None else seconds(fault.after)
                self._set(delay_s, fault, doing)

    def forget(self) -> None:
        """Let nothing more come, and go what would have gone by itself."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        for fault in [fault for fault in self._present.values() if fault.lasts is not None]:
            self._go(fault)

    def _set(self, delay_s: float, fault: Fault, doing: Doing | None = None) -> None:
        loop = asyncio.get_running_loop()
        self._timers.append(loop.call_later(delay_s, self._come, fault, doing))

    def _come(self, fault: Fault, doing: Doing | None) -> None:
        if doing is not None and (doing.ended or fault not in self._in_motion):
            return
        if doing is not None:
            self._in_motion.remove(fault)
        if fault.fault not in ("battery", "overheat"):
            self._present[fault.fault] = fault
        if fault.lasts is not None:
            loop = asyncio.get_running_loop()
            self._timers.append(loop.call_later(seconds(fault.lasts), self._go, fault))
        self._on_break(fault)

    def _go(self, fault: Fault) -> None:
        if self._present.get(fault.fault) is fault:
            del self._present[fault.fault]
            self._on_gone(fault)
