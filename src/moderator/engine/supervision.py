"""What the engine asks of the second process that can stop the robot, if there is one."""

from typing import Protocol

from moderator.robot import Check, Robot


class Supervision(Protocol):
    """The supervisor, as the engine sees it; a live show has one."""

    trouble: str
    """What is wrong with it, in one line; empty when nothing is."""
    told: str
    """Where it hears stop inputs; empty when there is none."""
    stops_at: str
    """The address of its stop input over HTTP, for pages on this machine; empty when unknown."""

    async def start(self) -> None:
        """Have one that hears stop inputs, also after an earlier one has died."""

    async def reach(self, robot: Robot) -> None:
        """Give it the stop channel of a robot that is connected; loading may make us deaf yet."""

    async def arm(self, robot: Robot) -> tuple[Check, ...]:
        """The same, and have it watch from now on."""

    async def dismiss(self) -> None:
        """Let it go; it stops a robot that is still connected."""


class Unsupervised:
    """No second process: nothing in a rehearsal can be hurt."""

    trouble = ""
    told = ""
    stops_at = ""

    async def start(self) -> None:
        """Nothing to start."""

    async def reach(self, robot: Robot) -> None:
        """Nothing that could use it."""

    async def arm(self, robot: Robot) -> tuple[Check, ...]:
        """Nothing to check."""
        del robot
        return ()

    async def dismiss(self) -> None:
        """Nobody to let go."""
