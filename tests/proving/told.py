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
        if self.board.playhead is not None or self.board.state != "off":
            self.wrong += [f"{entry.n} {what}" for what in differences(self.board, self._conductor)]


def differences(board: Board, conductor: Conductor) -> list[str]:
    """Where the board is not what the conductor sees."""
    next_go, running = conductor._next_go, conductor._running
    standby, called = conductor.standby(), next_go.called()
    go, playhead = board.go, board.playhead
    seen = {
        "state": (board.state, conductor.lifecycle.now.value),
        "GO": (
            (go.cue, go.says) if go else None,
            (standby.cue, standby.says) if standby else None,
        ),
        "playhead": (playhead.standby if playhead else None, called.number if called else None),
        "running": (
            [cue.cue for cue in board.running],
            [run.called.number for run in running._runs.values()],
        ),
        "waiting": (list(board.waiting), [called.number for called in running._waiting]),
        "lost": (board.lost, conductor.lost),
        "disarmed": (board.disarmed, tuple(n for n, armed in next_go._armed.items() if not armed)),
    }
    return [f"{what}: {told} is {is_}" for what, (told, is_) in seen.items() if told != is_]
