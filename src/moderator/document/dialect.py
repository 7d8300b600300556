"""The one YAML dialect: safe, and nothing in it changes meaning silently.

Every scalar is text until the model that reads it says otherwise; only a plain empty value, `~` and
`null` mean nothing at all. There are no aliases, tags, merge keys or duplicate keys. Built from
libyaml's events in one pass without recursion, so that depth is bounded before memory is.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from moderator.document.problems import Place, Problems
from moderator.errors import CannotStart

Tree = str | None | list["Tree"] | dict[str, "Tree"]
Path_ = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_VALUES = 100_000

_NOTHING = {"", "~", "null"}
_CLOCKLIKE = re.compile(r"[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?")


@dataclass
class Document:
    """A document's data, and where each value of it stands.

    Attributes:
        file: the file as the user would name it.
        data: dicts, lists, strings and None.
        places: (line, column) of each value, by its path of keys and positions.
        keys: (line, column) of each key, by the path of its value.
        refused: paths where the dialect already has a problem.
    """

    file: str
    data: Tree = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    refused: set[Path_] = field(default_factory=set)

    def place(self, *path: str | int) -> Place:
        """Where the value at a path stands, or the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return Place(self.file, *self.places.get(path, (1, 1)))

    def key_place(self, *path: str | int) -> Place:
        """Where the key of the value at a path stands; the value's own place in a list."""
        return Place(self.file, *self.keys[path]) if path in self.keys else self.place(*path)


def read_document(path: Path, file: str, problems: Problems) -> Document:
    """Read a YAML file.

    Args:
        path: the file.
        file: its name in problems.
        problems: where to note what is refused.

    Returns:
        The document; its data is None where it could not be read at all.

    Raises:
        CannotStart: there is no such file, or it may not be read.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotStart(f"cannot read {file}: {error.strerror}") from error
    document = Document(file)
    if len(raw) > MAX_BYTES:
        problems.error(
            Place(file, 1, 1), "too-large", f"larger than {MAX_BYTES // 1000} kB", "split the show"
        )
        return document
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        problems.error(
            Place(file, line, column), "not-utf8", "not UTF-8 text", "save the file as UTF-8"
        )
        return document
    _Builder(text, document, problems).build()
    return document


class _TooMuch(Exception):
    """Reading on would take more depth or memory than a show can need."""


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column, counted from 1."""
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Builder:
    """Turns a stream of YAML events into a document.

    Args:
        text: the file's text.
        document: what to fill.
        problems: where to note what is refused.
    """

    def __init__(self, text: str, document: Document, problems: Problems) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.document = document
        self.problems = problems
        self.open: list[dict[str, Tree] | list[Tree]] = []
        self.flow: list[bool] = []
        self.path: list[str | int] = []
        self.key: str | None = None
        self.documents = 0
        self.values = 0

    def build(self) -> None:
        try:
            for event in yaml.parse(self.text, Loader=yaml.CBaseLoader):
                self.take(event)
        except _TooMuch:
            self.document.data = None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(self.document.file, mark.line + 1, mark.column + 1) if mark else None
            self.problems.error(
                place or Place(self.document.file, 1, 1), "syntax", *self.explained(error, place)
            )
            self.document.data = None
        except yaml.reader.ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            column = error.position - self.text.rfind("\n", 0, error.position)
            self.problems.error(
                Place(self.document.file, line, column),
                "syntax",
                "a control character that YAML does not allow",
                "delete it and type the text again",
            )
            self.document.data = None

    def explained(self, error: yaml.MarkedYAMLError, place: Place | None) -> tuple[str, str]:
        """What a syntax error most often comes from."""
        what = str(error.problem or error.context or error)
        line = self.lines[place.line - 1] if place and place.line <= len(self.lines) else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return "a tab in the indentation", "indent with spaces"
        if re.search(r":\s+\[\w+:", line):
            return f"YAML: {what}", "text that begins with [ goes in quotes or after |"
        if "mapping values are not allowed" in what and "[mark:" in line:
            return "a mark's ': ' in text without quotes", "put the line in quotes or after |"
        if "mapping values are not allowed" in what:
            return "a second ': ' on the line", "put text with a colon in quotes or after |"
        return f"YAML: {what}", ""

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(event, "second-document", "a second document after ---", "one a file")
                raise _TooMuch
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(event, "alias", f"an alias, *{event.anchor}", "write the value out")
            self.add(event, None)
        elif isinstance(event, yaml.ScalarEvent):
            self.check_properties(event)
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.check_properties(event)
            self.enter(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.leave()

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.error(Place(self.document.file, *_start(event)), code, message, hint)

    def check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.refuse(event, "alias", f"an anchor, &{event.anchor}", "there are no aliases here")
        if event.tag is not None:
            self.refuse(event, "tag", f"a tag, {event.tag}", "leave it out")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        plain = event.implicit[0] and event.style in (None, "")
        if isinstance(self.open[-1] if self.open else None, dict) and self.key is None:
            self.take_key(event, event.value)
            return
        path = self.add(event, None if plain and event.value in _NOTHING else event.value)
        if plain and self.changed_silently(event):
            self.document.refused.add(path)

    def changed_silently(self, event: yaml.ScalarEvent) -> bool:
        end, value = event.end_mark, event.value
        assert end is not None
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if value and re.match(r" #|\s+#[^ #!]", rest):
            where = yaml.ScalarEvent(None, None, (True, False), "", end, end)
            self.refuse(
                where,
                "cut-short",
                f"the text ends at {rest.lstrip()[:12]!r}, which YAML takes for a comment",
                "put the text in quotes, or two spaces before the # and one after",
            )
        elif _CLOCKLIKE.fullmatch(value):
            self.refuse(
                event,
                "unquoted-time",
                f"{value} without quotes is a different number to different YAML readers",
                f"a duration is written {value.replace(':', 'm', 1)}s; a time or ratio in quotes",
            )
        elif self.flow and self.flow[-1] and isinstance(self.open[-1], list) and " " in value:
            self.refuse(
                event,
                "unquoted-in-brackets",
                "text inside […] that a comma would split",
                "put each text in quotes, or each on a line of its own after '- '",
            )
        else:
            return False
        return True

    def take_key(self, event: yaml.ScalarEvent, key: str) -> None:
        self.key = key
        path = (*self.path, key)
        if path in self.document.keys:
            first = self.document.keys[path][0]
            self.refuse(event, "duplicate-key", f"{key!r} a second time", f"first on line {first}")
        elif key == "<<":
            self.refuse(event, "alias", "a merge key, <<", "write the keys out")
        else:
            self.document.keys[path] = _start(event)

    def add(self, event: yaml.Event, value: Tree) -> Path_:
        self.values += 1
        if self.values > MAX_VALUES:
            self.refuse(event, "too-large", f"over {MAX_VALUES:,} values", "split the show")
            raise _TooMuch
        step: tuple[str | int, ...] = ()
        if self.open:
            around = self.open[-1]
            if isinstance(around, list):
                step = (len(around),)
                around.append(value)
            elif self.key is None:
                self.refuse(event, "bad-key", "a key that is not plain text", "use a short word")
                raise _TooMuch
            else:
                step = (self.key,)
                around[self.key] = value
                self.key = None
        else:
            self.document.data = value
        path = (*self.path, *step)
        self.document.places[path] = _start(event)
        return path

    def enter(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.refuse(event, "too-deep", f"nested over {MAX_DEPTH} deep", "no show needs this")
            raise _TooMuch
        inside: dict[str, Tree] | list[Tree] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        path = self.add(event, inside)
        self.open.append(inside)
        self.flow.append(bool(event.flow_style))
        self.path = list(path)

    def leave(self) -> None:
        self.open.pop()
        self.flow.pop()
        if self.path:
            self.path.pop()
