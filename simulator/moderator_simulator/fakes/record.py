"""What came and where the joints were, one JSON object a line."""

import json
import time
from pathlib import Path
from typing import TextIO


class Record:
    """A file of lines, each with `at_s`, seconds of CLOCK_MONOTONIC, and `kind`.

    Args:
        path: the file; None for nothing written.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = path.open("w", buffering=1) if path else None

    def write(self, kind: str, **fields: object) -> None:
        """Write one line."""
        if self._file:
            at_s = round(time.monotonic(), 6)
            self._file.write(json.dumps({"at_s": at_s, "kind": kind, **fields}) + "\n")

    def close(self) -> None:
        """Write no more."""
        if self._file:
            self._file.close()
