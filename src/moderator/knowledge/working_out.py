"""Working out the facts of a sheet that are made of others."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from moderator.document import Document, Problems
from moderator.knowledge.derived import Amount, amount, names_in, value, work_out
from moderator.knowledge.facts import Fact, Facts
from moderator.values.quantity import Value

Path_ = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """A value that is to be worked out.

    Attributes:
        kind: what it is.
        tree: the expression.
        digits: to how many digits it is rounded; None where nothing is said.
    """

    kind: str
    tree: ast.expr
    digits: int | None


def worked_out(
    facts: Facts, wanted: Mapping[Path_, Wanted], document: Document, problems: Problems
) -> Facts:
    """The sheet with what can be worked out; what cannot is noted, and broken."""
    work = _Work(facts, wanted, document, problems)
    found = {path: work.value(path) for path in wanted}
    broken = {path[0] for path, its in found.items() if its is None}
    done = dict(_filled(facts.facts, (), found, work.inputs))
    return Facts(done, facts.broken | broken)


class _Lost(Exception):
    """A fact that it is made of has a problem, which is noted already."""


class _Work:
    def __init__(
        self, facts: Facts, wanted: Mapping[Path_, Wanted], document: Document, problems: Problems
    ) -> None:
        self.inputs: dict[Path_, tuple[str, ...]] = {}
        self._facts = facts
        self._wanted = wanted
        self._document = document
        self._problems = problems
        self._done: dict[Path_, Value | None] = {}
        self._under_way: list[Path_] = []

    def value(self, path: Path_) -> Value | None:
        """The value at a path; None where it has a problem."""
        if path not in self._done:
            wanted = self._wanted[path]
            self._under_way.append(path)
            try:
                self.inputs[path] = tuple(
                    dict.fromkeys(".".join(self._found(path, n)) for n in names_in(wanted.tree))
                )
                total = work_out(wanted.tree, lambda name: self._amount(path, name))
                self._done[path] = value(total, wanted.kind, wanted.digits)
            except ValueError as error:
                what, _, hint = str(error).partition("; ")
                place = self._document.place(*path, wanted.kind)
                self._problems.error(place, "bad-expression", what, hint)
                self._done[path] = None
            except _Lost:
                self._done[path] = None
            self._under_way.pop()
        return self._done[path]

    def _amount(self, asker: Path_, name: str) -> Amount:
        path = self._found(asker, name)
        if path not in self._wanted:
            return amount(self._facts.value(".".join(path)))
        if path in self._under_way:
            raise ValueError(f"{name!r} is made of this again; one of the two has to be a figure")
        made = self.value(path)
        if made is None:
            raise _Lost
        return amount(made)

    def _found(self, asker: Path_, name: str) -> Path_:
        """The path of a fact that is named: from the asker's own level, or one around it."""
        steps = tuple(name.split("."))
        for path in ((*asker[:depth], *steps) for depth in range(len(asker), -1, -1)):
            fact = self._facts.find(".".join(path))
            if path in self._wanted or (fact and fact.value is not None):
                return path
            if fact and not fact.parts:
                raise _Lost
        if steps[0] in self._facts.broken - self._facts.facts.keys():
            raise _Lost
        known = [*self._facts.names(), *(".".join(path) for path in self._wanted)]
        near = get_close_matches(name, [*known, *(each.split(".")[-1] for each in known)], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "name a figure beside it, or its full name"
        raise ValueError(f"there is no fact {name!r}; {hint}")


def _filled(
    facts: Mapping[str, Fact],
    before: Path_,
    found: Mapping[Path_, Value | None],
    inputs: Mapping[Path_, tuple[str, ...]],
) -> Iterator[tuple[str, Fact]]:
    for name, fact in facts.items():
        path = (*before, name)
        parts = dict(_filled(fact.parts, path, found, inputs))
        if path in found:
            made_of = inputs[path] if found[path] is not None else ()  # a ring has no end
            yield name, replace(fact, value=found[path], parts=parts, made_of=made_of)
        else:
            yield name, replace(fact, parts=parts)
