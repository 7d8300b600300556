"""What ends everything at once: a stop, and the loss of the robot's body."""

from moderator.engine.lifecycle import Lifecycle
from moderator.engine.next_go import NextGo
from moderator.engine.parts import Parts
from moderator.engine.running import Running
from moderator.robot import Grade, StopReceipt
from moderator.show.rundown import Called


class Ending:
    """Stops the robot or gives it up, then ends every cue.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
        running: the cues that run.

    Attributes:
        lost: how the body was lost, in words; empty while it is ours.
    """

    def __init__(
        self, parts: Parts, lifecycle: Lifecycle, next_go: NextGo, running: Running
    ) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._running = running
        self.lost = ""

    def stop(self, grade: Grade, origin: str) -> StopReceipt:
        """Stop the robot, then everything else; waits for nothing."""
        try:
            receipt = self._parts.robot.stop(grade)
        except Exception as error:  # noqa: BLE001 — whatever an adapter does, the rest is stopped
            receipt = StopReceipt(grade, sent=False, why=f"{type(error).__name__}: {error}")
        self._parts.speaker.stop(grade)
        interrupted = self._running.cancel()
        why = {"why": receipt.why} if receipt.why else {}
        self._parts.journal.write(
            "stop", grade=grade.value, origin=origin, sent=receipt.sent, **why
        )
        if not receipt.sent:
            what = f"the stop has not reached the robot: {receipt.why}"
            self._parts.journal.write("fault", what=what)
        if self._lifecycle.may("stop"):
            self._lifecycle.fire("stop")
        self._next_go.back_to(interrupted)
        return receipt

    def lose(self, what: str, called: Called | None) -> bool:
        """Give the body up; False when it is not ours already.

        Args:
            what: what happened, for the operator.
            called: the cue that found out, if one did.
        """
        if self.lost or not self._lifecycle.may("fault"):
            return False
        self.lost = what
        self._parts.journal.write(
            "fault", called.number if called else None, what=what, body="lost"
        )
        self._lifecycle.fire("fault")
        self._parts.speaker.stop(Grade.FREEZE)
        positions = [self._running.cancel(), called.position if called else None]
        self._next_go.back_to(min((p for p in positions if p is not None and p >= 0), default=None))
        return True

    def over(self) -> None:
        """The body is ours again."""
        self.lost = ""
