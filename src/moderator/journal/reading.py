"""Reading a record back, as far as it is sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moderator.errors import CannotStart
from moderator.journal.entry import DamagedLine, Entry, decode
from moderator.journal.journal import RECORD_NAME


@dataclass(frozen=True)
class Record:
    """What a record holds up to its first damage.

    Attributes:
        entries: in order, numbered from 1.
        damage: where the first damage is and how it shows; None when there is none.
    """

    entries: tuple[Entry, ...]
    damage: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the show's end is in it; if not, the record was cut short."""
        return any(entry.kind == "show_ended" for entry in reversed(self.entries))

    def of(self, *kinds: str) -> list[Entry]:
        """Return the entries of these kinds, in order."""
        return [entry for entry in self.entries if entry.kind in kinds]


def read_record(path: Path) -> Record:
    """Read a record.

    Args:
        path: the file, or the folder that it is in.

    Raises:
        CannotStart: there is no record, or it cannot be read.
    """
    file = path / RECORD_NAME if path.is_dir() else path
    try:
        content = file.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "name the folder of a rehearsal or a run"
        raise CannotStart(f"cannot read the record {file}: {why}", hint) from error
    return read_lines(content)


def read_lines(content: bytes) -> Record:
    """Read a record from the bytes of its file."""
    *lines, rest = content.split(b"\n")
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        try:
            entry = decode(line)
            _check_follows(entry, entries)
        except DamagedLine as damage:
            return Record(tuple(entries), f"line {number} of the record is damaged: {damage}")
        entries.append(entry)
    if rest:
        why = f"line {len(lines) + 1} of the record is torn: it breaks off before its end"
        return Record(tuple(entries), why)
    return Record(tuple(entries), None if entries else "the record is empty")


def _check_follows(entry: Entry, before: Sequence[Entry]) -> None:
    """Refuse a gap in the numbers, unless the entry says how many were lost."""
    last = before[-1].n if before else 0
    lost = entry.data.get("lost") if entry.kind == "hole" else 1
    if entry.n - last != lost:
        raise DamagedLine(f"entry {entry.n} follows entry {last}")
