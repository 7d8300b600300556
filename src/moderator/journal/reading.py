"""Reading a record back, as far as it is sound."""

from dataclasses import dataclass, replace
from pathlib import Path

from moderator.errors import CannotStart
from moderator.journal.entry import DamagedLine, Entry, decode
from moderator.journal.segments import FORMAT, RECORD_NAME, segment_number, segments

RESUMED = "resumed"
"""The kind of a segment's first entry, from the second segment on."""

_OPENINGS = ("show_started", RESUMED)


@dataclass(frozen=True)
class Record:
    """What a record holds up to its first damage.

    Attributes:
        entries: in order, numbered from 1.
        damage: where the first damage is and how it shows; None when there is none.
        left_out: how many sound lines come after the damage; they are not among the entries.
        torn: for each segment after which the show went on, how its end shows; empty where it ends
            between two lines.
    """

    entries: tuple[Entry, ...]
    damage: str | None = None
    left_out: int = 0
    torn: tuple[str, ...] = ()

    @property
    def end(self) -> Entry | None:
        """How the show ended; None when the record was cut short, the last time that it ran."""
        for entry in self.entries[::-1]:
            if entry.kind == RESUMED:
                return None
            if entry.kind == "show_ended":
                return entry
        return None

    @property
    def ended(self) -> bool:
        """Whether the show's end is in it; if not, the record was cut short."""
        return self.end is not None

    @property
    def lacks(self) -> str:
        """What is missing in it, in a line; empty when it is whole."""
        told = [self.damage or ("" if self.ended else "the show's end is not in it")]
        if lost := sum(int(hole.data["lost"]) for hole in self.of("hole")):
            told.append(f"{lost} {'entry is' if lost == 1 else 'entries are'} lost")
        return "; ".join(filter(None, told))

    def of(self, *kinds: str) -> list[Entry]:
        """Return the entries of these kinds, in order."""
        return [entry for entry in self.entries if entry.kind in kinds]


def read_record(path: Path) -> Record:
    """Read a record, all its segments as one; nothing is ever written to it.

    Args:
        path: the folder that it is in, or one of its files, which is then read alone.

    Raises:
        CannotStart: there is no record, it cannot be read, or a newer program has written it.
    """
    if not path.is_dir():
        alone = segment_number(path) not in (None, 1)
        return _checked(read_lines(_content(path), begins=not alone), path)
    record = _checked(read_lines(_content(path / RECORD_NAME)), path / RECORD_NAME)
    for number, file in segments(path).items():
        if number > 1:
            record = _with(record, read_lines(_content(file), file.name, begins=False), file)
    return record


def read_lines(content: bytes, name: str = "the record", *, begins: bool = True) -> Record:
    """Read a record from the bytes of a file.

    Args:
        content: of the file.
        name: what damage calls it.
        begins: whether the record begins with it, at entry 1.
    """
    *lines, rest = content.split(b"\n")
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        try:
            entry = decode(line)
            if entries or begins:
                _check_follows(entry, entries[-1].n if entries else 0)
        except DamagedLine as damage:
            left_out = sum(map(_is_sound, lines[number:]))
            why = f"line {number} of {name} is damaged: {damage}"
            return Record(tuple(entries), why, left_out)
        entries.append(entry)
    if rest:
        why = f"line {len(lines) + 1} of {name} is torn: it breaks off before its end"
        return Record(tuple(entries), why)
    return Record(tuple(entries), None if entries else f"{name} is empty")


def _with(before: Record, segment: Record, file: Path) -> Record:
    """A record with one segment more, where that one follows on what came before."""
    _checked(segment, file)
    if not segment.entries and not segment.left_out:
        return before  # the show had not gone on yet when it was cut short
    if before.left_out or not segment.entries:
        left_out = before.left_out + len(segment.entries) + segment.left_out
        return replace(before, damage=before.damage or segment.damage, left_out=left_out)
    last_n, first = before.entries[-1].n if before.entries else 0, segment.entries[0]
    if first.kind != RESUMED or first.n != last_n + 1:
        why = f"{file.name} does not follow: it begins with entry {first.n}, after entry {last_n}"
        left_out = len(segment.entries) + segment.left_out
        return replace(before, damage=before.damage or why, left_out=left_out)
    return Record(
        before.entries + segment.entries,
        segment.damage,
        segment.left_out,
        (*before.torn, before.damage or ""),
    )


def _checked(record: Record, file: Path) -> Record:
    """Refuse what a newer program has written.

    Raises:
        CannotStart: one has.
    """
    opening = record.entries[0] if record.entries else None
    if opening and opening.kind in _OPENINGS:
        found = opening.data.get("format", 1)
        if not isinstance(found, int) or found > FORMAT:
            raise CannotStart(
                f"{file} is in format {found}; this moderator knows formats up to {FORMAT}",
                "it is kept as it is; read it with the moderator that wrote it, or a newer one",
            )
    return record


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "name the folder of a rehearsal or a run"
        raise CannotStart(f"cannot read the record {file}: {why}", hint) from error


def _is_sound(line: bytes) -> bool:
    try:
        decode(line)
    except DamagedLine:
        return False
    return True


def _check_follows(entry: Entry, last_n: int) -> None:
    """Refuse a gap in the numbers, unless the entry says how many were lost."""
    lost = entry.data.get("lost") if entry.kind == "hole" else 1
    if entry.n - last_n != lost:
        raise DamagedLine(f"entry {entry.n} follows entry {last_n}")
