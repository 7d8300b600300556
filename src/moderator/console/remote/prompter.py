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
_MOST_AHEAD = 20
"""So many cues are looked ahead: more than fills a screen, and few enough to take no time."""


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
        self._said: dict[str, list[Entry]] = {}
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
        if entry.kind == "said":
            self._said.setdefault(entry.cue or "", []).append(entry)
        elif entry.kind == "cue_started":
            self._said.pop(entry.cue or "", None)

    def _now(self) -> Told:
        board, find = self._board(), self._parts.rundown.find
        standby = find(board.playhead.standby or "") if board.playhead else None
        acting = [called for cue in board.running if (called := find(cue.cue))]
        asks = [question for called in acting for question in self._questions(called)]
        return {
            "type": "prompter",
            "show": self._parts.show.show,
            "on": [self._told_of(called, self._rest(called)) for called in acting],
            "next": self._next(standby) if standby else None,
            "ask": asks,
            "speaking": self._speaking(board),
        }

    def _speaking(self, board: Board) -> Told | None:
        """Who has the stage, and what is left of their time; negative when they are over it."""
        if board.speaking is None:
            return None
        speaks = self._parts.speakers.floor(board.speaking.cue)
        left_s = round(seconds(speaks[1].left_ns(self._parts.clock.now_ns()))) if speaks else 0
        colour = "over" if left_s < 0 else board.speaking.colour
        return {"name": board.speaking.name, "left_s": left_s, "colour": colour}

    def _next(self, standby: Called) -> Told:
        """What the next GO begins, and what the robot says in it."""
        rundown, passes_over = self._parts.rundown, self._parts.time.passes_over
        at = standby.position
        chain = rundown.cues[at : min(rundown.after_chain(at), at + _MOST_AHEAD)]
        coming = [(called, self._lines(called)) for called in chain if not passes_over(called)]
        named = (called for called, lines in coming if lines or called.cue.talk)
        lines = [line for _, lines in coming for line in lines]
        return self._told_of(next(named, standby), lines)

    def _rest(self, called: Called) -> list[str]:
        """What the robot has yet to say in a cue that runs: what follows the last that was said."""
        if called.cue.dialogue or called.cue.talk:  # somebody else has the word
            return []
        said = {entry.data.get("text") for entry in self._said.get(called.number, ())}
        lines = self._lines(called)
        return lines[max((n for n, line in enumerate(lines, 1) if line in said), default=0) :]

    def _lines(self, called: Called) -> list[str]:
        return [self._parts.materials.shown(line) for line in called.cue.in_order()]

    @staticmethod
    def _told_of(called: Called, lines: list[str]) -> Told:
        return {"cue": called.number, "name": called.title, "lines": lines}

    def _questions(self, called: Called) -> list[str]:
        """Questions that a dialogue has an answer for, those that were not asked yet."""
        if not called.cue.dialogue:
            return []
        done = {entry.data.get("answer") for entry in self._said.get(called.number, ())}
        return [a.ask[0] for a in called.cue.dialogue.answers if a.ask and a.id not in done]
