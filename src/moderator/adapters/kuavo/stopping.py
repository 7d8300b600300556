"""Kuavo's stop program: `python -m moderator.adapters.kuavo.stopping HOST PORT [--stop-robot]`."""

import sys
from contextlib import suppress

from moderator.adapters.kuavo import wire
from moderator.adapters.rosbridge import NoSuchService, Rosbridge
from moderator.adapters.wired.stop_program import StopChannel, run
from moderator.robot import Grade

_OPENS_WITHIN_S = 2.0
_ANSWERS_WITHIN_S = 0.5


class KuavoStop(StopChannel):
    """Tells whoever streams, ends the walk, and has the arms held.

    Args:
        host: of the robot's rosbridge server.
        port: likewise.
        stop_robot: whether the gravest grade ends the robot's controller.
    """

    def __init__(self, host: str, port: int, *, stop_robot: bool) -> None:
        self._host, self._port = host, port
        self._stop_robot = stop_robot
        self._bridge: Rosbridge | None = None

    async def open(self) -> None:
        """Open a link."""
        bridge = await Rosbridge.opened(self._host, self._port, within_s=_OPENS_WITHIN_S)
        self._bridge = bridge
        for topic, kind in (wire.VELOCITY, wire.STOPPED, wire.STOP_ROBOT):
            bridge.advertise(topic, kind)

    async def lost(self) -> str:
        """Wait until it is gone."""
        assert self._bridge is not None  # it was opened
        return await self._bridge.lost()

    async def stop(self, grade: Grade) -> None:
        """Stop: a relax is left to whoever streams, and nobody streaming, the arms rest anyway."""
        assert self._bridge is not None
        bridge = self._bridge
        bridge.publish(wire.STOPPED[0], {"data": grade.value})
        bridge.publish(wire.VELOCITY[0], wire.STANDING)
        if grade is Grade.ROBOT_STOP and self._stop_robot:
            bridge.publish(wire.STOP_ROBOT[0], {"data": True})
        elif grade is not Grade.RELAX:
            with suppress(NoSuchService):  # an older robot, which executes nothing by itself
                await bridge.call(wire.INTERRUPT, {}, _ANSWERS_WITHIN_S)
            await bridge.call(wire.CHANGE_MODE, {"control_mode": wire.HOLD}, _ANSWERS_WITHIN_S)

    async def close(self) -> None:
        """Close the link."""
        bridge, self._bridge = self._bridge, None
        if bridge:
            await bridge.close()


if __name__ == "__main__":
    _, host, port, *rest = sys.argv
    sys.exit(run(KuavoStop(host, int(port), stop_robot="--stop-robot" in rest)))
