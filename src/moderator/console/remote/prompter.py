"""The prompter, for the human host: what to ask next, and what the robot will say."""

from collections.abc import Callable

from moderator.console.remote.outward import Outward
from moderator.console.remote.readers import Readers, Told, pulsing
from moderator.engine.parts import Parts
from moderator.journal.board import Board
from moderator.journal.entry import Entry
from moderator.show.rundown import Called
from moderator.values.duration import seconds

PROTOCOL = "moderator.prompter"

_EVERY_S = 0.1
_MOST_UNTAKEN = 1000


class Prompter:
    """Tells the host what is on, what comes, and what to ask.

    Args:
        parts: the run's parts.
        board: the show as the record has it.
        outward: sends to them.
        most: how many may read along.

    Attributes:
        readers: those who do.
    """

    def __init__(
        self, parts: Parts, board: Callable[[], Board], outward: Outward, most: int
    ) -> None:
        self.readers = Readers(PROTOCOL, outward, most, lambda: [self._now()])
        self._parts = parts
        self._board = board
        self._answered: dict[str, list[str]] = {}
        self._told: Told = {}

    async def run(self) -> None:
        """Tell what changes until the task is cancelled."""
        with self._parts.journal.follow(_MOST_UNTAKEN) as feed:

            def look() -> None:
                for entry in feed.take():
                    self._note(entry)
                if self.readers and (now := self._now()) != self._told:
                    self._told = now
                    self.readers.tell(now)

            await pulsing(self.readers, _EVERY_S, look)

    def _note(self, entry: Entry) -> None:
        if entry.kind == "said" and entry.cue and (answer := entry.data.get("answer")):
            self._answered.setdefault(entry.cue, []).append(str(answer))
        elif entry.kind == "cue_started" and entry.cue:
            self._answered.pop(entry.cue, None)

    def _now(self) -> Told:
        board, find = self._board(), self._parts.rundown.find
        standby = find(board.playhead.standby or "") if board.playhead else None
        acting = [called for cue in board.running if (called := find(cue.cue))]
        asks = [question for called in acting for question in self._questions(called)]
        return {
            "type": "prompter",
            "show": self._parts.show.show,
            "on": [{"cue": called.number, "name": called.title} for called in acting],
            "next": self._coming(standby) if standby else None,
            "ask": asks,
            "speaking": self._speaking(board),
        }

    def _speaking(self, board: Board) -> Told | None:
        """Who has the stage, and what is left of their time; negative when they are over it."""
        if board.speaking is None:
            return None
        speaks = self._parts.speakers.floor(board.speaking.cue)
        left_ns = speaks[1].left_ns(self._parts.clock.now_ns()) if speaks else 0
        return {"name": board.speaking.name, "left_s": round(seconds(left_ns))}

    def _coming(self, called: Called) -> Told:
        """What the cue on standby is, and what the robot says in it."""
        shown = self._parts.materials.shown
        lines = [] if called.cue.dialogue else [shown(line) for line in called.cue.must_say()]
        return {"cue": called.number, "name": called.title, "lines": lines}

    def _questions(self, called: Called) -> list[str]:
        """Questions that a dialogue has an answer for, those that were not asked yet."""
        if not called.cue.dialogue:
            return []
        done = self._answered.get(called.number, [])
        return [a.ask[0] for a in called.cue.dialogue.answers if a.ask and a.id not in done]
