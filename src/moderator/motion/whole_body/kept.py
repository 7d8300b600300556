"""What was worked out from a whole-body score, kept beside it: a manifest, and arrays to play.

Both say what they were made of: this version of the score, this body, this way of working it out.
What does not agree, or is not whole, is not there. Where the folder cannot be written they lie in
the user's own cache. Nothing here needs numpy until a trajectory is asked for.
"""

import hashlib
import io
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderator.document import Document, Place, Problem, Problems
from moderator.errors import CannotStart, CannotWrite
from moderator.motion.manifest import kept_at, manifest_of
from moderator.motion.motion import Manifest
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.lent import KEY as POSES_FROM
from moderator.motion.whole_body.lent import lender
from moderator.plain_file import opened

if TYPE_CHECKING:
    from moderator.motion.whole_body.compile import CompiledScore

FORMAT = 1
"""Raised when the same score means another motion than before."""
ENDING = ".compiled.npz"
_KEY = "made_of"
_NOT_WHOLE = (
    CannotStart,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    zipfile.BadZipFile,
    zlib.error,
)
_NEEDED = ("mujoco", "mink", "daqp", "scipy")


@dataclass(frozen=True)
class Kept:
    """A score's motion, worked out before.

    Attributes:
        manifest: what checks and plans read.
        problems: what was found wrong with the score then, all but the file's name.
        arrays: the file to play from.
    """

    manifest: Manifest
    problems: tuple[dict[str, Any], ...]
    arrays: Path

    def tell(self, file: str, problems: Problems) -> Manifest | None:
        """Note what is wrong with the score; its manifest, or None when there is an error."""
        for told in self.problems:
            place = Place(file, told["line"], told["column"])
            rest = {name: told[name] for name in ("code", "message", "hint", "severity")}
            problems.found.append(Problem(place, **rest))
        wrong = any(told["severity"] == "error" for told in self.problems)
        return None if wrong else self.manifest

    def trajectory(self) -> Trajectory:
        """What is played."""
        from moderator.motion.whole_body.knots import Knots

        return Knots.read(self.arrays.read_bytes()).trajectory()


def kept_score(source: Path) -> Kept | None:
    """What is kept of this very version of a score; None when there is nothing, or not all."""
    for manifest, arrays in _places(source):
        try:
            with opened(manifest) as file:
                kept = json.load(file)
            made_of, shared = kept[_KEY], kept.get(POSES_FROM)
            key = _made_of(source, source.with_name(shared) if shared else None)
            if made_of == key and _is_whole(arrays, key):
                return Kept(manifest_of(kept["manifest"]), tuple(kept["problems"]), arrays)
        except _NOT_WHOLE:
            continue
    return None


def worked_out(
    source: Path,
    document: Document,
    problems: Problems,
    told: Callable[[float], None] | None = None,
) -> "CompiledScore | None":
    """Work out a whole-body score and keep what comes of it.

    Args:
        source: its file.
        document: what the file says.
        problems: where to note what is wrong.
        told: hears from time to time which share is done; without it, standard error.

    Returns:
        The motion, also when it breaks margins; None when there was another error.

    Raises:
        CannotStart: the packages for it are not installed, or a file may not be read.
        CannotWrite: neither the score's folder nor the user's cache can be written.
    """
    name = source.stem
    if missing := [package for package in _NEEDED if find_spec(package) is None]:
        raise CannotStart(
            f"{name} has to be worked out from where its hands and feet are, and "
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed",
            "pip install 'moderator[physics]'",
        )
    from moderator.motion.whole_body.compile import compiled_score

    shared = lender(document, Problems())
    key = _made_of(source, shared)
    own = Problems()
    with_progress = told or _on_stderr(name)
    motion = compiled_score(source, document, own, with_progress)
    with_progress(1.0)
    problems.found.extend(own.found)
    if motion is not None:
        _keep(source, key, shared, motion, own)
    return motion


def _keep(
    source: Path, key: str, shared: Path | None, motion: "CompiledScore", problems: Problems
) -> None:
    kept = {
        _KEY: key,
        **({POSES_FROM: shared.name} if shared else {}),
        "problems": [
            {name: value for name, value in problem.as_json().items() if name != "file"}
            for problem in problems
        ],
        "manifest": asdict(motion.manifest),
    }
    text = f"{json.dumps(kept, ensure_ascii=False, indent=1)}\n".encode()
    packed = io.BytesIO(motion.knots.written())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(zipfile.ZipInfo(_KEY), key)
    for manifest, arrays in _places(source):
        try:
            manifest.parent.mkdir(parents=True, exist_ok=True)
            _write(arrays, packed.getvalue())
            _write(manifest, text)
        except OSError as error:
            why = error
            continue
        return
    raise CannotWrite(
        f"what was worked out from {source.name} cannot be kept: {why.strerror or why}",
        "let its folder be written, or set XDG_CACHE_HOME to one that can",
    )


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it appears whole, or not at all.

    Raises:
        OSError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _places(source: Path) -> Iterator[tuple[Path, Path]]:
    """Where manifest and arrays may lie: beside the score, or in the user's cache."""
    yield kept_at(source), source.with_name(f"{source.stem}{ENDING}")
    base = os.environ.get("XDG_CACHE_HOME", "")
    # A relative one is to be ignored: XDG Base Directory Specification 0.8, "Basics".
    root = Path(base) if base.startswith("/") else Path.home() / ".cache"
    stem = root / "moderator" / "motions" / f"{source.stem}-{_made_of(source)[:16]}"
    yield stem.with_name(f"{stem.name}.manifest.json"), stem.with_name(f"{stem.name}{ENDING}")


def _is_whole(arrays: Path, key: str) -> bool:
    with zipfile.ZipFile(arrays) as archive:
        return archive.read(_KEY) == key.encode() and archive.testzip() is None


def _made_of(source: Path, shared: Path | None = None) -> str:
    """One name for all that decides what comes of a score, with the file it has poses from.

    Raises:
        CannotStart: a file may not be read.
    """
    parts = [str(FORMAT), _body_digest()]
    try:
        for path in filter(None, (source, shared)):
            with opened(path) as file:
                parts.append(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise CannotStart(f"cannot read {error.filename}: {error.strerror}") from error
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _body_digest() -> str:
    from moderator.body.kuavo import KUAVO
    from moderator.body.mjcf import mjcf

    return hashlib.sha256(mjcf(KUAVO).encode()).hexdigest()


def _on_stderr(name: str) -> Callable[[float], None]:
    """Tells how far it is: on a terminal in one line, else once."""
    seen = sys.stderr.isatty()

    def told(share: float) -> None:
        if seen:
            end = "\n" if share >= 1.0 else ""
            sys.stderr.write(f"\rworking out {name} … {share:3.0%}{end}")
        elif share == 0.0:
            sys.stderr.write(f"working out {name} …\n")
        sys.stderr.flush()

    return told
