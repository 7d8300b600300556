"""One standing figure as SVG shapes, seen from three quarters in front, a little above."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from moderator.body.joints import SIDES
from moderator.motion.forward import (
    FOOT_HALF_M,
    HAND_M,
    HEAD_M,
    PALM_HALF_M,
    Frame,
    Point,
    standing,
)

Spot = tuple[float, float]
"""A place on the paper: metres to the right, metres downward."""

INK, FAR_INK, PAPER, SEAL = "#23303d", "#5d6b76", "#f7f2e7", "#b8402c"
_TURNED, _RAISED = radians(36), radians(13)
_HALO_M = 0.018


@dataclass(frozen=True)
class View:
    """From where a figure is seen, without perspective.

    Attributes:
        turned_rad: the viewer's direction about the upright, from straight ahead of the figure.
        raised_rad: the viewer's height above level.
    """

    turned_rad: float
    raised_rad: float = _RAISED

    @classmethod
    def of(cls, angles_rad: Mapping[str, float]) -> "View":
        """From the front and to the side from which a pose is seen to spread wider."""
        body = standing(angles_rad)
        far = [frame.origin for name, frame in body.items() if name.endswith(("wrist", "ankle"))]
        views = (cls(-_TURNED), cls(_TURNED))
        return max(views, key=lambda view: _spread([view.spot(point)[0] for point in far]))

    def spot(self, point: Point) -> Spot:
        """Where a point appears."""
        x, y, z = point
        ahead = x * cos(self.turned_rad) + y * sin(self.turned_rad)
        across = y * cos(self.turned_rad) - x * sin(self.turned_rad)
        return across, ahead * sin(self.raised_rad) - z * cos(self.raised_rad)

    def nearness(self, point: Point) -> float:
        """How near to the viewer a point is, metres; only differences mean anything."""
        x, y, z = point
        ahead = x * cos(self.turned_rad) + y * sin(self.turned_rad)
        return ahead * cos(self.raised_rad) + z * sin(self.raised_rad)


@dataclass(frozen=True)
class _Shape:
    """A rounded outline.

    Attributes:
        points: its corners, or the two ends of a limb, metres.
        round_m: diameter of the pen that draws it.
        ink: its colour.
        forward_m: how much nearer it is taken to be than it is, for what lies on a surface.
    """

    points: tuple[Point, ...]
    round_m: float
    ink: str
    forward_m: float = 0.0


def drawn(angles_rad: Mapping[str, float], view: View) -> str:
    """Draw a figure.

    Args:
        angles_rad: radians by joint; joints not named stand at zero.
        view: from where.

    Returns:
        SVG shapes in metres, the floor under the pelvis at 0, 0.
    """
    body = standing(angles_rad)
    shapes = sorted(_shapes(body, view), key=lambda shape: _depth(shape, view))
    return "".join(
        _outline(shape, view, PAPER, shape.round_m + _HALO_M)
        + _outline(shape, view, shape.ink, shape.round_m)
        for shape in shapes
    )


def shadow(angles_rad: Mapping[str, float], view: View) -> str:
    """Draw a figure's shadow on the floor; as `drawn`, to be blurred and made pale."""
    body = standing(angles_rad)
    flat = (
        _Shape(tuple((x - 0.12 * z, y + 0.10 * z, 0.0) for x, y, z in s.points), s.round_m, INK)
        for s in _shapes(body, view)
    )
    return "".join(_outline(shape, view, INK, shape.round_m) for shape in flat)


def hand_paths(poses_rad: Sequence[Mapping[str, float]], view: View) -> str:
    """Draw the ways that both hands take through some poses."""
    bodies = [standing(pose) for pose in poses_rad]
    return "".join(
        f'<path d="{_path([view.spot(_palm(body[f"{side}_wrist"])) for body in bodies])}"/>'
        for side in SIDES
    )


def middle(angles_rad: Mapping[str, float], view: View) -> float:
    """How far to the right of the pelvis the middle of a figure appears, metres."""
    body = standing(angles_rad)
    across = [view.spot(frame.origin)[0] for frame in body.values()]
    return (min(across) + max(across)) / 2


def _spread(across: Sequence[float]) -> float:
    mean = sum(across) / len(across)
    return sum((place - mean) ** 2 for place in across)


def _palm(wrist: Frame) -> Point:
    return wrist.at(0, 0, -HAND_M / 2)


def _shapes(body: Mapping[str, Frame], view: View) -> Iterator[_Shape]:
    pelvis, chest, head = body["pelvis"], body["chest"], body["head"]
    torso = (
        (0.225, 0.405),
        (0.06, 0.455),
        (-0.06, 0.455),
        (-0.225, 0.405),
        (-0.1, 0.04),
        (0.1, 0.04),
    )
    yield _Shape(tuple(chest.at(0, left, up) for left, up in torso), 0.13, INK, -0.05)
    yield _Shape((pelvis.at(0, 0.07, -0.05), pelvis.at(0, -0.07, -0.05)), 0.15, INK, -0.04)
    yield _Shape((chest.at(-0.02, 0, 0.48), head.origin), 0.085, FAR_INK, -0.02)
    yield _Shape((head.at(0, 0, HEAD_M - 0.02), head.at(0, 0, HEAD_M + 0.025)), 0.175, INK, 0.02)
    eyes = 0.06 if view.nearness(head.x) > 0 else -0.2
    visor = (head.at(0.083, 0.042, HEAD_M + 0.01), head.at(0.083, -0.042, HEAD_M + 0.01))
    yield _Shape(visor, 0.03, PAPER, eyes)
    near = max(SIDES, key=lambda side: view.nearness(body[f"{side}_hip"].origin))
    for side in SIDES:
        yield from _limbs(body, side, INK if side == near else FAR_INK)


def _limbs(body: Mapping[str, Frame], side: str, ink: str) -> Iterator[_Shape]:
    hip, knee, ankle = (body[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
    shoulder, elbow, wrist = (body[f"{side}_{joint}"] for joint in ("shoulder", "elbow", "wrist"))
    yield _Shape((hip.origin, knee.origin), 0.135, ink)
    yield _Shape((knee.origin, ankle.origin), 0.10, ink)
    heel_and_toe = ((-0.05, 1), (-0.05, -1), (0.15, -1), (0.15, 1))
    foot = tuple(ankle.at(x, y * (FOOT_HALF_M - 0.02), -0.045) for x, y in heel_and_toe)
    yield _Shape(foot, 0.035, ink, 0.02)
    yield _Shape((ankle.origin, ankle.at(0.06, 0, -0.035)), 0.07, ink, 0.02)
    yield _Shape((shoulder.origin, elbow.origin), 0.09, ink, 0.03)
    yield _Shape((elbow.origin, wrist.origin), 0.072, ink, 0.05)
    half = PALM_HALF_M - 0.012
    yield _Shape(
        (
            wrist.at(half * 0.7, 0, -0.025),
            wrist.at(half, 0, -HAND_M + 0.02),
            wrist.at(-half, 0, -HAND_M + 0.02),
            wrist.at(-half * 0.7, 0, -0.025),
        ),
        0.03,
        SEAL,
        0.08,
    )
    yield _Shape((wrist.at(half, 0, -0.04), wrist.at(half + 0.03, 0, -0.085)), 0.024, SEAL, 0.08)


def _depth(shape: _Shape, view: View) -> float:
    depths = [view.nearness(point) for point in shape.points]
    return sum(depths) / len(depths) + shape.forward_m


def _outline(shape: _Shape, view: View, ink: str, width_m: float) -> str:
    d = _path([view.spot(point) for point in shape.points])
    closed = len(shape.points) > 2
    fill = ink if closed else "none"
    return (
        f'<path d="{d}{"Z" if closed else ""}" fill="{fill}" stroke="{ink}" '
        f'stroke-width="{width_m:.3f}"/>'
    )


def _path(spots: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{across:.3f} {down:.3f}" for across, down in spots)
