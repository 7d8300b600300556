"""What the record alone says of a show, beside what the conductor knows."""

from moderator.engine.conductor import Conductor
from moderator.engine.parts import Parts
from moderator.journal.board import Board


class Comparing:
    """Rebuilds the console's state from each entry as it is written, and compares.

    Args:
        parts: the run's parts; its record is followed from now on.
        conductor: the conductor.
    """

    def __init__(self, parts: Parts, conductor: Conductor) -> None:
        self.board = Board()
        self.wrong: list[str] = []
        self._conductor = conductor
        parts.journal._followers = [*parts.journal._followers, self]

    def put(self, entry):
        """An entry was written."""
        self.board = self.board.after(entry)
        if (self.board.show and self.board.playhead is not None) or self.board.state != "off":
            self.wrong += [f"{entry.n} {what}" for what in differences(self.board, self._conductor)]


def differences(board: Board, conductor: Conductor):
    """Where the board is not what the conductor sees."""
    standby, called = conductor.standby(), conductor._next_go.called()
    if board.state != conductor.lifecycle.now.value:
        yield f"state: {board.state} is {conductor.lifecycle.now}"
    go = (board.go.cue, board.go.says) if board.go else None
    if go != ((standby.cue, standby.says) if standby else None):
        yield f"GO: {go} is {standby}"
    at = board.playhead.standby if board.playhead else None
    if at != (called.number if called else None):
        yield f"playhead: {at} is {called and called.number}"
    running = [cue.cue for cue in board.running]
    kept = [run.called.number for run in conductor._running._runs.values()]
    if running != kept:
        yield f"running: {running} is {kept}"
    waiting = tuple(called.number for called in conductor.waiting())
    if board.waiting != waiting:
        yield f"waiting: {board.waiting} is {waiting}"
    every = (*conductor._parts.rundown.cues, *conductor._parts.rundown.hot)
    disarmed = tuple(called.number for called in every if conductor.disarmed(called))
    if board.disarmed != disarmed:
        yield f"disarmed: {board.disarmed} is {disarmed}"
    if board.lost != conductor.lost and board.state == "faulted":
        yield f"lost: {board.lost!r} is {conductor.lost!r}"
