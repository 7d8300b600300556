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
        taken: paths of values that were taken from other documents, and from which.
    """

    file: str
    data: Tree = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    refused: set[Path_] = field(default_factory=set)
    lost: frozenset[str] = frozenset()
    lines: list[str] = field(default_factory=list)
    path: Path | None = None
    taken: dict[Path_, "Document"] = field(default_factory=dict)

    def source(self, *path: str | int) -> "Document":
        """The document that the value at a path was read from, or the nearest value around it."""
        return self.taken.get(self._nearest(path), self)

    def _nearest(self, path: Path_) -> Path_:
        while path and path not in self.places:
            path = path[:-1]
        return path

    def place(self, *path: str | int) -> Place:
        """Where the value at a path stands, or the nearest value around it."""
        path = self._nearest(path)
        return Place(self.source(*path).file, *self.places.get(path, (1, 1)))

    def key_place(self, *path: str | int) -> Place:
        """Where the key of the value at a path stands; the value's own place in a list."""
        if path not in self.keys:
            return self.place(*path)
        return Place(self.source(*path).file, *self.keys[path])

    def place_in(self, pattern: str, *path: str | int) -> Place:
        """Where a pattern stands in a text of several lines; else the text's own place."""
        source, whole = self.source(*path), self.place(*path)
        later = [line for line, _ in source.places.values() if line > whole.line]
        for number in range(whole.line, min([*later, len(source.lines) + 1]) - 1):
            if found := re.search(pattern, source.lines[number]):
                return Place(source.file, number + 1, found.start() + 1)
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

    def take(self, other: "Document", *path: str) -> None:
        """Take a value from another document into the same place here, with where it stands.

        Args:
            other: has it.
            path: keys that lead to it; all but the last are here too.
        """
        within = self.at(*path[:-1])
        assert isinstance(within, dict)
        within[path[-1]] = _copied(other, other.at(*path), path, path, frozenset(), self)

    def without(self, paths: Collection[Path_]) -> "Document":
        """The same document with some values left out; what follows one in a list moves up."""
        smaller = Document(self.file, lines=self.lines, path=self.path)
        smaller.data = _copied(self, self.data, (), (), frozenset(paths), smaller)
        lost = {key for path in paths for key in (*path[-1:], *_keys(self.at(*path)))}
        smaller.lost = self.lost | {key for key in lost if isinstance(key, str)}
        return smaller


def _keys(value: Tree) -> Iterator[str]:
    """Every key in a value."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _copied(
    origin: Document, value: Tree, old: Path_, new: Path_, left_out: frozenset[Path_], to: Document
) -> Tree:
    """A value of a document with its places put into another; some values are left out."""
    to.places[new] = origin.places.get(old, (1, 1))
    if old in origin.keys:
        to.keys[new] = origin.keys[old]
    if old in origin.refused:
        to.refused.add(new)
    if (source := origin.taken.get(old, origin)).file != to.file:
        to.taken[new] = source
    if isinstance(value, dict):
        return {
            key: _copied(origin, inner, (*old, key), (*new, key), left_out, to)
            for key, inner in value.items()
            if (*old, key) not in left_out
        }
    if isinstance(value, list):
        kept = [(was, v) for was, v in enumerate(value) if (*old, was) not in left_out]
        return [
            _copied(origin, inner, (*old, was), (*new, now), left_out, to)
            for now, (was, inner) in enumerate(kept)
        ]
    return value
