"""What goes where the joints are told to go: exactly, or as a body can."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol

from moderator.faults import Fault
from moderator.robot import Check, Outcome


class Told(Protocol):
    """Where the joints are told to be."""

    @property
    def busy(self) -> bool:
        """Whether any joint is being driven somewhere."""

    def pose(self, now_s: float | None = None) -> dict[str, float]:
        """Angle of every joint at a time of the loop, or now, radians."""

    def stand_up(self) -> None:
        """Be at rest: somebody has set the body on its feet."""


class Follower(ABC):
    """The body of a steered robot.

    Attributes:
        on_failure: told how what is under way ends when the body cannot go on; the robot's.
        on_change: told when tracking error, tilt or age may have changed; the robot's.
    """

    def __init__(self) -> None:
        self.on_failure: Callable[[Outcome], None] = lambda _: None
        self.on_change: Callable[[], None] = lambda: None

    @abstractmethod
    async def set_up(self, told: Told) -> None:
        """Stand where the joints are told to be; a body that has fallen is set on its feet.

        Raises:
            CannotStart: there is no such body on this machine.
        """

    @property
    @abstractmethod
    def fallen(self) -> str:
        """How it fell, in words; empty while it stands."""

    @abstractmethod
    def angles_rad(self) -> dict[str, float]:
        """Measured angle of every joint."""

    @property
    def tracking_error_rad(self) -> float | None:
        """How far the joint furthest off is from where it is told to be; None if not measured."""
        return None

    @property
    def tilt_rad(self) -> float | None:
        """How far the pelvis leans from how it is told to; None likewise."""
        return None

    @property
    def age_s(self) -> float:
        """How old what is measured is."""
        return 0.0

    @abstractmethod
    def missing(self, goal_rad: dict[str, float], since_s: float) -> str:
        """What it lacks to be there and still, in words; empty when it is, or never will be.

        Args:
            goal_rad: where, radians by joint.
            since_s: the loop's time from which on it is to be there; what is older does not count.
        """

    @abstractmethod
    def stir(self) -> None:
        """The joints are told something new from now on."""

    @abstractmethod
    async def stillness(self) -> None:
        """Wait until the body is still, the joints being told nothing new."""

    @abstractmethod
    def checks(self) -> tuple[Check, ...]:
        """What of it must be right before it moves, beside what every robot looks at."""

    def come(self, fault: Fault) -> bool:
        """Do what a fault does; False when it does nothing to such a body by itself."""
        del fault
        return False

    def gone(self, fault: Fault) -> None:  # noqa: B027 — most bodies know of no faults
        """Undo what a fault did that has passed."""


class Exact(Follower):
    """A body that is always where its joints are told to be, and knows nothing of balance."""

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None

    async def set_up(self, told: Told) -> None:
        """Stand there."""
        self._told = told

    @property
    def fallen(self) -> str:
        """It never falls."""
        return ""

    def angles_rad(self) -> dict[str, float]:
        """Where they are told to be."""
        assert self._told is not None  # it is asked only once it was set up
        return self._told.pose()

    def missing(self, goal_rad: dict[str, float], since_s: float) -> str:
        """Nothing."""
        del goal_rad, since_s
        return ""

    def stir(self) -> None:
        """Nothing follows."""

    async def stillness(self) -> None:
        """It is as still as its joints."""

    def checks(self) -> tuple[Check, ...]:
        """None."""
        return ()
