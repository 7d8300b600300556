"""A revised show that the operator may take in, as the record tells of it."""

from dataclasses import dataclass
from typing import Any

from moderator.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Offered:
    """What is written now.

    Attributes:
        edition: its fingerprint, by which it is taken in; empty while it has problems.
        changes: what is other, in words, one thing each.
        diff: of its files' lines.
        problems: why it cannot be performed, each with its place.
    """

    edition: str
    changes: tuple[str, ...]
    diff: tuple[str, ...]
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data, each key as the attribute of its name."""
        return {
            "edition": self.edition,
            "changes": list(self.changes),
            "diff": list(self.diff),
            "problems": list(self.problems),
        }


def offered(entry: Entry) -> Offered | None:
    """What an entry offers; None when it is that nothing is offered any more."""
    changes, diff, problems = (
        tuple(map(str, entry.data.get(key, ()))) for key in ("changes", "diff", "problems")
    )
    edition = str(entry.data.get("edition", ""))
    return Offered(edition, changes, diff, problems) if edition or problems else None
