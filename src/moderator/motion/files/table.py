"""Motions as tables of comma-separated values: a time and an angle of each joint a line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import radians

from moderator.motion.files.samples import joints_known, trajectory_of
from moderator.motion.files.source import MAX_KNOTS, Source
from moderator.motion.trajectory import Trajectory

TIME = "time_s"
IN_DEGREES = "_deg"
"""What a column's name ends with when its angles are in degrees."""


def read_csv(source: Source) -> Trajectory | None:
    """Read a table: radians, or degrees in the columns that say so."""
    text = source_text(source)
    if text is None:
        return None
    table = _Table(source, [], [])
    try:
        if not table.fill(csv.reader(io.StringIO(text, newline=""), strict=True)):
            return None
    except csv.Error as error:
        line = table.lines[-1] + 1 if table.lines else 1
        source.error("not-csv", f"this is no table: {error}", "one sample a line", line)
        return None
    header, *rows = table.rows
    names = [name.removesuffix(IN_DEGREES) for name in header[1:]]
    figures = [numbers for row in range(len(rows)) if (numbers := table.numbers(row)) is not None]
    if not joints_known(source, names, table.at) or len(figures) < len(rows):
        return None
    turned = [name.endswith(IN_DEGREES) for name in header[1:]]
    return trajectory_of(
        source,
        names,
        [numbers[0] for numbers in figures],
        [
            [
                radians(angle) if degrees else angle
                for angle, degrees in zip(row[1:], turned, strict=True)
            ]
            for row in figures
        ],
        at=table.at,
    )


def csv_bytes(trajectory: Trajectory) -> bytes:
    """Write a trajectory's knots, with the angles to a ten-thousandth of a degree."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([TIME, *trajectory.joints])
    for time_s, row in zip(trajectory.times_s, trajectory.positions_rad, strict=True):
        writer.writerow([f"{time_s:.6f}", *(f"{angle:.7f}" for angle in row)])
    return lines.getvalue().encode()


def source_text(source: Source) -> str | None:
    """A file's text; None, with a problem noted, when it is not text."""
    try:
        return source.raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source.raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        source.error("not-utf8", "this is not UTF-8 text", "is it this format?", line, column)
        return None


@dataclass
class _Table:
    """Cells, and where they stand.

    Attributes:
        source: where they are from.
        rows: the header's and then each sample's.
        lines: the line of each.
    """

    source: Source
    rows: list[list[str]]
    lines: list[int]

    def fill(self, read: "Iterator[list[str]]") -> bool:
        """Take all lines that are not blank; whether they have the form of a table."""
        for line, cells in enumerate(read, start=1):
            if cells and any(cell.strip() for cell in cells):
                self.rows.append([cell.strip() for cell in cells])
                self.lines.append(line)
            if len(self.rows) > MAX_KNOTS + 1:
                hint = "cut the motion, or write fewer samples a second"
                self.source.error("too-large", f"over {MAX_KNOTS:,} samples", hint, line)
                return False
        if not self.rows:
            self.source.error("empty", "the table has no line", f"begin it with {TIME},left_knee")
            return False
        first, width = self.rows[0], len(self.rows[0])
        if first[0] != TIME:
            semicolons = ";" in first[0]
            hint = "separate columns by commas" if semicolons else f"begin it with {TIME}"
            told = f"the first column is {first[0][:40]!r}, not {TIME!r}"
            self.source.error("no-time", told, hint, self.lines[0])
            return False
        for line, row in zip(self.lines, self.rows, strict=True):
            if len(row) != width:
                told = f"{len(row)} columns, and {width} in the first line"
                self.source.error("wrong-shape", told, "each joint has its column", line)
                return False
        return True

    def numbers(self, row: int) -> list[float] | None:
        """One sample's figures; None, with the first that is none noted."""
        cells = self.rows[row + 1]
        try:
            return [float(cell) for cell in cells]
        except ValueError:
            column = next(i for i, cell in enumerate(cells) if not _is_number(cell))
            told = f"{cells[column][:40]!r} is no number"
            hint = "write it with a point, such as 0.25"
            self.source.error("no-number", told, hint, *self.at(row, column))
            return None

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Line and column of a cell; row -1 is the header."""
        before = self.rows[row + 1][:column]
        return self.lines[row + 1], sum(len(cell) + 1 for cell in before) + 1


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
