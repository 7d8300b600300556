"""Problems in a document: collected, never raised one by one."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands.

    Attributes:
        file: the file as the user would name it.
        line: counted from 1.
        column: counted from 1, in characters.
    """

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Problem:
    """One thing to mend, and where.

    Attributes:
        place: where it stands.
        code: its short name, such as `unknown-key`; stable, for tools.
        message: what is wrong.
        hint: what to do about it, or empty.
        severity: a warning leaves the document usable.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        what = f"{where}: {self.severity}: {self.message}"
        whole = f"{what} — {self.hint}" if self.hint else what
        return "".join(map(_shown, whole))

    def as_json(self) -> dict[str, object]:
        """The problem as plain data, place and all."""
        rest = {"severity": self.severity, "code": self.code, "message": self.message}
        return asdict(self.place) | rest | {"hint": self.hint}


def _shown(sign: str) -> str:
    """A sign as a terminal may have it: nothing invisible that turns or breaks a line."""
    return sign if sign.isprintable() else " " if sign.isspace() else "�"


@dataclass
class Problems:
    """All problems found so far."""

    found: list[Problem] = field(default_factory=list)

    def error(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note an error."""
        self.found.append(Problem(place, code, message, hint))

    def warning(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note a warning."""
        self.found.append(Problem(place, code, message, hint, "warning"))

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(problem.severity == "error" for problem in dict.fromkeys(self.found))

    def __iter__(self) -> Iterator[Problem]:
        """In order of place, each thing once."""
        return iter(sorted(dict.fromkeys(self.found), key=lambda p: (p.place, p.code)))
