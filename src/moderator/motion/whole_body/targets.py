"""From a sheet to what the body shall do a hundred times a second."""

from dataclasses import dataclass
from math import atan2, hypot, pi, radians

import mujoco
import numpy as np
from numpy.typing import NDArray

from moderator.body.joints import SIDES
from moderator.body.table import Body
from moderator.document import Document, Problems
from moderator.motion.flow import Keys, flowing
from moderator.motion.whole_body.footwork import carried, stepped, way_of
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.sheet import Figure, Hand, Moment
from moderator.motion.whole_body.steps import BEARING_M, feet_at

RATE_HZ = 100
_CM = 0.01
_REST_ELBOW_DEG = 60.0
_GAZE_YAW_DEG, _GAZE_UP_DEG, _GAZE_DOWN_DEG = 27.0, 18.0, 22.0


@dataclass(frozen=True)
class Targets:
    """What every part of the body shall do, k samples.

    Attributes:
        times_s: shape (k,).
        soles: of left and right foot: x, y, up (m), heading, toes raised (rad), shape (2, k, 5).
        stands: whether it stands, shape (2, k).
        pressure_m: centre of pressure, shape (k, 2).
        centre_m: centre of mass, x and y, shape (k, 2).
        hips: height (m), lean, heading (rad), shape (k, 3).
        hands: of each: palm's place from the hips (m) and its quaternion, as the chest is turned,
            and the elbow's swivel (rad), shape (2, k, 8).
        turns: waist yaw, head yaw, head pitch (rad), shape (k, 3).
    """

    times_s: Array
    soles: Array
    stands: NDArray[np.bool_]
    pressure_m: Array
    centre_m: Array
    hips: Array
    hands: Array
    turns: Array

    def every(self, nth: int) -> "Targets":
        """Every so many samples."""
        return self.taken(np.arange(0, len(self.times_s), nth))

    def taken(self, which: NDArray[np.intp]) -> "Targets":
        """Some of the samples, by their positions, shape (m,)."""
        return Targets(
            self.times_s[which],
            self.soles[:, which],
            self.stands[:, which],
            self.pressure_m[which],
            self.centre_m[which],
            self.hips[which],
            self.hands[:, which],
            self.turns[which],
        )


def rest_figure(mannequin: Mannequin) -> Figure:
    """The pose `rest` in space: where hands and hips are when the joints are at rest."""
    data = mannequin.data
    data.qpos[:7] = (0, 0, 0, 1, 0, 0, 0)
    data.qpos[mannequin.places] = mannequin.rest
    mannequin.read()
    hands = {}
    for side, out in zip(SIDES, (1.0, -1.0), strict=True):
        palm = data.site(f"{side}_palm")
        turn = palm.xmat.reshape(3, 3)
        mirror = np.array([1.0, out, 1.0])
        at, normal, along = palm.xpos * mirror / _CM, turn[:, 2] * mirror, turn[:, 0] * mirror
        hands[side] = Hand(_three(at), _three(normal), _three(along), elbow=_REST_ELBOW_DEG)
    high = -float(mannequin.sole(0)[0][2]) / straight_m(mannequin) * 100.0
    plain = {"weight": 0.5, "height": high, "lean": 0.0, "waist": 0.0, "gaze": "ahead"}
    return Figure(hands, {}, plain)


def straight_m(mannequin: Mannequin) -> float:
    """Height of the hips when the legs are straight."""
    from moderator.body.mjcf import standing_height_m

    return standing_height_m(mannequin.body)


def targets(
    mannequin: Mannequin,
    moments: list[Moment],
    trail_s: dict[str, float],
    document: Document,
    problems: Problems,
) -> Targets | None:
    """Work out every part's way.

    Args:
        mannequin: the body.
        moments: the keyframes, first to last.
        trail_s: by `hands` and `gaze`, how much later than written they come.
        document: the score's file.
        problems: where to note a foot that is lifted while it bears weight, and the like.

    Returns:
        None when there was an error.
    """
    before = problems.errors
    rest = rest_figure(mannequin)
    figures: list[Figure] = []
    for moment in moments:
        earlier = figures[-1] if figures else rest
        figures.append(Figure({}, {}, moment.figure.plain).over(Figure({}, {}, earlier.plain)))
    feet = feet_at(mannequin.body, moments, figures, document, problems)
    if problems.errors > before:
        return None
    length_s = moments[-1].left_s
    times = np.linspace(0.0, length_s, round(length_s * RATE_HZ) + 1)
    ways = [way_of(foot, times) for foot in feet]
    soles = np.array([way for way, _ in ways])
    weight = stepped(_plain(moments, figures, "weight"), times)
    ahead = stepped(_ahead(mannequin, moments), times)
    bearing = np.array([_bearing(mannequin.body, sole, ahead) for sole in soles])
    pressure = weight[:, None] * bearing[0] + (1.0 - weight[:, None]) * bearing[1]
    channels = _channels(moments, figures, rest, straight_m(mannequin))
    trails = {
        name: trail_s.get("hands" if name[0] in "lr" else "gaze" if name[0] == "g" else "", 0.0)
        for name in channels
    }
    flow = flowing(channels, length_s, trails)
    rows = np.array([flow.at(float(time)) for time in times])
    column = {name: i for i, name in enumerate(channels)}

    def picked(*names: str) -> Array:
        return rows[:, [column[name] for name in names]]

    return Targets(
        times,
        soles,
        np.array([stands for _, stands in ways]),
        pressure,
        carried(pressure, 0.92 * straight_m(mannequin), RATE_HZ),
        picked("height", "lean", "face"),
        np.array([picked(*(f"{side[0]}{i}" for i in range(8))) for side in SIDES]),
        picked("waist", "gaze_yaw", "gaze_pitch"),
    )


def _bearing(body: Body, sole: Array, ahead_m: Array) -> Array:
    """Where on the floor a foot bears the weight, shape (k, 2)."""
    back = (body.sole.toe_m - body.sole.heel_m) / 2 - ahead_m
    way = np.stack([np.cos(sole[:, 3]), np.sin(sole[:, 3])], axis=1)
    found: Array = sole[:, :2] - back[:, None] * way
    return found


def _ahead(mannequin: Mannequin, moments: list[Moment]) -> list[tuple[float, float, float]]:
    """How far before the ankle the weight comes down: at rest where it does, else `BEARING_M`."""
    middle = (mannequin.body.sole.toe_m - mannequin.body.sole.heel_m) / 2
    resting = float(mannequin.centre_m[0] - mannequin.sole(0)[0][0]) + middle
    ends = (0, len(moments) - 1)
    return [
        (moment.reached_s, moment.left_s, resting if i in ends else BEARING_M)
        for i, moment in enumerate(moments)
    ]


def _plain(
    moments: list[Moment], figures: list[Figure], name: str
) -> list[tuple[float, float, float]]:
    return [
        (moment.reached_s, moment.left_s, float(figure.plain[name]))
        for moment, figure in zip(moments, figures, strict=True)
    ]


def _channels(
    moments: list[Moment], figures: list[Figure], rest: Figure, straight: float
) -> dict[str, Keys]:
    """Every flowing figure's keyframes, in metres and radians."""
    tracks: dict[str, dict[float, float]] = {}

    def key(name: str, moment: Moment, value: float) -> None:
        track = tracks.setdefault(name, {})
        track[moment.reached_s] = value
        track[moment.left_s] = value

    hands = {side: rest.hands[side] for side in SIDES}
    rows: dict[str, list[float]] = {}
    for i, (moment, figure) in enumerate(zip(moments, figures, strict=True)):
        last = i == len(moments) - 1
        for side in SIDES:
            if side in moment.figure.hands or i == 0 or last:
                hands[side] = moment.figure.hands.get(side, Hand()).over(hands[side])
                rows[side] = _hand_row(hands[side], side, rows.get(side))
                for position, value in enumerate(rows[side]):
                    key(f"{side[0]}{position}", moment, value)
        plain = figure.plain
        face = plain.get("face", 0.0)
        for name, value in (
            ("height", plain["height"] / 100.0 * straight),
            ("lean", radians(plain["lean"])),
            ("face", radians(face)),
            ("waist", radians(plain["waist"])),
        ):
            if name != "waist" or name in moment.figure.plain or i == 0 or last:
                key(name, moment, value)
        yaw, pitch = _gaze(plain["gaze"], hands, face + plain["waist"])
        key("gaze_yaw", moment, yaw)
        key("gaze_pitch", moment, pitch)
    return {name: (list(track), list(track.values())) for name, track in tracks.items()}


def _hand_row(hand: Hand, side: str, last: list[float] | None) -> list[float]:
    """A hand's figures at a keyframe; its quaternion on the near side of the one before."""
    out = 1.0 if side == "left" else -1.0
    assert hand.at is not None  # rest says all
    assert hand.palm is not None
    assert hand.fingers is not None
    assert hand.elbow is not None
    mirror = np.array([1.0, out, 1.0])
    normal, along = np.array(hand.palm) * mirror, np.array(hand.fingers) * mirror
    normal /= np.linalg.norm(normal)
    along -= (along @ normal) * normal
    along /= np.linalg.norm(along)
    turn = np.empty(4)
    axes = np.stack([along, np.cross(normal, along), normal], axis=1)
    mujoco.mju_mat2Quat(turn, axes.ravel())
    if last and turn @ np.array(last[3:7]) < 0:
        turn = -turn
    at = np.array(hand.at) * mirror * _CM
    return [*at.tolist(), *turn.tolist(), radians(hand.elbow)]


def _gaze(gaze: str, hands: dict[str, Hand], turned_deg: float) -> tuple[float, float]:
    """Head yaw and pitch, radians, to look at something; as far as a head goes."""
    yaw, pitch = 0.0, 0.0
    if gaze == "down":
        pitch = 20.0
    elif gaze == "audience":
        yaw = -turned_deg
    elif gaze.endswith("_hand"):
        side = gaze.removesuffix("_hand")
        at = hands[side].at
        assert at  # rest says all
        out = at[1] if side == "left" else -at[1]
        yaw = atan2(out, max(at[0], 8.0)) * 180 / pi
        pitch = atan2(68.0 - at[2], hypot(max(at[0], 8.0), out)) * 180 / pi * 0.6
    yaw = max(-_GAZE_YAW_DEG, min(_GAZE_YAW_DEG, yaw))
    pitch = max(-_GAZE_UP_DEG, min(_GAZE_DOWN_DEG, pitch))
    return radians(yaw), radians(pitch)


def _three(vector: Array) -> tuple[float, float, float]:
    return float(vector[0]), float(vector[1]), float(vector[2])
