"""Writing a trajectory for other programs, whole or not at all."""

import os
from collections.abc import Callable, Mapping
from math import floor
from pathlib import Path

from moderator.errors import CannotStart, CannotWrite
from moderator.motion.files.source import MAX_KNOTS
from moderator.motion.trajectory import Trajectory


def write_motion(path: Path, trajectory: Trajectory, about: str = "") -> None:
    """Write a trajectory's knots; what the file is, the ending of its name tells.

    Raises:
        CannotStart: it is of no known sort.
        CannotWrite: it cannot be written.
    """
    write = WRITTEN.get(path.suffix.lower())
    if write is None:
        hint = f"motions are written as {' and '.join(WRITTEN)}"
        raise CannotStart(f"cannot write {path}: it is no motion file by its name", hint)
    write_whole(path, write(trajectory, about))


def export(path: Path, trajectory: Trajectory, rate_hz: float, about: str = "") -> None:
    """Write samples of a trajectory, so many a second and the end.

    Raises:
        CannotStart: the file is of no known sort, or `rate_hz` is out of reason.
        CannotWrite: it cannot be written.
    """
    if not 1 <= rate_hz <= 1000:
        raise CannotStart(f"{rate_hz:g} samples a second", "write a rate from 1 to 1000")
    if trajectory.duration_s * rate_hz > MAX_KNOTS:
        raise CannotStart(f"over {MAX_KNOTS:,} samples", "write a lower rate")
    write_motion(path, sampled(trajectory, rate_hz), about)


def sampled(trajectory: Trajectory, rate_hz: float) -> Trajectory:
    """The trajectory with knots at a steady rate, and one at its end."""
    steps = floor(trajectory.duration_s * rate_hz + 1e-6)
    times = [step / rate_hz for step in range(steps + 1)]
    if trajectory.duration_s - times[-1] > 1e-3 / rate_hz:
        times.append(trajectory.duration_s)
    return Trajectory(
        trajectory.joints,
        tuple(times),
        tuple(trajectory.at(time) for time in times),
        tuple(trajectory.velocity_at(time) for time in times),
    )


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file beside its place and then put it there.

    Raises:
        CannotWrite: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(raw)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CannotWrite(f"cannot write {path}: {why}", "name a place you may write to") from error


def _npz(trajectory: Trajectory, about: str) -> bytes:
    from moderator.motion.files.npz import npz_bytes

    return npz_bytes(trajectory, about)


def _csv(trajectory: Trajectory, about: str) -> bytes:  # noqa: ARG001 — a table has no place for it
    from moderator.motion.files.table import csv_bytes

    return csv_bytes(trajectory)


WRITTEN: Mapping[str, Callable[[Trajectory, str], bytes]] = {".npz": _npz, ".csv": _csv}
"""Writers by the ending of a file's name."""
