"""Leju's action files: JSON, keyframes of servos in degrees, joined by Bézier pieces.

Source of the format: LejuRobotics/kuavo-ros-opensource, src/humanoid-control/
humanoid_plan_arm_trajectory/script/arm_trajectory_bezier_process.py (`validate_tact_file`,
`add_init_frame`, `handle_execute_action`). Of `attribute`, servo `"1"` is the first; its `CP` are
the offsets (time, angle) of the control points before and after the keyframe. Times are in units
of 10 ms; `first` and `finish` say what is played of the whole.

The curve is followed as it is drawn, the angle against the time. Leju's player takes the angle at
even shares of the piece instead and leaves the control points' times aside (`evaluate` in
src/bezier_curve_interpolator.cpp beside it): the same within about 1° where control points were
placed automatically, more where they were moved by hand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite, radians
from typing import Any

from moderator.motion.files.bezier import Curve, Piece, Point, knots_along
from moderator.motion.files.servos import COUNTS, Servos, servos_of
from moderator.motion.files.source import MAX_LENGTH_S, Source
from moderator.motion.files.table import source_text
from moderator.motion.trajectory import Trajectory

_UNIT_S = 0.01
_MOST_DEG = 3600.0
_MOST_FRAMES = 2000
_LEAST_STEP = 0.1


@dataclass(frozen=True)
class _Key:
    """One servo at one keyframe; control points are offsets from it."""

    at: Point
    before: Point
    after: Point


def read_tact(source: Source) -> tuple[Trajectory, tuple[str, ...]] | None:
    """Read an action file: its trajectory, and what of it was left out or assumed."""
    data = _json(source)
    if data is None:
        return None
    frames, first_s, finish_s = _frames(source, data)
    if not frames:
        return None
    servos = _servos(source, data, frames)
    if servos is None:
        return None
    before = source.problems.errors
    tracks = {
        joint: list(_keys(source, frames, servo))
        for servo, joint in enumerate(servos.joints)
        if joint is not None
    }
    if source.problems.errors > before:
        return None
    curves = {
        joint: _curve(keys, servos.stands_deg.get(joint, 0.0), first_s)
        for joint, keys in tracks.items()
        if keys
    }
    if not curves:
        source.error("no-joints", "no servo of arms, head or waist has an angle")
        return None
    knots = knots_along(list(curves.values()), first_s, finish_s)
    trajectory = Trajectory(
        joints=tuple(curves),
        times_s=tuple(at - first_s for at, _, _ in knots),
        positions_rad=tuple(tuple(map(radians, row)) for _, row, _ in knots),
        velocities_rad_s=tuple(tuple(map(radians, row)) for _, _, row in knots),
    )
    return trajectory, tuple(_notes(data, frames, servos, first_s))


def _json(source: Source) -> dict[str, Any] | None:
    text = source_text(source)
    if text is None:
        return None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        told = f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        hint = "an action file is JSON, with frames; was it cut short?"
        source.error("not-json", told, hint, error.lineno, error.colno)
    except (ValueError, RecursionError):
        source.error("not-json", "this is no JSON of an action file")
    else:
        if isinstance(data, dict):
            return data
        source.error("not-tact", "this is no action file", "it is JSON, { with frames }")
    return None


def _frames(source: Source, data: Mapping[str, Any]) -> tuple[list[dict[str, Any]], float, float]:
    """The keyframes in order, and from when until when they are played, seconds; none if wrong."""
    nothing: tuple[list[dict[str, Any]], float, float] = ([], 0.0, 0.0)
    frames = data.get("frames")
    if not isinstance(frames, list) or not frames:
        what = "an action file without frames" if frames in (None, []) else "frames are no list"
        source.error("no-frames", what, "it has frames, each with servos and keyframe")
        return nothing
    if len(frames) > _MOST_FRAMES:
        source.error("too-large", f"{len(frames):,} frames", f"at most {_MOST_FRAMES:,} are read")
        return nothing
    for position, frame in enumerate(frames):
        if not isinstance(frame, dict) or not _is_number(frame.get("keyframe")):
            source.error("no-time", f"frames[{position}] has no keyframe", "its time in 10 ms")
            return nothing
    for position, (one, other) in enumerate(pairwise(frames), start=1):
        if not other["keyframe"] - one["keyframe"] >= _LEAST_STEP:
            told = f"frames[{position}] is at {other['keyframe']}, after {one['keyframe']}"
            source.error("time-backwards", told, f"keyframes rise by {_LEAST_STEP:g} at least")
            return nothing
    first = data.get("first", 0)
    finish = data.get("finish", frames[-1]["keyframe"])
    if not (_is_number(first) and _is_number(finish) and finish - first >= _LEAST_STEP):
        told = f"first is {str(first)[:20]} and finish {str(finish)[:20]}"
        source.error("no-length", told, "finish is later, both in 10 ms")
        return nothing
    times = (frames[0]["keyframe"], frames[-1]["keyframe"], first, finish)
    if min(times) < 0 or max(times) * _UNIT_S > MAX_LENGTH_S:
        told = f"times from {min(times) * _UNIT_S:g} s to {max(times) * _UNIT_S:g} s"
        source.error("too-long", told, f"they lie between 0 and {MAX_LENGTH_S:g} s")
        return nothing
    return frames, first * _UNIT_S, finish * _UNIT_S


def _servos(source: Source, data: Mapping[str, Any], frames: list[dict[str, Any]]) -> Servos | None:
    for position, frame in enumerate(frames):
        servos = frame.get("servos")
        if not isinstance(servos, list):
            source.error("no-servos", f"frames[{position}] has no servos", "a list of degrees")
            return None
        if len(servos) != len(frames[0]["servos"]):
            told = f"frames[{position}] has {len(servos)} servos, and the first frame "
            source.error("wrong-shape", told + str(len(frames[0]["servos"])))
            return None
        if not isinstance(frame.get("attribute"), dict):
            hint = "it holds each servo's control points"
            source.error("no-control-points", f"frames[{position}] has no attribute", hint)
            return None
    model = str(data.get("robotType") or "").strip()
    count = len(frames[0]["servos"])
    known = servos_of(count, int(model) if model.isdecimal() and len(model) < 10 else None)
    if known is None:
        hint = f"{', '.join(map(str, COUNTS[:-1]))} and {COUNTS[-1]} are known"
        source.error("unknown-robot", f"{count} servos a frame", hint)
    return known


def _keys(source: Source, frames: list[dict[str, Any]], servo: int) -> Iterator[_Key]:
    """One servo's keyframes; the first that cannot be read is noted."""
    for position, frame in enumerate(frames):
        angle = frame["servos"][servo]
        if angle is None:
            continue
        where = f"frames[{position}]: servo {servo + 1}"
        if not _is_number(angle) or abs(angle) > _MOST_DEG:
            told = f"{where} is {str(angle)[:20]!r}, no angle in degrees"
            source.error("no-figure", told, f"at most {_MOST_DEG:g}, or null")
            return
        points = _control_points(frame, servo)
        if points is None:
            hint = f'write "{servo + 1}": {{"CP": [[0, 0], [0, 0]]}} into its attribute'
            source.error("no-control-points", f"{where} has no control points", hint)
            return
        yield _Key((frame["keyframe"] * _UNIT_S, float(angle)), *points)


def _control_points(frame: Mapping[str, Any], servo: int) -> tuple[Point, Point] | None:
    match frame["attribute"].get(str(servo + 1)):
        case {"CP": [[t0, v0], [t1, v1]]} if all(map(_is_number, (t0, v0, t1, v1))):
            return (t0 * _UNIT_S, float(v0)), (t1 * _UNIT_S, float(v1))
    return None


def _curve(keys: list[_Key], stands_deg: float, first_s: float) -> Curve:
    """A servo's way: from the pose the robot stands in, through its keyframes."""
    if keys[0].at[0] > first_s + _UNIT_S * _LEAST_STEP:
        keys = [_Key((first_s, stands_deg), (0.0, 0.0), (0.0, 0.0)), *keys]
    if len(keys) == 1:
        time_s, angle = keys[0].at
        keys = [*keys, _Key((time_s + _UNIT_S, angle), (0.0, 0.0), (0.0, 0.0))]
    return Curve(tuple(_piece(one, other) for one, other in pairwise(keys)))


def _piece(one: _Key, other: _Key) -> Piece:
    """The piece between two keyframes, its control points kept between them in time."""
    start, end = one.at[0], other.at[0]

    def kept(key: _Key, offset: Point) -> Point:
        angle = min(max(key.at[1] + offset[1], -_MOST_DEG), _MOST_DEG)
        return min(max(key.at[0] + offset[0], start), end), angle

    return Piece(one.at, kept(one, one.after), kept(other, other.before), other.at)


def _notes(
    data: Mapping[str, Any], frames: list[dict[str, Any]], servos: Servos, first_s: float
) -> Iterator[str]:
    """What a person should know of what was read, one line each."""
    fingers = [i for i, joint in enumerate(servos.joints) if joint is None]
    moving = any(frame["servos"][i] not in (None, 0) for frame in frames for i in fingers)
    yield (
        f"left out: the fingers, servos {fingers[0] + 1} to {fingers[-1] + 1}"
        f"{', which move' if moving else ''}"
    )
    begins_s = frames[0]["keyframe"] * _UNIT_S
    if begins_s > first_s:
        yield f"until the first keyframe at {begins_s:.2f} s it comes from Leju's standing pose"
    wrists = [i for i, joint in enumerate(servos.joints) if joint and "_wrist_" in joint]
    if servos.wrists_assumed and any(frame["servos"][i] for frame in frames for i in wrists):
        yield "no robotType: wrists are taken as before model 45, pitch before roll"
    music = data.get("musics")
    if isinstance(music, list) and music:
        yield f"left out: its music, {len(music)} of it; a cue plays sound"


def _is_number(figure: object) -> bool:
    if isinstance(figure, bool) or not isinstance(figure, int | float):
        return False
    return abs(figure) < 1e9 and isfinite(figure)
