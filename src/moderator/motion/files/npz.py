"""Motions as NumPy archives: plain arrays under fixed keys."""

import io
import zipfile
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from moderator.motion.files.samples import joints_known, trajectory_of
from moderator.motion.files.source import Source
from moderator.motion.trajectory import Trajectory

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

KEYS: Mapping[str, str] = {
    "joints": "names of the joints, n of them",
    "times_s": "when each sample is, seconds, shape (k,), rising; `rate_hz` may stand for it",
    "rate_hz": "samples a second, one number; then `times_s` is not needed",
    "positions_rad": "angles, radians, shape (k, n)",
    "velocities_rad_s": "speeds, radians a second, shape (k, n); central differences without it",
    "about": "what the audience sees, one text; may be left out",
}
"""What an archive holds."""

_MAX_UNPACKED = 256_000_000
_MAX_NAMES = 1000


def read_npz(source: Source) -> tuple[Trajectory, str] | None:
    """Read an archive: its trajectory and its `about`, empty if it has none."""
    arrays = _arrays(source)
    if arrays is None:
        return None
    before = source.problems.errors
    if "times_s" not in arrays and "rate_hz" not in arrays:
        source.error("no-key", "no key 'times_s'", "write it, or 'rate_hz'")
    for key in ("joints", "positions_rad"):
        if key not in arrays:
            source.error("no-key", f"no key {key!r}", f"it holds {KEYS[key]}")
    if source.problems.errors > before:
        return None
    names = _texts(source, "joints", arrays["joints"])
    figures = {
        key: _figures(source, key, arrays[key], dimensions)
        for key, dimensions in _DIMENSIONS.items()
        if key in arrays
    }
    about = _about(source, arrays)
    if names is None or about is None or source.problems.errors > before:
        return None
    if not (_shapes_fit(source, names, figures) and joints_known(source, names)):
        return None
    positions = figures["positions_rad"]
    velocities = figures.get("velocities_rad_s")
    times = _times(source, figures)
    if times is None:
        return None
    trajectory = trajectory_of(
        source,
        names,
        times,
        positions.tolist(),
        None if velocities is None else velocities.tolist(),
    )
    return None if trajectory is None else (trajectory, about)


def npz_bytes(trajectory: Trajectory, about: str = "") -> bytes:
    """Write a trajectory's knots; the same ones give the same bytes."""
    import numpy as np

    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        joints=np.array(trajectory.joints),
        times_s=np.array(trajectory.times_s),
        positions_rad=np.array(trajectory.positions_rad),
        velocities_rad_s=np.array(trajectory.velocities_rad_s),
        about=np.array(about),
    )
    return stream.getvalue()


_DIMENSIONS = {"times_s": 1, "rate_hz": 0, "positions_rad": 2, "velocities_rad_s": 2}


def _arrays(source: Source) -> "dict[str, Array] | None":
    """The arrays under the keys that are read; the others are told."""
    hint = "write it with numpy.savez(file, joints=…, times_s=…, positions_rad=…)"
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.raw))
        members = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
    except Exception:  # noqa: BLE001 — zipfile raises nearly anything on bytes that are no archive
        cut = source.raw.startswith(b"PK")
        what = "the archive is cut short or damaged" if cut else "this is not an NPZ archive"
        source.error("not-npz", what, "write it again from where it comes" if cut else hint)
        return None
    if sum(info.file_size for info in members.values()) > _MAX_UNPACKED:
        what = f"the arrays are larger than {_MAX_UNPACKED // 1_000_000} MB"
        source.error("too-large", what, "cut the motion, or write fewer samples a second")
        return None
    for key in members:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            told = f"did you mean {near[0]!r}?" if near else f"keys are: {', '.join(KEYS)}"
            source.warning("unknown-key", f"the key {key!r} is not read", told)
    found = {key: _array(source, key, archive, members[key]) for key in KEYS if key in members}
    arrays = {key: array for key, array in found.items() if array is not None}
    return arrays if len(arrays) == len(found) else None


def _array(
    source: Source, key: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> "Array | None":
    import numpy as np
    from numpy.lib import format as npy

    try:
        raw = io.BytesIO(archive.read(member))
        header = (
            npy.read_array_header_1_0
            if npy.read_magic(raw) == (1, 0)
            else npy.read_array_header_2_0
        )
        shape, _, dtype = header(raw)
        if dtype.hasobject:
            what = f"{key!r} holds Python objects, which are not read: they could run anything"
            source.error("pickled", what, "save plain arrays, without allow_pickle")
            return None
        count = 1
        for length in shape:
            count *= length
        if count * dtype.itemsize > _MAX_UNPACKED:
            source.error("too-large", f"{key!r} says that it has the shape {shape}")
            return None
        raw.seek(0)
        array = npy.read_array(raw, allow_pickle=False)
    except Exception:  # noqa: BLE001 — zipfile and numpy raise nearly anything on damaged bytes
        what = f"the array {key!r} is cut short or damaged"
        source.error("damaged", what, "write it again from where it comes")
        return None
    return np.asarray(array)


def _texts(source: Source, key: str, array: "Array") -> list[str] | None:
    if array.ndim <= 1 and array.size <= _MAX_NAMES and array.dtype.kind in "US":
        return [
            name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
            for name in array.reshape(-1).tolist()
        ]
    source.error("no-text", f"{key!r} is not a list of texts", f"it holds {KEYS[key]}")
    return None


def _figures(source: Source, key: str, array: "Array", dimensions: int) -> "Array":
    """An array of numbers as 64-bit ones, with what is wrong with it noted."""
    hint = f"it holds {KEYS[key]}"
    if array.dtype.kind not in "fiu":
        source.error("no-numbers", f"{key!r} holds {array.dtype}, not numbers", hint)
        return array
    if array.ndim != dimensions and array.size != 1:
        told = f"{key!r} has {array.ndim} dimensions, not {dimensions}"
        source.error("wrong-shape", told, hint)
    elif array.ndim != dimensions:
        array = array.reshape((1,) * dimensions)
    return array.astype(float)


def _about(source: Source, arrays: "Mapping[str, Array]") -> str | None:
    if "about" not in arrays:
        return ""
    texts = _texts(source, "about", arrays["about"])
    return None if texts is None else " ".join(" ".join(texts).split())


def _shapes_fit(source: Source, names: list[str], figures: "Mapping[str, Array]") -> bool:
    positions = figures["positions_rad"]
    before = source.problems.errors
    samples = positions.shape[0]
    if positions.shape[1] != len(names):
        told = f"'positions_rad' has {positions.shape[1]} columns for {len(names)} joints"
        source.error("wrong-shape", told, "a row holds one angle of each joint")
    if "times_s" in figures and figures["times_s"].shape[0] != samples:
        told = f"'times_s' has {figures['times_s'].shape[0]} times for {samples} rows of angles"
        source.error("wrong-shape", told, "each row has its time")
    velocities = figures.get("velocities_rad_s")
    if velocities is not None and velocities.shape != positions.shape:
        told = f"'velocities_rad_s' has the shape {velocities.shape}, not {positions.shape}"
        source.error("wrong-shape", told, "it is that of 'positions_rad'")
    return source.problems.errors == before


def _times(source: Source, figures: "Mapping[str, Array]") -> list[float] | None:
    if "times_s" in figures:
        return [float(time) for time in figures["times_s"].tolist()]
    rate = float(figures["rate_hz"])
    if not 0.1 <= rate <= 10_000:
        source.error("bad-rate", f"{rate:g} samples a second", "0.1 to 10,000 are read")
        return None
    return [sample / rate for sample in range(figures["positions_rad"].shape[0])]
