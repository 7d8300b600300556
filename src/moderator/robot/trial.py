"""A motion tried at the desk, by a robot made of software whose body can fall."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Freeze:
    """How a freeze in the midst of the motion went, on a copy of the body.

    Attributes:
        at_s: when it came, seconds from the motion's start.
        still_s: time until the body stood still; None when it did not.
        fell: how it fell, in words; empty when it stood.
    """

    at_s: float
    still_s: float | None
    fell: str


@dataclass(frozen=True)
class Trial:
    """How a motion went on one night.

    Attributes:
        night: 0 with nothing wrong; on each later one other things are.
        fell: how it fell, in words; empty when it stood.
        at_s: how far it came, seconds from the motion's start.
        centre_mm: how far the centre of mass was off its plan, at most.
        slip_mm: how far a foot that stood went from where it was put down, at most.
        rope_n: what a slack hoist rope above it carried, at most.
        away_m: how far from where it began it ended.
        turned_deg: how far turned from how it began it ended.
        freezes: at instants drawn for that night.
    """

    night: int
    fell: str
    at_s: float
    centre_mm: float
    slip_mm: float
    rope_n: float
    away_m: float
    turned_deg: float
    freezes: tuple[Freeze, ...]

    @property
    def stood(self) -> bool:
        """Whether it stood, and stood still after every freeze."""
        return not self.fell and all(freeze.still_s is not None for freeze in self.freezes)
