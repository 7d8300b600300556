"""What is read off the body in physics: the worst of each figure."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot, inf, isfinite

from moderator.body.table import Body
from moderator.motion.whole_body.mannequin import Array
from moderator.robot import Gauge
from moderator_simulator.physics.balance import Balance
from moderator_simulator.physics.plant import Plant

Point = tuple[float, float]

_CARRIES_N = 25.0
_DOWN_TICKS = 20


@dataclass(frozen=True)
class Gauges:
    """The worst since the robot was first set on its feet.

    Attributes:
        centre_mm: how far the centre of mass was off its plan, as seen from the feet.
        margin_mm: how far inside the edge of what the feet stand on it was, at least.
        slip_mm: how far a foot that stood went from where it was put down.
        rope_n: what the rope carried.
    """

    centre_mm: float = 0.0
    margin_mm: float = inf
    slip_mm: float = 0.0
    rope_n: float = 0.0

    def told(self, *, rope: bool) -> tuple[Gauge, ...]:
        """As the robot tells them, those that have been read.

        Args:
            rope: whether there is one.
        """
        gauges = (
            Gauge("centre of mass off plan", self.centre_mm, "mm"),
            Gauge("margin to the feet’s edge", self.margin_mm, "mm"),
            Gauge("foot slip", self.slip_mm, "mm"),
            *((Gauge("rope force", self.rope_n, "N"),) if rope else ()),
        )
        return tuple(gauge for gauge in gauges if isfinite(gauge.value))


class Peaks:
    """Reads the gauges at every tick.

    Args:
        body: its table.
    """

    def __init__(self, body: Body) -> None:
        sole = body.sole
        self._half = (sole.toe_m + sole.heel_m) / 2, sole.half_m
        self.begin()

    def begin(self) -> None:
        """Read them anew."""
        self.gauges = Gauges()
        self.put()

    def put(self) -> None:
        """The body was put on its feet: where they stood before is no slip."""
        self._put_down: list[Array | None] = [None, None]
        self._down_ticks = [0, 0]

    def look(self, plant: Plant, balance: Balance) -> None:
        """Read them now."""
        off = balance.off(plant.data, plant.soles)
        places, axes = plant.feet
        loaded = [
            stands and force > _CARRIES_N
            for stands, force in zip(balance.standing, plant.forces_n, strict=True)
        ]
        margin_m = self._margin_m(plant.centre_m, places, axes, loaded)
        least = self.gauges
        self.gauges = Gauges(
            centre_mm=max(least.centre_mm, 1000 * hypot(*off)),
            margin_mm=min(least.margin_mm, 1000 * margin_m),
            slip_mm=max(least.slip_mm, 1000 * self._slip_m(places, loaded)),
            rope_n=max(least.rope_n, plant.rope.force_n),
        )

    def _slip_m(self, places: Array, loaded: list[bool]) -> float:
        furthest = 0.0
        for side in (0, 1):
            self._down_ticks[side] = self._down_ticks[side] + 1 if loaded[side] else 0
            if self._down_ticks[side] < _DOWN_TICKS:
                self._put_down[side] = None
                continue
            began = self._put_down[side]
            if began is None:
                self._put_down[side] = places[side, :2].copy()
            else:
                furthest = max(furthest, hypot(*(places[side, :2] - began)))
        return furthest

    def _margin_m(self, centre: Array, places: Array, axes: Array, loaded: list[bool]) -> float:
        length, breadth = self._half
        corners = [
            places[side, :2] + x * length * axes[side, :2, 0] + y * breadth * axes[side, :2, 1]
            for side in (0, 1)
            if loaded[side]
            for x, y in ((1, 1), (1, -1), (-1, -1), (-1, 1))
        ]
        x, y = centre[:2].tolist()
        return inside_m([(float(corner[0]), float(corner[1])) for corner in corners], (x, y))


def inside_m(corners: list[Point], place: Point) -> float:
    """How far inside the edge of what corners span a place is, metres; below 0 outside it.

    Args:
        corners: in any order, metres; infinitely far inside when there are none.
        place: metres.
    """
    if not corners:
        return inf
    ordered = sorted(corners)
    rim = [*_half_rim(ordered), *_half_rim(ordered[::-1])]
    return min(_left_of(a, b, place) / hypot(b[0] - a[0], b[1] - a[1]) for a, b in _sides(rim))


def _half_rim(ordered: list[Point]) -> list[Point]:
    """One side of the convex hull, counter-clockwise, but for its last corner (Andrew 1979)."""
    rim: list[Point] = []
    for corner in ordered:
        while len(rim) > 1 and _left_of(rim[-2], rim[-1], corner) <= 0:
            rim.pop()
        rim.append(corner)
    return rim[:-1]


def _sides(rim: list[Point]) -> list[tuple[Point, Point]]:
    return list(pairwise([*rim, rim[0]]))


def _left_of(a: Point, b: Point, place: Point) -> float:
    """Twice the area of the triangle, above 0 when the place is left of the way from a to b."""
    return (b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0])
