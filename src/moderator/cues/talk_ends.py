"""How the robot hears that a talk has ended."""

from collections.abc import Callable

from moderator.cues.floor import Floor
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.cues.talk_written import EndsOn
from moderator.values.hall_sound import HallSound


async def heard_to_end(
    rules: EndsOn, began_ns: int, allotted_ns: Callable[[], int], floor: Floor, stage: Stage
) -> str:
    """Wait until the gate hears that the talk has ended; what it heard.

    Args:
        rules: what it has to hear.
        began_ns: when the talk began.
        allotted_ns: the speaker's time, as it is by now.
        floor: tells when that changes.
        stage: the talk's.
    """
    since_ns = stage.now_ns()

    def due_ns() -> int | None:
        """When what is heard now will have been heard for long enough; None for never."""
        if stage.gate.now is HallSound.APPLAUSE and rules.applause is not None:
            return max(since_ns, began_ns + round(rules.after * allotted_ns())) + rules.applause
        if stage.gate.now is HallSound.SILENCE and rules.silence is not None:
            return max(since_ns, began_ns + allotted_ns()) + rules.silence
        return None

    while True:
        heard, due = stage.gate.now, due_ns()
        waits = [stage.gate.changed(), floor.given()]
        which, _ = await first(*waits, *([stage.until(due)] if due is not None else []))
        if which == len(waits) and heard:
            return heard.value
        if which == 0:
            since_ns = stage.now_ns()
