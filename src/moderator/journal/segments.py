"""The files of one record: a show that went on after a crash has one for each time it ran."""

import re
from pathlib import Path

RECORD_NAME = "as-run.jsonl"
FORMAT = 1
"""What this program writes, and the newest that it reads."""

_NAME = re.compile(r"as-run(?:\.([1-9]\d{0,5}))?\.jsonl")


def segment_name(number: int) -> str:
    """Return the file name of a segment: `as-run.jsonl`, `as-run.2.jsonl`, and so on."""
    return RECORD_NAME if number == 1 else f"as-run.{number}.jsonl"


def segment_number(path: Path) -> int | None:
    """Return which segment a file is by its name; None when it is none."""
    match = _NAME.fullmatch(path.name)
    number = int(match[1] or 1) if match else None
    return number if number and path.name == segment_name(number) else None


def segments(directory: Path) -> dict[int, Path]:
    """Return the segments in a folder by number, in order; none where there is no folder.

    Raises:
        OSError: the folder cannot be read.
    """
    if not directory.is_dir():
        return {}
    found = {number: path for path in directory.iterdir() if (number := segment_number(path))}
    return dict(sorted(found.items()))
