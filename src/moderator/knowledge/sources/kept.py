"""What a source said last, kept on disk: the network may be gone on the night.

A file is one JSON object: what was said, from where, for which moment, and a checksum of all that.
"""

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from moderator.caches import cache_folder
from moderator.errors import CannotWrite
from moderator.knowledge.sources.plan import Raw, SourcePlan

_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Said:
    """What a source said.

    Attributes:
        raw: what stands at each of its facts.
        as_of: the moment that they hold for.
    """

    raw: Mapping[str, Raw]
    as_of: datetime


@dataclass(frozen=True)
class Kept:
    """The place of what one show's sources said last.

    Attributes:
        folder: where it lies; made when first written to.
    """

    folder: Path

    @classmethod
    def of_show(cls, folder: Path) -> "Kept":
        """The place of the show in a folder."""
        whole = folder.resolve()
        key = hashlib.sha256(os.fsencode(whole)).hexdigest()[:12]
        return cls(cache_folder("sources") / f"{whole.name}-{key}")

    def find(self, plan: SourcePlan) -> Said | None:
        """What a source said last; None where nothing lies, or what was asked has changed.

        Raises:
            ValueError: what lies there is broken.
        """
        try:
            with self._file(plan).open("rb") as file:
                raw = file.read(_MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ValueError(error.strerror or str(error)) from error
        body = _checked(raw)
        if body["asked"] != _asked(plan):
            return None
        return Said(body["raw"], datetime.fromisoformat(body["as_of"]))

    def keep(self, plan: SourcePlan, said: Said) -> None:
        """Keep what a source has said; the file appears whole, or stays as it was.

        Raises:
            CannotWrite: the folder does not take it.
        """
        body = {"asked": _asked(plan), "as_of": said.as_of.isoformat(), "raw": dict(said.raw)}
        text = json.dumps({"crc": _crc(body), "body": body})
        draft = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, draft = tempfile.mkstemp(".tmp", plan.name, self.folder)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(self._file(plan))
        except OSError as error:
            raise CannotWrite(f"{self.folder}: {error.strerror or error}") from error
        finally:
            if draft:
                with suppress(OSError):
                    Path(draft).unlink(missing_ok=True)

    def _file(self, plan: SourcePlan) -> Path:
        return self.folder / f"{plan.name}.json"


def _asked(plan: SourcePlan) -> list[object]:
    """What the answer depends on: another place, or another expression, is another question."""
    return [plan.kind, plan.where, plan.as_of, {name: pick.at for name, pick in plan.picks.items()}]


def _checked(raw: bytes) -> dict[str, Any]:
    """The body of a file.

    Raises:
        ValueError: it is not as it was written.
    """
    try:
        whole = json.loads(raw)
        body: dict[str, Any] = whole["body"]
        if whole["crc"] == _crc(body):
            return body
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ValueError("it is not as it was written")


def _crc(body: Mapping[str, object]) -> str:
    return f"{zlib.crc32(json.dumps(body, sort_keys=True).encode()):08x}"
