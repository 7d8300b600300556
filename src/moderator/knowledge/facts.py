"""The facts sheet: every figure that may be spoken, in one place, with its date and source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from moderator.document import Document, Problems, read_document
from moderator.knowledge.template import is_name
from moderator.values.quantity import KINDS, Date, Period, Value, Year, parse_value

_INHERITED = ("about", "as_of", "source", "note")
"""What is written of a fact and holds for its parts too, unless they have their own."""


_TIMES = (Year, Period, Date)


@dataclass(frozen=True)
class Fact:
    """One fact, with whatever belongs to it.

    Attributes:
        value: what is said for it; None where only its parts are facts.
        parts: facts of its own: `growth`, `period`.
        as_of: the time it holds for, as written; empty when it does not age.
        source: where it is from, as written.
        about: what it is a fact of, as a sentence would begin: `the growth of the economy`.
        note: what else its keeper has written about it.
    """

    value: Value | None
    parts: Mapping[str, "Fact"] = field(default_factory=dict)
    as_of: str = ""
    source: str = ""
    about: str = ""
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """The whole sheet, by name.

    Attributes:
        facts: the facts on it.
        broken: names on it that have a problem.
        readable: whether it could be read at all.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    readable: bool = True

    def find(self, name: str) -> Fact | None:
        """The fact of a dotted name, or None."""
        first, *rest = name.split(".")
        fact = self.facts.get(first)
        for part in rest:
            fact = fact.parts.get(part) if fact else None
        return fact

    def value(self, name: str) -> Value:
        """The value of a dotted name.

        Raises:
            KeyError: it is not on the sheet.
        """
        fact = self.find(name)
        if fact is None or fact.value is None:
            raise KeyError(name)
        return fact.value

    def period_of(self, name: str) -> str | None:
        """The name of the time that a figure is of: its own, or that of what it belongs to.

        None of a time itself, and of what has none on the sheet.
        """
        fact, names = self.find(name), name.split(".")
        while names and fact and not isinstance(fact.value, _TIMES):
            period = ".".join((*names, "period"))
            if self.find(period):
                return period
            names.pop()
        return None

    def names(self) -> Iterator[str]:
        """Every name that has a value, in order of the sheet."""
        yield from _names(self.facts, "")


def _names(facts: Mapping[str, Fact], before: str) -> Iterator[str]:
    for name, fact in facts.items():
        if fact.value is not None:
            yield before + name
        yield from _names(fact.parts, f"{before}{name}.")


def read_facts(path: Path, file: str, problems: Problems) -> Facts:
    """Read a facts sheet; what is wrong with it is noted.

    Raises:
        CannotStart: there is no such file, or it may not be read.
    """
    before = problems.errors
    document = read_document(path, file, problems)
    if not isinstance(document.data, dict):
        if document.data is not None or problems.errors == before:
            what = "a facts sheet is names and facts"
            problems.error(document.place(), "wrong-shape", what, "begin with name: {text: …}")
        return Facts(readable=False)
    facts: dict[str, Fact] = {}
    broken: set[str] = set()
    for name, written in document.data.items():
        before = problems.errors
        facts |= _Sheet(document, problems).facts({name: written}, (), {})
        if problems.errors > before or any(path[0] == name for path in document.refused):
            broken.add(name)
    return Facts(facts, frozenset(broken))


@dataclass(frozen=True)
class _Sheet:
    """Reads facts from a document.

    Attributes:
        document: the sheet.
        problems: where to note what is wrong.
    """

    document: Document
    problems: Problems

    def facts(
        self, data: Mapping[str, object], path: tuple[str, ...], inherited: Mapping[str, str]
    ) -> dict[str, Fact]:
        found = {}
        for name, written in data.items():
            here = (*path, name)
            if here in self.document.refused:
                continue
            if not is_name(name):
                self.problems.error(
                    self.document.key_place(*here),
                    "bad-name",
                    f"{name!r} cannot be a fact's name",
                    "use small letters, figures and _",
                )
            elif not isinstance(written, dict):
                self.problems.error(
                    self.document.place(*here),
                    "wrong-shape",
                    f"{name!r} does not say what kind of fact it is",
                    f"write it as {{text: …}}, or with one of {', '.join(KINDS)}",
                )
            else:
                found[name] = self.fact(written, here, inherited)
        return found

    def fact(
        self, data: Mapping[str, object], path: tuple[str, ...], inherited: Mapping[str, str]
    ) -> Fact:
        before = self.problems.errors - any(p[: len(path)] == path for p in self.document.refused)
        noted = {key: self.noted(data, key, inherited.get(key, ""), path) for key in _INHERITED}
        kinds = [key for key in data if key in KINDS and key != "period"]
        parts = {}
        if kinds and "period" in data:
            parts["period"] = Fact(self.value("period", data, path), {}, **noted)
        elif "period" in data:
            kinds = ["period"]
        for extra in kinds[1:]:
            self.problems.error(
                self.document.key_place(*path, extra),
                "two-kinds",
                f"a fact is one thing, and this is {kinds[0]!r} already",
                "make the other one a fact of its own",
            )
        rest = {k: v for k, v in data.items() if k not in KINDS and k not in _INHERITED}
        for key in [k for k, v in rest.items() if not isinstance(v, dict)]:
            if (*path, key) in self.document.refused:
                del rest[key]
                continue
            near = get_close_matches(key, [*KINDS, *_INHERITED], n=1)
            self.problems.error(
                self.document.key_place(*path, key),
                "unknown-key",
                f"{key!r} is not a key of a fact",
                f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(KINDS)}",
            )
            del rest[key]
        parts |= self.facts(rest, path, noted)
        if not kinds and not parts and self.problems.errors == before:
            self.problems.error(
                self.document.key_place(*path),
                "empty",
                "a fact without a value",
                f"give it one of {', '.join(KINDS)}",
            )
        value = self.value(kinds[0], data, path) if kinds else None
        return Fact(value, parts, **noted)

    def noted(
        self, data: Mapping[str, object], key: str, inherited: str, path: tuple[str, ...]
    ) -> str:
        written = data.get(key)
        if isinstance(written, (dict, list)):
            self.wants_text((*path, key))
        return written if isinstance(written, str) else inherited

    def wants_text(self, path: tuple[str, ...]) -> None:
        place = self.document.place(*path)
        self.problems.error(place, "wrong-shape", "text is wanted here", "write it on one line")

    def value(self, kind: str, data: Mapping[str, object], path: tuple[str, ...]) -> Value | None:
        written = data[kind]
        if (*path, kind) in self.document.refused:
            return None
        if not isinstance(written, str):
            self.wants_text((*path, kind))
            return None
        try:
            return parse_value(kind, written)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            self.problems.error(self.document.place(*path, kind), f"bad-{kind}", message, hint)
            return None
