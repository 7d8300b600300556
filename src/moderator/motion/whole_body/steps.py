"""From a sheet to steps: where each foot is put, seen from the other one."""

from math import pi, radians

import numpy as np

from moderator.body.joints import SIDES
from moderator.body.table import Body
from moderator.document import Document, Problems
from moderator.motion.whole_body.footwork import Planted
from moderator.motion.whole_body.sheet import Figure, Moment
from moderator.motion.whole_body.written import FootWritten

BEARING_M = 0.030
"""How far before the ankle a foot bears the weight. Source: ours."""
_CM = 0.01
_LOADED = 0.03
"""A foot that bears more of the weight cannot be lifted."""


def feet_at(
    body: Body,
    moments: list[Moment],
    figures: list[Figure],
    document: Document,
    problems: Problems,
) -> tuple[list[Planted], list[Planted]]:
    """Where each sole is at each keyframe.

    Args:
        body: the body; it begins at rest.
        moments: the keyframes.
        figures: what each of them sets, with what it leaves as it was.
        document: the score's file.
        problems: where to note a foot that is lifted while it bears weight.

    Returns:
        Places of left and right sole, one a keyframe.
    """
    apart = body.link("left_hip_roll").at_m[1]
    middle = (body.sole.toe_m - body.sole.heel_m) / 2
    heading = radians(moments[0].figure.plain.get("face", 0.0))
    found: tuple[list[Planted], list[Planted]] = ([], [])
    for side, out in ((0, 1.0), (1, -1.0)):
        place = _ahead_and_left(0.0, 0.0, heading, middle - BEARING_M, out * apart)
        found[side].append(Planted(0.0, moments[0].left_s, *place, heading))
    for i, (moment, figure) in enumerate(zip(moments, figures, strict=True)):
        face = radians(figure.plain.get("face", 0.0))
        for side, out in ((0, 1.0), (1, -1.0)):
            if i == 0:
                continue
            last, other = found[side][-1], found[1 - side][-1]
            foot = moment.figure.feet.get(SIDES[side])
            now = _put(foot, last, other, face, out) if foot else last
            now = Planted(moment.reached_s, moment.left_s, *_placing(now))
            if foot:
                _check_lift(i, side, moments, figures, document, problems)
            found[side].append(now)
    return found


def _placing(planted: Planted) -> tuple[float, float, float, float, float]:
    return planted.x_m, planted.y_m, planted.heading_rad, planted.up_m, planted.toes_rad


def _put(foot: FootWritten, last: Planted, other: Planted, face: float, out: float) -> Planted:
    x, y = last.x_m, last.y_m
    if foot.ahead is not None or foot.apart is not None:
        ahead, apart = (foot.ahead or 0.0) * _CM, (foot.apart or 0.0) * _CM
        x, y = _ahead_and_left(other.x_m, other.y_m, face, ahead, out * apart)
    heading = last.heading_rad if foot.turn is None else face + out * radians(foot.turn)
    # The same direction as before it was turned, by the shortest way.
    heading = last.heading_rad + (heading - last.heading_rad + pi) % (2 * pi) - pi
    return Planted(0.0, 0.0, x, y, heading, foot.up * _CM, radians(foot.toes))


def _ahead_and_left(
    x: float, y: float, face: float, ahead: float, left: float
) -> tuple[float, float]:
    c, s = np.cos(face), np.sin(face)
    return float(x + c * ahead - s * left), float(y + s * ahead + c * left)


def _check_lift(
    i: int,
    side: int,
    moments: list[Moment],
    figures: list[Figure],
    document: Document,
    problems: Problems,
) -> None:
    """A foot that goes somewhere bears nothing from the keyframe before to this one."""
    for at in (i - 1, i):
        weight = figures[at].plain["weight"]
        share = weight if side == 0 else 1.0 - weight
        if share > _LOADED:
            problems.error(
                document.place(*moments[i].path),
                "loaded-foot",
                f"the {SIDES[side]} foot is lifted while it bears {share:.0%} of the weight",
                f"shift the weight to the {SIDES[1 - side]} foot in the keyframe before, "
                "and off it in the one after",
            )
            return
