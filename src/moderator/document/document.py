"""What a file says, and where it says it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from moderator.document.problems import Place

Tree = str | None | list["Tree"] | dict[str, "Tree"]
Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A document's data, and where each value of it stands.

    Attributes:
        file: the file as the user would name it.
        data: dicts, lists, strings and None.
        places: (line, column) of each value, by its path of keys and positions.
        keys: (line, column) of each key, by the path of its value.
        refused: paths of values and keys that already have a problem.
        lost: keys that stand in parts which were left out because of a problem.
        lines: the file's text, a line each.
        path: where it was read; None for what was made otherwise.
    """

    file: str
    data: Tree = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    refused: set[Path_] = field(default_factory=set)
    lost: frozenset[str] = frozenset()
    lines: list[str] = field(default_factory=list)
    path: Path | None = None

    def place(self, *path: str | int) -> Place:
        """Where the value at a path stands, or the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return Place(self.file, *self.places.get(path, (1, 1)))

    def key_place(self, *path: str | int) -> Place:
        """Where the key of the value at a path stands; the value's own place in a list."""
        return Place(self.file, *self.keys[path]) if path in self.keys else self.place(*path)

    def place_in(self, pattern: str, *path: str | int) -> Place:
        """Where a pattern stands in a text of several lines; else the text's own place."""
        whole = self.place(*path)
        later = [line for line, _ in self.places.values() if line > whole.line]
        for number in range(whole.line, min([*later, len(self.lines) + 1]) - 1):
            if found := re.search(pattern, self.lines[number]):
                return Place(self.file, number + 1, found.start() + 1)
        return whole

    def at(self, *path: str | int) -> Tree:
        """The value at a path, or None."""
        value = self.data
        for step in path:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def without(self, paths: Collection[Path_]) -> "Document":
        """The same document with some values left out; what follows one in a list moves up."""
        smaller = Document(self.file, lines=self.lines, path=self.path)
        smaller.data = self._copied(self.data, (), (), frozenset(paths), smaller)
        lost = {key for path in paths for key in (*path[-1:], *_keys(self.at(*path)))}
        smaller.lost = self.lost | {key for key in lost if isinstance(key, str)}
        return smaller

    def _copied(
        self, value: Tree, old: Path_, new: Path_, left_out: frozenset[Path_], to: "Document"
    ) -> Tree:
        to.places[new] = self.places.get(old, (1, 1))
        if old in self.keys:
            to.keys[new] = self.keys[old]
        if old in self.refused:
            to.refused.add(new)
        if isinstance(value, dict):
            return {
                key: self._copied(inner, (*old, key), (*new, key), left_out, to)
                for key, inner in value.items()
                if (*old, key) not in left_out
            }
        if isinstance(value, list):
            kept = [(was, v) for was, v in enumerate(value) if (*old, was) not in left_out]
            return [
                self._copied(inner, (*old, was), (*new, now), left_out, to)
                for now, (was, inner) in enumerate(kept)
            ]
        return value


def _keys(value: Tree) -> Iterator[str]:
    """Every key in a value."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
