"""A motion as a file of the robot's own, and what the robot's own player makes of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """A while in which something is lost.

    Attributes:
        from_s: when it begins, seconds of the motion.
        to_s: when it ends.
        worst: the figure when it is worst.
        at_s: when that is.
    """

    from_s: float
    to_s: float
    worst: float
    at_s: float


@dataclass(frozen=True)
class Loss:
    """One thing of a motion that the robot's own player drops or changes.

    Attributes:
        what: what it is, and what happens instead.
        unit: of its figures: `m`, `°` or `s`.
        stretches: when, in order of time; never empty.
    """

    what: str
    unit: str
    stretches: tuple[Stretch, ...]

    @property
    def worst(self) -> Stretch:
        """The stretch in which it is worst."""
        return max(self.stretches, key=lambda stretch: abs(stretch.worst))


@dataclass(frozen=True)
class Export:
    """A file of the robot's own.

    Attributes:
        content: all of it.
        about: what it is, one line.
        losses: what of the motion its player drops or changes.
        notes: what holds of the whole of it, a sentence each.
    """

    content: bytes
    about: str
    losses: tuple[Loss, ...]
    notes: tuple[str, ...]
