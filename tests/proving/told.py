"""What the record alone says of a show, beside what the conductor knows."""

from collections.abc import Sequence

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
        parts.journal.heed(self._put)

    def _put(self, entry):
        """An entry was written."""
        self.board = self.board.after(entry)
        if self.board.playhead is not None or self.board.state != "off":
            self.wrong += [f"{entry.n} {what}" for what in differences(self.board, self._conductor)]


def differences(board: Board, conductor: Conductor) -> Sequence[str]:
    """Where the board is not what the conductor sees."""
    told, known = as_told(board), as_known(conductor)
    if told == known:
        return ()
    both = zip(_SHOWN, told, known, strict=True)
    return [f"{what}: {said} is {is_}" for what, said, is_ in both if said != is_]


_SHOWN = ("state", "GO", "what GO does", "playhead", "running", "waiting", "lost", "disarmed")


def as_told(board):
    """What a console shows, as the record tells it."""
    go, playhead = board.go, board.playhead
    return (
        board.state,
        go and go.cue,
        go and go.says,
        playhead and playhead.standby,
        [cue.cue for cue in board.running] if board.running else [],
        board.waiting,
        board.lost,
        board.disarmed,
    )


def as_known(conductor):
    """The same, as the conductor knows it."""
    next_go, running = conductor._next_go, conductor._running
    standby, called = conductor.standby(), next_go.called()
    runs, waiting = running._runs, running._waiting.cues()
    return (
        conductor.lifecycle.state,
        standby and standby.cue,
        standby and standby.says,
        called and called.number,
        [run.called.number for run in runs.values()] if runs else [],
        tuple([one.number for one in waiting]) if waiting else (),
        conductor.lost,
        next_go._disarmed,
    )
