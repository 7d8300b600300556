"""The one YAML dialect: safe, and nothing in it changes meaning silently.

Every scalar is text until the model that reads it says otherwise. There are no aliases, tags, merge
keys or duplicate keys, and no keys without a value. Built from libyaml's events in one pass without
recursion, so that depth is bounded before memory is.
"""

import re
from pathlib import Path

import yaml

from moderator.document.characters import MAX_BYTES, text_of
from moderator.document.document import Document, Path_, Tree
from moderator.document.problems import Place, Problems
from moderator.document.silent import clocklike, cut_short, split_at_commas, stands_alone
from moderator.document.syntax import explained
from moderator.errors import CannotStart
from moderator.plain_file import opened

MAX_DEPTH = 24
MAX_VALUES = 100_000

_NOTHING = {"", "~", "null"}
_READABLE = "let it be read, and let it be a file"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def read_document(path: Path, file: str, problems: Problems, draft: str | None = None) -> Document:
    """Read a YAML file.

    Args:
        path: the file.
        file: its name in problems.
        problems: where to note what is refused.
        draft: what is to stand in the file; it is read instead.

    Returns:
        The document; its data is None where it could not be read at all.

    Raises:
        CannotStart: there is no such file, or it may not be read.
    """
    if draft is not None:
        return read_text(draft, file, problems, path)
    try:
        with opened(path) as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CannotStart(f"cannot read {file}: {why}", _READABLE) from error
    document = Document(file, path=path)
    text = text_of(raw, file, problems)
    if text is not None:
        _Builder(text, document, problems).build()
    return document


def read_text(text: str, file: str, problems: Problems, path: Path | None = None) -> Document:
    """Read YAML that is at hand; `read_document` reads a file of it."""
    document = Document(file, path=path)
    _Builder(text, document, problems).build()
    return document


class _TooMuch(Exception):
    """Reading on would take more depth or memory than a show can need, or make no sense."""


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
        self.lines = document.lines = text.split("\n")
        self.text = text
        self.document = document
        self.problems = problems
        self.open: list[dict[str, Tree] | list[Tree]] = []
        self.flow: list[bool] = []
        self.path: list[str | int] = []
        self.key: str | None = None
        self.before = len(problems.found)
        self.documents = 0
        self.values = 0
        self.aliases = 0

    def build(self) -> None:
        try:
            for event in yaml.parse(self.text, Loader=yaml.CBaseLoader):
                self.take(event)
        except _TooMuch:
            self.document.data = None
        except yaml.MarkedYAMLError as error:
            self.misread(error)
            self.document.data = None

    def misread(self, error: yaml.MarkedYAMLError) -> None:
        """Note what libyaml cannot read, where it goes wrong or where that began."""
        mark, opened = error.problem_mark, error.context_mark
        told = str(error.problem or error.context)
        never_closed = (
            "end of stream" in told or "expected ','" in told or "document indicator" in told
        )
        if mark is None or (opened and never_closed and opened.line < mark.line):
            mark = opened
        line, column = (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)
        if any(problem.place.line == line + 1 for problem in self.problems.found[self.before :]):
            return  # what was refused on this line is why
        what, hint = explained(told, self.lines[line], column + 1)
        code = "too-deep" if "nesting depth" in told else "syntax"
        self.problems.error(Place(self.document.file, line + 1, column + 1), code, what, hint)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                what, hint = "a second document after '---'", "one show a file; take the '---' out"
                self.refuse(event, "second-document", what, hint)
                raise _TooMuch
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
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

    def alias(self, event: yaml.AliasEvent) -> None:
        self.no_alias(event, f"*{event.anchor}")
        if isinstance(self.open[-1] if self.open else None, dict) and self.key is None:
            self.key = f"*{event.anchor}"
            self.document.refused.add((*self.path, self.key))
        else:
            self.document.refused.add(self.add(event, None))

    def no_alias(self, event: yaml.Event, sign: str) -> None:
        """Refuse the first anchor or alias; a bomb has a hundred."""
        self.aliases += 1
        if self.aliases == 1:
            what = f"{sign} is an alias: YAML for text that stands elsewhere"
            self.refuse(event, "alias", what, "write it out; text that begins so goes in quotes")

    def check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.no_alias(event, f"&{event.anchor}")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f"{tag} is a tag, which no show needs"
            self.refuse(event, "tag", what, "leave it out; text that begins with ! goes in quotes")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        plain = event.implicit[0] and event.style in (None, "")
        if event.style == '"' and (odd := _CONTROL.search(event.value)):
            what = f"an invisible character, U+{ord(odd[0]):04X}, in the text"
            self.refuse(event, "odd-character", what, "take its \\ escape out")
            raise _TooMuch
        if isinstance(self.open[-1] if self.open else None, dict) and self.key is None:
            self.take_key(event, event.value)
        elif plain and event.value in _NOTHING:
            self.nothing(event)
        else:
            path = self.add(event, event.value)
            if plain and self.changed_silently(event):
                self.document.refused.add(path)

    def nothing(self, event: yaml.ScalarEvent) -> None:
        """A key, or an item of a list, without a value."""
        if not self.open:
            return
        key = self.key
        path = self.add(event, None)
        if path in self.document.refused:
            return
        self.document.refused.add(path)
        place = self.document.key_place(*path)
        if key is not None and self.flow[-1] and event.value == "":
            self.problems.error(place, *stands_alone(key))
            self.document.refused.add(path[:-1])
        else:
            hint = "write a value, or leave the key out" if key else "write it, or take the - out"
            self.problems.error(place, "empty", "nothing is written here", hint)

    def changed_silently(self, event: yaml.ScalarEvent) -> bool:
        """Note text without quotes that YAML has changed, or that other readers would."""
        end = event.end_mark
        assert end is not None
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if event.value and (told := cut_short(rest)):
            column = end.column + rest.index("#") + 1
            self.problems.error(Place(self.document.file, end.line + 1, column), *told)
        elif told := clocklike(event.value):
            self.refuse(event, *told)
        elif self.in_brackets() and (told := split_at_commas(event.value)):
            if tuple(self.path) not in self.document.refused:
                self.document.refused.add(tuple(self.path))
                self.refuse(event, *told)
        else:
            return False
        return True

    def in_brackets(self) -> bool:
        """Whether this is an item of a list in […]."""
        return bool(self.flow) and self.flow[-1] and isinstance(self.open[-1], list)

    def take_key(self, event: yaml.ScalarEvent, key: str) -> None:
        self.key = key
        path = (*self.path, key)
        if path in self.document.keys:
            hint = f"it is on line {self.document.keys[path][0]} already; keep one"
            self.refuse(event, "duplicate-key", f"{key!r} a second time", hint)
            self.key = f"{key} (line {_start(event)[0]})"
            self.document.refused.add((*self.path, self.key))
        elif key == "<<":
            self.refuse(event, "alias", "<< takes keys from elsewhere", "write the keys out")
            self.document.refused.add(path)
        self.document.keys[(*self.path, self.key)] = _start(event)

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
                hint = "a key is one short word; text that begins with [ or { goes in quotes"
                self.refuse(event, "bad-key", "a key that is not plain text", hint)
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
            what = f"nested over {MAX_DEPTH} deep"
            self.refuse(event, "too-deep", what, "no show needs this; look for a stray [ or {")
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
