"""Captions as they are spoken, over a WebSocket that is for reading only."""

import asyncio
from collections.abc import Iterator

from moderator.console.remote.outward import Outward
from moderator.console.remote.readers import Readers, Told, pulsing
from moderator.journal.captions.cutting import captions, joined
from moderator.journal.captions.told import heard_line
from moderator.journal.entry import Entry
from moderator.journal.journal import Journal

PROTOCOL = "moderator.captions"

_EVERY_S = 0.033
_MOST_UNTAKEN = 1000
_SHOWN = ("name", "office", "title")


class Captions:
    """Tells what is said, and who is named on the screen, to all who read along.

    Args:
        journal: the record.
        show: the show's name.
        outward: sends to them.
        most: how many may read along.

    Attributes:
        readers: those who do.
    """

    def __init__(self, journal: Journal, show: str, outward: Outward, most: int) -> None:
        self.readers = Readers(PROTOCOL, outward, most, self._first)
        self._journal = journal
        self._show = show
        self._line: Entry | None = None
        self._began_s = 0.0
        self._named: Told | None = None

    async def run(self) -> None:
        """Tell what is said until the task is cancelled."""
        with self._journal.follow(_MOST_UNTAKEN) as feed:

            def look() -> None:
                for entry in feed.take():
                    self._note(entry)

            await pulsing(self.readers, _EVERY_S, look)

    def _first(self) -> Iterator[Told]:
        """What whoever comes is told: the show, and the line that is being said."""
        yield {"type": "show", "show": self._show}
        if self._named:
            yield self._named
        if self._line:
            age_s = asyncio.get_running_loop().time() - self._began_s
            if age_s < float(self._line.data.get("duration_s") or 0.0):
                yield _said(self._line, age_s)

    def _note(self, entry: Entry) -> None:
        if entry.kind == "said":
            self._line = entry
            self._began_s = asyncio.get_running_loop().time()
            self.readers.tell(_said(entry))
        elif entry.kind == "unsaid" and self._line:
            heard = joined(heard_line(self._line, entry.at_s).words)
            told = {"type": "unsaid", "n": entry.n, "of": self._line.n, "heard": heard}
            self._line = None
            self.readers.tell(told)
        elif entry.kind == "cue_ended" and self._line and entry.cue == self._line.cue:
            self._line = None
        elif entry.kind == "lower_third":
            words = {key: entry.data.get(key) or "" for key in _SHOWN}
            self._named = {"type": "lower_third", **words}
            self.readers.tell(self._named)
        elif entry.kind == "lower_third_ended" and self._named:
            self._named = None
            self.readers.tell({"type": "lower_third_ended"})


def _said(entry: Entry, age_s: float = 0.0) -> Told:
    """A line with its words and captions, each with the seconds from the line's beginning.

    Args:
        entry: tells of it.
        age_s: how long ago it began, seconds.
    """
    line = heard_line(entry)
    words = [
        {"text": " " * word.spaced + word.text, "at_s": (word.at_ms - line.starts_ms) / 1000}
        for word in line.words
    ]
    cut = captions(line.words, line.ends_ms) if line.words else []
    return {
        "type": "said",
        "n": entry.n,
        "cue": entry.cue,
        "at_s": entry.at_s,
        "age_s": round(age_s, 3),
        "duration_s": entry.data.get("duration_s"),
        "language": entry.data.get("language", "en"),
        "text": entry.data.get("text"),
        "words": words,
        "captions": [
            {"text": each.text, "at_s": (each.starts_ms - line.starts_ms) / 1000} for each in cut
        ],
    }
