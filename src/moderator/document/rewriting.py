"""Writing one text of a file anew, with everything else in the file left as it is."""

import json
import textwrap
from collections.abc import Iterator, Sequence

import yaml

from moderator.document.dialect import read_text
from moderator.document.document import Path_, Tree
from moderator.document.problems import Problems
from moderator.errors import CannotStart

_WIDTH = 96
_INDENT = 2


def rewritten(text: str, path: Path_, value: str) -> str:
    """A file's text with another text at a path; comments, order and style stay.

    Args:
        text: the file's.
        path: keys and positions that lead to a text, or to one that its mapping lacks.
        value: what is to stand there.

    Raises:
        CannotStart: there is no text at that path, or it cannot be written there.
    """
    before = _data(text)
    wanted = _with(before, path, value)
    for candidate in _candidates(text, path, value):
        if _data(candidate) == wanted:
            return candidate
    raise CannotStart(f"this cannot be written at {_named(path)}", "write it into the file by hand")


def _candidates(text: str, path: Path_, value: str) -> Iterator[str]:
    """The file with the text as it may be written, the most like the old one first."""
    parent = _node(text, path[:-1])
    node = _child(parent, path[-1])
    lines = text.splitlines(keepends=True)
    quoted = json.dumps(value, ensure_ascii=False)
    if node is None:
        if not isinstance(parent, yaml.MappingNode) or not parent.value:
            raise CannotStart(f"there is no place for {_named(path)}", "write it by hand")
        yield from (_added(lines, parent, f"{path[-1]}: {v}") for v in (value, quoted))
        return
    if not isinstance(node, yaml.ScalarNode):
        raise CannotStart(f"{_named(path)} is no text", "name a text in it")
    start = _at(lines, node.start_mark)
    if node.style in ("|", ">"):
        end = _end_of_block(lines, node)
        indent = " " * (_indent_of(lines, node) + _INDENT)
        for block in _blocks(value, str(node.style), indent):
            yield text[:start] + block + text[end:]
    end = _at(lines, node.end_mark) if node.style not in ("|", ">") else _end_of_block(lines, node)
    tail = "\n" if node.style in ("|", ">") else ""
    first = [quoted] if node.style == '"' else [value, quoted]
    if node.style == "'":
        first.insert(0, "'" + value.replace("'", "''") + "'")
    for written in first:
        yield text[:start] + written + tail + text[end:]


def _blocks(value: str, style: str, indent: str) -> Iterator[str]:
    """A text as a block, each line of it indented."""
    keeps = value.endswith("\n")
    body = value.rstrip("\n")
    if style == ">" and "\n" not in body:
        width = max(20, _WIDTH - len(indent))
        wrapped = textwrap.wrap(body, width, break_long_words=False, break_on_hyphens=False)
        yield _block(">" if keeps else ">-", wrapped, indent)
    yield _block("|" if keeps else "|-", body.split("\n"), indent)


def _block(header: str, lines: Sequence[str], indent: str) -> str:
    return "\n".join((header, *(indent + line if line else "" for line in lines), ""))


def _added(lines: list[str], parent: yaml.MappingNode, entry: str) -> str:
    """The file with one more entry at the end of a mapping."""
    key, last = parent.value[-1]
    if parent.flow_style:
        at = _at(lines, last.end_mark)
        text = "".join(lines)
        return f"{text[:at]}, {entry}{text[at:]}"
    under = _last_line(lines, last)
    indent = " " * key.start_mark.column
    return "".join((*lines[: under + 1], f"{indent}{entry}\n", *lines[under + 1 :]))


def _last_line(lines: list[str], node: yaml.Node) -> int:
    """The last line that a value stands on, from 0."""
    assert node.end_mark is not None
    line = min(node.end_mark.line, len(lines) - 1)
    ends_above = node.end_mark.column == 0 and line > node.start_mark.line
    line -= ends_above
    while line > node.start_mark.line and _is_empty(lines[line]):
        line -= 1
    return line


def _end_of_block(lines: list[str], node: yaml.Node) -> int:
    """The offset behind a block's last line."""
    return sum(len(line) for line in lines[: _last_line(lines, node) + 1])


def _indent_of(lines: list[str], node: yaml.Node) -> int:
    line = lines[node.start_mark.line]
    return len(line) - len(line.lstrip(" -"))


def _is_empty(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _node(text: str, path: Path_) -> yaml.Node:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    for step in path:
        node = _child(node, step)
        if node is None:
            raise CannotStart(f"there is no {_named(path)} in the file", "look at it again")
    assert node is not None
    return node


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _at(lines: list[str], mark: yaml.error.Mark) -> int:
    """The offset of a mark in the text."""
    return sum(len(line) for line in lines[: mark.line]) + mark.column


def _data(text: str) -> Tree:
    problems = Problems()
    document = read_text(text, "the file", problems)
    return None if problems.errors else document.data


def _with(tree: Tree, path: Path_, value: str) -> Tree:
    """The same data with another text at a path."""
    if not path:
        return value
    step, *rest = path
    if isinstance(tree, list) and isinstance(step, int):
        return [_with(v, tuple(rest), value) if at == step else v for at, v in enumerate(tree)]
    inner = dict(tree) if isinstance(tree, dict) else {}
    inner[str(step)] = _with(inner.get(str(step)), tuple(rest), value)
    return inner


def _named(path: Path_) -> str:
    return ".".join(map(str, path))
