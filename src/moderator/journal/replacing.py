"""Which records may be replaced: a rehearsal's, and never a live show's."""

from pathlib import Path

from moderator.errors import CannotWrite
from moderator.journal.entry import DamagedLine, decode
from moderator.journal.file import cannot_write
from moderator.journal.segments import segments


def check_replaceable(directory: Path) -> None:
    """See to it that a folder has no record but a rehearsal's.

    One of which nobody can say what it is, is kept as a live one; one without an entry is none.

    Args:
        directory: where a rehearsal's record is to go.

    Raises:
        CannotWrite: it holds the record of a live run, or cannot be read.
    """
    try:
        for path in segments(directory).values():
            with path.open("rb") as file:
                first = file.readline()
            if first.endswith(b"\n") and not _is_rehearsed(first[:-1]):
                hint = "it is kept; name another folder with --out, or move it away"
                raise CannotWrite(f"{path} is the record of a live run", hint)
    except OSError as error:
        raise cannot_write(directory, error) from error


def _is_rehearsed(first: bytes) -> bool:
    """Whether a record's first line says that it is a rehearsal's."""
    try:
        entry = decode(first)
    except DamagedLine:
        return False
    return entry.kind == "show_started" and entry.data.get("seed") is not None
