"""Kuavo's stop program: `python -m moderator.adapters.kuavo.stopping HOST PORT [--stop-robot]`."""

import asyncio
import sys
from contextlib import suppress

from moderator.adapters.kuavo import wire
from moderator.adapters.rosbridge import NoSuchService, Rosbridge
from moderator.adapters.rosbridge.stopping import ANSWERS_WITHIN_S, BridgeStop
from moderator.adapters.wired.stop_program import run
from moderator.robot import Grade


class KuavoStop(BridgeStop):
    """Ends the walk, and has the arms held.

    Args:
        host: of the robot's rosbridge server.
        port: likewise.
        stop_robot: whether the gravest grade ends the robot's controller.
    """

    def __init__(self, host: str, port: int, *, stop_robot: bool) -> None:
        super().__init__(host, port)
        self._stop_robot = stop_robot

    def advertise(self, bridge: Rosbridge) -> None:
        """Velocity, and the robot's own stop."""
        for topic, kind in (wire.VELOCITY, wire.STOP_ROBOT):
            bridge.advertise(topic, kind)

    async def stop_by(self, bridge: Rosbridge, grade: Grade) -> None:
        """Stop: a relax is left to whoever streams, and nobody streaming, the arms rest anyway."""
        bridge.publish(wire.VELOCITY[0], wire.STANDING)
        if grade is Grade.ROBOT_STOP and self._stop_robot:
            bridge.publish(wire.STOP_ROBOT[0], {"data": True})
        elif grade is not Grade.RELAX:
            await asyncio.gather(self._interrupt(bridge), self._hold(bridge))

    async def _interrupt(self, bridge: Rosbridge) -> None:
        with suppress(NoSuchService):  # an older robot, which executes nothing by itself
            await bridge.call(wire.INTERRUPT, {}, ANSWERS_WITHIN_S)

    async def _hold(self, bridge: Rosbridge) -> None:
        await bridge.call(wire.CHANGE_MODE, {"control_mode": wire.HOLD}, ANSWERS_WITHIN_S)


if __name__ == "__main__":
    _, host, port, *rest = sys.argv
    sys.exit(run(KuavoStop(host, int(port), stop_robot="--stop-robot" in rest)))
