"""A draft answer that waits for the operator's word, as the record tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moderator.journal.entry import Entry


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft.

    Attributes:
        n: number of the entry that tells of it; a word on it has seen no earlier one.
        cue: number of the dialogue cue.
        question: as heard; empty where the show does not keep its questions.
        answer: as it would be spoken; empty when nothing was found.
        how: the way in which it was found.
        cited: the facts that it is made from: `fact`, `written`, `as_of`, `source`.
        offered: what may be said instead: `id`, `line`.
        due_s: when the scripted way out is taken, seconds.
    """

    n: int
    cue: str | None
    question: str
    answer: str
    how: str
    cited: tuple[Mapping[str, str], ...]
    offered: tuple[Mapping[str, str], ...]
    due_s: float

    def as_json(self) -> dict[str, Any]:
        """Plain data, each key as the attribute of its name."""
        return {
            "n": self.n,
            "cue": self.cue,
            "question": self.question,
            "answer": self.answer,
            "how": self.how,
            "cited": [dict(each) for each in self.cited],
            "offered": [dict(each) for each in self.offered],
            "due_s": self.due_s,
        }


def drafted(entry: Entry) -> Drafted:
    """The draft that an entry tells of."""
    data = entry.data
    question, answer, how = (str(data.get(key, "")) for key in ("question", "answer", "how"))
    cited, offered = (tuple(data.get(key, ())) for key in ("cited", "offered"))
    due_s = float(data.get("due_s", entry.at_s))
    return Drafted(entry.n, entry.cue, question, answer, how, cited, offered, due_s)
