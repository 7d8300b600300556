"""Reading a motion file of another program, by the ending of its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from moderator.body.joints import PARTS, part_of
from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.motion.apex import apex_s
from moderator.motion.blend import STEP_RAD_S
from moderator.motion.files.source import Source, read_source
from moderator.motion.motion import Manifest
from moderator.motion.trajectory import Trajectory

_STILL_RAD = 0.0002
_STILL_RAD_S = 0.01
_SAFE_EVERY_S = 0.5


@dataclass(frozen=True)
class FileMotion:
    """What a motion file holds.

    Attributes:
        trajectory: the joints of the parts of the body that move.
        about: what the audience sees, or empty.
        notes: what was left out or assumed, one line each.
    """

    trajectory: Trajectory
    about: str = ""
    notes: tuple[str, ...] = ()

    def manifest(self, name: str) -> Manifest:
        """What checks and plans read.

        A motion without legs may be left at any time: every half second stands for that. One with
        legs stands safely at its start and its end, for all that a file of angles tells.
        """
        way = self.trajectory
        peaks = way.peaks()
        claims = _moving(way)
        steps = 1 if "legs" in claims else max(int(way.duration_s / _SAFE_EVERY_S), 1)
        return Manifest(
            name=name,
            about=self.about,
            duration_s=way.duration_s,
            start_rad=dict(zip(way.joints, way.positions_rad[0], strict=True)),
            end_rad=dict(zip(way.joints, way.positions_rad[-1], strict=True)),
            peaks=peaks,
            safe_points_s=tuple(way.duration_s * step / steps for step in range(steps + 1)),
            phrases=(),
            claims=claims,
            apex_s=apex_s(way),
            start_rad_s={
                joint: speed
                for joint, speed in zip(way.joints, way.velocities_rad_s[0], strict=True)
                if abs(speed) > STEP_RAD_S
            },
        )


def read_motion(path: Path, file: str, problems: Problems) -> FileMotion | None:
    """Read a motion file.

    Args:
        path: the file; what it is, the ending of its name tells.
        file: its name in problems.
        problems: where to note what is wrong.

    Returns:
        The motion, or None when there was an error.

    Raises:
        CannotStart: it may not be read, or is of no known sort.
    """
    reader = READ.get(path.suffix.lower())
    if reader is None:
        hint = f"motions are read from {', '.join(READ)}"
        raise CannotStart(f"cannot read {file}: it is no motion file by its name", hint)
    source = read_source(path, file, problems)
    motion = reader(source) if source else None
    if source is None or motion is None:
        return None
    return _of_moving_parts(source, motion)


def is_motion_file(named: str) -> bool:
    """Whether somebody who names this means a file rather than a motion in a library."""
    return Path(named).suffix.lower() in READ


def _of_moving_parts(source: Source, motion: FileMotion) -> FileMotion | None:
    """The motion without the parts of the body that stay where they are."""
    way = motion.trajectory
    claims = _moving(way)
    kept = [i for i, joint in enumerate(way.joints) if part_of(joint) in claims]
    if not kept:
        source.error("nothing-moves", "no joint moves", "a motion changes an angle")
        return None
    still = [part for part in PARTS if part not in claims and set(PARTS[part]) & set(way.joints)]
    note = f"left free, since they do not move: {', '.join(still)}"
    return FileMotion(
        Trajectory(
            tuple(way.joints[i] for i in kept),
            way.times_s,
            tuple(tuple(row[i] for i in kept) for row in way.positions_rad),
            tuple(tuple(row[i] for i in kept) for row in way.velocities_rad_s),
        ),
        motion.about,
        (*motion.notes, note) if still else motion.notes,
    )


def _moving(way: Trajectory) -> tuple[str, ...]:
    """The parts of the body in which a joint moves, in a fixed order."""
    angles, speeds = zip(*way.positions_rad, strict=True), zip(*way.velocities_rad_s, strict=True)
    moving = {
        part_of(joint)
        for joint, angle, speed in zip(way.joints, angles, speeds, strict=True)
        if max(angle) - min(angle) > _STILL_RAD or max(map(abs, speed)) > _STILL_RAD_S
    }
    return tuple(part for part in PARTS if part in moving)


def _npz(source: Source) -> FileMotion | None:
    from moderator.motion.files.npz import read_npz

    found = read_npz(source)
    return FileMotion(*found) if found else None


def _csv(source: Source) -> FileMotion | None:
    from moderator.motion.files.table import read_csv

    found = read_csv(source)
    return FileMotion(found) if found else None


def _tact(source: Source) -> FileMotion | None:
    from moderator.motion.files.tact import read_tact

    found = read_tact(source)
    return FileMotion(found[0], notes=found[1]) if found else None


READ: Mapping[str, Callable[[Source], FileMotion | None]] = {
    ".npz": _npz,
    ".csv": _csv,
    ".tact": _tact,
}
"""Readers by the ending of a file's name."""
