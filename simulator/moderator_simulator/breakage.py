"""What has failed, and when the rest will."""

import asyncio
from functools import partial

from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.moving import Moving
from moderator.adapters.steered.speaking import Speaking
from moderator.faults import ANY_BODY, Fault, Timing
from moderator.motion.variants import means
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S
from moderator_simulator.energy import Energy

_TOLD = ANY_BODY - {"link", "take_over", "battery", "overheat"}
"""What the robot says of itself; battery and heat are seen in its state."""


def break_down(fault: Fault, moving: Moving, energy: Energy, speaking: Speaking) -> bool:
    """Do to the body what a fault does to it when it comes.

    Returns:
        Whether the robot has to be made ready again before it moves.
    """
    now_s, busy = asyncio.get_running_loop().time(), moving.busy
    aborted = Outcome.aborted(fault.fault, fault.in_words)
    match fault.fault:
        case "voice":
            speaking.end(aborted)
            return False
        case "battery" if fault.level > 0:
            energy.change(now_s, moving=busy, battery=fault.level)
            return False
        case "link":
            unknown = Outcome.unknown(fault.in_words)
            speaking.end(unknown)
            moving.lose(unknown)
            return True
        case "take_over":
            moving.lose(Outcome.unknown(fault.in_words))
            return True
        case "battery":
            energy.change(now_s, moving=busy, battery=0.0)
        case "overheat":
            energy.change(now_s, moving=busy, temperature_c=fault.temperature_c)
    moving.drop(aborted)
    return True


class Breakage(Timing):
    """Lets faults come and go at their times, in a motion too, and says what is wrong."""

    @property
    def told(self) -> str:
        """What the robot says is wrong, without what it cannot say for lack of a link."""
        return "; ".join(fault.in_words for fault in self._present if fault.fault in _TOLD)

    def begun(self, name: str, doing: Doing) -> None:
        """Time the faults that come in a motion."""
        for fault in self._in_motion:
            if means(fault.during or "", name):
                half_ns = round(doing.duration_s / 2 * NS_PER_S)
                delay_ns = half_ns if fault.after is None else fault.after
                self._set(delay_ns, fault, partial(self._come_in, doing))

    def forget(self) -> None:
        """Let nothing more come, and go what would have gone by itself."""
        self.cancel()
        for fault in [fault for fault in self._present if fault.lasts is not None]:
            self._leave(fault)

    def _come_in(self, doing: Doing, fault: Fault) -> None:
        if not doing.ended and any(fault is waiting for waiting in self._in_motion):
            self._in_motion = [other for other in self._in_motion if other is not fault]
            self._come(fault)
