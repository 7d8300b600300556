"""Reading a facts sheet: each value by its kind, each problem with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from moderator.document import Document, Problems, read_document
from moderator.knowledge.derived import DIGITS, MOST_DIGITS, read
from moderator.knowledge.facts import Fact, Facts
from moderator.knowledge.template import is_name
from moderator.knowledge.working_out import Path_, Wanted, worked_out
from moderator.values.quantity import KINDS, Date, Value, parse_value

_INHERITED = ("about", "as_of", "source", "note", "until")
"""What is written of a fact and holds for its parts too, unless they have their own."""

_DIGITS = [str(number) for number in range(MOST_DIGITS + 1)]


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
    sheet = _Sheet(document, problems)
    for name, written in document.data.items():
        before = problems.errors
        facts |= sheet.facts({name: written}, (), {})
        if problems.errors > before or any(path[0] == name for path in document.refused):
            broken.add(name)
    return worked_out(Facts(facts, frozenset(broken)), sheet.wanted, document, problems)


@dataclass(frozen=True)
class _Sheet:
    """Reads facts from a document.

    Attributes:
        document: the sheet.
        problems: where to note what is wrong.
        wanted: the values that are to be worked out, by their paths.
    """

    document: Document
    problems: Problems
    wanted: dict[Path_, Wanted] = field(default_factory=dict)

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
            place = self.document.key_place(*path, "period")
            period = self.value("period", data, path)
            parts["period"] = Fact(period, {}, made_of=(), place=place, **noted)
        elif "period" in data:
            kinds = ["period"]
        for extra in kinds[1:]:
            self.problems.error(
                self.document.key_place(*path, extra),
                "two-kinds",
                f"a fact is one thing, and this is {kinds[0]!r} already",
                "make the other one a fact of its own",
            )
        rest = {k: v for k, v in data.items() if k not in (*KINDS, *_INHERITED, "digits")}
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
        if "digits" in data and path not in self.wanted and (not kinds or value):
            self.problems.error(
                self.document.key_place(*path, "digits"),
                "unknown-key",
                "only what is worked out has digits",
                "write the figure itself as it is said",
            )
        return Fact(value, parts, made_of=(), place=self.document.key_place(*path), **noted)

    def noted(
        self, data: Mapping[str, object], key: str, inherited: str, path: tuple[str, ...]
    ) -> str:
        written = data.get(key)
        if isinstance(written, (dict, list)):
            self.wants_text((*path, key))
        if key == "until" and isinstance(written, str) and not _is_day(written):
            what, hint = f"{written!r} is no day with its year", "write it like 31 December 2025"
            self.problems.error(self.document.place(*path, key), "bad-date", what, hint)
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
            if not written.startswith("="):
                return parse_value(kind, written)
            self.wanted[path] = self.expression(kind, written, data.get("digits"))
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            self.problems.error(self.document.place(*path, kind), f"bad-{kind}", message, hint)
        return None

    def expression(self, kind: str, written: str, digits: object) -> Wanted:
        if kind not in DIGITS:
            raise ValueError(f"no {kind} can be worked out; write it as it is said")
        if digits is not None and not (isinstance(digits, str) and digits in _DIGITS):
            raise ValueError(f"digits are 0 to {MOST_DIGITS}, not {digits!r}; write digits: 1")
        return Wanted(kind, read(written[1:]), int(digits) if isinstance(digits, str) else None)


def _is_day(written: str) -> bool:
    try:
        return Date.parse(written).year is not None
    except ValueError:
        return False
