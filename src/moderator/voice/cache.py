"""Rendered lines on disk, found by what they depend on.

An entry is `<key>.wav` and `<key>.json`. The JSON carries a checksum of itself and, for the WAV,
its SHA-256 beside the size and the time it was written: while those two are as recorded the WAV
is taken as it is (as git does with its index), otherwise it is read and compared. What does not
agree is no entry.
"""

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from moderator.caches import cache_folder
from moderator.errors import CannotWrite
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.line import Line, split_marks

FORMAT = 7  # raised whenever the same line would be rendered otherwise

_HEAD, _MIDDLE, _FOOT = b'{"crc32": "', b'", "entry": ', b"}\n"
_CRC = slice(len(_HEAD), len(_HEAD) + 8)
_BODY = slice(_CRC.stop + len(_MIDDLE), -len(_FOOT))


def default_folder() -> Path:
    """Return where rendered lines are kept."""
    return cache_folder("voice")


@dataclass(frozen=True)
class SoundCache:
    """The folder of rendered lines for one engine version.

    Attributes:
        folder: where they lie; made when first written to.
        engine: the engine's version.
    """

    folder: Path
    engine: str

    def key(self, line: Line) -> str:
        """Name all that the sound of a line depends on."""
        fits = [line.within_ns] if line.within_ns else []
        parts = [FORMAT, self.engine, line.text, *astuple(line.settings), *fits]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def find(self, line: Line) -> Sound | None:
        """Return the line's sound if it lies here whole."""
        key = self.key(line)
        wav = self.folder / f"{key}.wav"
        try:
            raw = (self.folder / f"{key}.json").read_bytes()
            if raw[_CRC] != _checksum(raw[_BODY]):
                return None
            entry = json.loads(raw[_BODY])
            if not _is_as_recorded(wav, entry):
                return None
        except (OSError, ValueError):
            return None
        return Sound(
            path=wav,
            duration_ns=entry["duration_ns"],
            text=line.written or split_marks(line.text)[0],
            marks=tuple((name, at) for name, at in entry["marks"]),
            words=tuple((at, word) for at, word in entry["words"]),
        )

    @contextmanager
    def place_for(self, line: Line) -> Iterator[Path]:
        """Lend a path beside the entry to render into; gone afterwards unless it was kept.

        Raises:
            CannotWrite: the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(".tmp", f"{self.key(line)[:16]}-", self.folder)
        except OSError as error:
            raise self.not_writable(error.strerror or str(error)) from error
        os.close(descriptor)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def keep(self, line: Line, rendered: Path, report: dict[str, Any]) -> Sound:
        """Make a rendered file the line's entry.

        Two processes may do this at once: each file appears whole, and both write the same sound.

        Raises:
            CannotWrite: the folder cannot be written.
        """
        key = self.key(line)
        wav = self.folder / f"{key}.wav"
        try:
            with rendered.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
                stat = os.fstat(file.fileno())
            entry = {
                "duration_ns": report["frames"] * NS_PER_S // report["sample_rate"],
                "marks": report["marks"],
                "words": report["words"],
                "bytes": stat.st_size,
                "written_ns": stat.st_mtime_ns,
                "sha256": digest,
            }
            rendered.replace(wav)
            body = json.dumps(entry).encode()
            with self.place_for(line) as draft:
                draft.write_bytes(_HEAD + _checksum(body) + _MIDDLE + body + _FOOT)
                draft.replace(wav.with_suffix(".json"))
        except OSError as error:
            raise self.not_writable(error.strerror or str(error)) from error
        sound = self.find(line)
        if sound is None:
            raise self.not_writable("what was written cannot be read back")
        return sound

    def not_writable(self, why: str) -> CannotWrite:
        """Say that the folder cannot be written."""
        return CannotWrite(
            f"the folder for rendered speech, {self.folder}, cannot be written: {why}",
            "make room there and let it be written, or set XDG_CACHE_HOME to another folder",
        )


def _checksum(body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body)


def _is_as_recorded(wav: Path, entry: dict[str, Any]) -> bool:
    stat = wav.stat()
    if stat.st_size != entry["bytes"]:
        return False
    if stat.st_mtime_ns == entry["written_ns"]:
        return True
    return bool(hashlib.sha256(wav.read_bytes()).hexdigest() == entry["sha256"])
