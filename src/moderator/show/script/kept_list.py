"""A list in a YAML file beside a show, written item by item: what else stands in it stays."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from moderator.cues.written import Written
from moderator.document import Document, Problems, read_document, validated
from moderator.errors import CannotStart
from moderator.motion.seen.writing import written

Item = TypeVar("Item", bound=Written)


@dataclass(frozen=True)
class KeptList(Generic[Item]):
    """How such a file is written. It is whole at every moment.

    Attributes:
        file: its name.
        key: the list's.
        head: the comment that a new one begins with.
        whole: the model of the file.
        told: an item's keys and values in order, as they are written.
        short: what to do about items that cannot be written down.
    """

    file: str
    key: str
    head: str
    whole: type[Written]
    told: Callable[[Item], Mapping[str, object]]
    short: str

    def change(
        self,
        folder: Path,
        document: Document | None,
        there: Sequence[Item],
        added: Sequence[Item] = (),
        gone: frozenset[int] = frozenset(),
    ) -> None:
        """Write the file with some items less and some more.

        Args:
            folder: the show's.
            document: the file as it is; None when there is none.
            there: the items in it.
            added: those that it is to have too, at its end.
            gone: positions of those that it is to have no more.

        Raises:
            CannotWrite: the file cannot be written.
            CannotStart: what is wanted cannot be read back.
        """
        left = [item for position, item in enumerate(there) if position not in gone]
        lines = list(self._left(document, gone, len(there)))
        for item in added:
            lines += self._item(item)
        self._write(folder, lines, (*left, *added))

    def _left(self, document: Document | None, gone: frozenset[int], count: int) -> Iterator[str]:
        """The lines that new items are put under."""
        if document is None or document.data is None:
            yield from (*self.head.splitlines(), f"{self.key}:")
            return
        lines = document.lines if document.lines[-1].strip() else document.lines[:-1]
        if document.at(self.key) == []:
            key = document.key_place(self.key).line - 1
            lines = [*lines[:key], f"{self.key}:", *lines[key + 1 :]]
        begins = [document.place(self.key, position).line for position in range(count)]
        yield from _without(lines, begins, gone) if gone else lines

    def _item(self, item: Item) -> Iterator[str]:
        """An item as the lines of a list's."""
        start = "  - "
        for key, value in self.told(item).items():
            yield f"{start}{key}: {json.dumps(value, ensure_ascii=False)}"
            start = "    "

    def _write(self, folder: Path, lines: Sequence[str], wanted: Sequence[Item]) -> None:
        """Write lines where they say what is wanted; else the same without its notes."""
        with written(folder / self.file) as draft:
            for text in ("\n".join(lines), self._canonical(wanted)):
                with draft.open("w", encoding="utf-8") as file:
                    file.write(text.rstrip("\n") + "\n")
                    file.flush()
                    os.fsync(file.fileno())
                problems = Problems()
                if self._read_back(draft, problems) == tuple(wanted):
                    return
            told = next(iter(problems), None)
            why, hint = (told.message, told.hint) if told else ("it reads otherwise", self.short)
            raise CannotStart(f"this cannot be written down as {self.key}: {why}", hint)

    def _canonical(self, items: Sequence[Item]) -> str:
        lines = [line for item in items for line in self._item(item)]
        return "\n".join((f"{self.head}{self.key}:{'' if lines else ' []'}", *lines))

    def _read_back(self, path: Path, problems: Problems) -> tuple[Item, ...] | None:
        found = validated(self.whole, read_document(path, path.name, problems), problems)
        return getattr(found, self.key) if found and not problems.errors else None


def _without(lines: Sequence[str], begins: Sequence[int], gone: frozenset[int]) -> Iterator[str]:
    """Lines without some items; what is noted above an item stays with it."""
    owner = -1
    waiting: list[str] = []
    for number, line in enumerate(lines, 1):
        if number in begins:
            owner = begins.index(number)
            yield from waiting if owner not in gone else ()
            waiting = []
        if not line.strip() or line.lstrip().startswith("#"):
            waiting.append(line)
        elif owner not in gone:
            yield from waiting
            waiting = []
            yield line
    yield from waiting
