"""Going on with a show that was cut short: `moderator run SHOW --resume DIR`."""

from collections import Counter
from pathlib import Path

from moderator.cli.wiring import Prepared
from moderator.engine.left_off import LeftOff, left_off
from moderator.errors import CannotStart
from moderator.journal.reading import RESUMED, read_record
from moderator.journal.summary import clock


def read_left(directory: Path, prepared: Prepared, *, changed_show: bool) -> LeftOff:
    """Find where the run in a folder left off; the record is only read.

    Args:
        directory: the run's folder.
        prepared: the show.
        changed_show: whether it may be another than it was.

    Raises:
        CannotStart: there is no such run, or the show cannot go on with it.
    """
    if not directory.is_dir():
        raise CannotStart(f"there is no run {directory}", "name the folder of the run's record")
    record = read_record(directory)
    if any(started.data.get("seed") is not None for started in record.of("show_started")):
        raise CannotStart(f"{directory} holds a rehearsal", "name the folder of a live run")
    told = [
        entry.data.get("fingerprint") for entry in record.of("show_started", RESUMED, "revised")
    ]
    if told and told[-1] != prepared.loaded.fingerprint() and not changed_show:
        raise CannotStart(
            f"the show is not the one of {directory}: it has been changed since",
            "put it back as it was, or go on with it by --changed-show",
        )
    return left_off(record, prepared.rundown)


def in_words(left: LeftOff) -> list[str]:
    """What the operator has to know before anything moves, a line each.

    Args:
        left: where the run left off.
    """
    board, cues = left.board, left.rundown.cues
    lines = [f"Cut short at {clock(board.at_s)}, when it was {board.ended or board.state}."]
    if board.stopped and board.state in ("stopping", "stopped"):
        lines[0] = f"{lines[0][:-1]}: {board.stopped.grade}, by {board.stopped.origin}."
    lines.append("Nothing moves before p and GO.")
    if left.unknown:
        named = ", ".join(left.unknown)
        lines.append(f"UNKNOWN: cue {named}. Look at the robot and the stage before p.")
    elif board.lost:
        lines.append(f"The body was lost: {board.lost}.")
    counts = Counter(board.outcomes.values())
    told = [f"{counts.pop('succeeded', 0)} of {len(cues)} cues are done"]
    told += [f"{number} {outcome}" for outcome, number in sorted(counts.items())]
    told += [f"disarmed: {', '.join(board.disarmed)}"] if board.disarmed else []
    lines.append(f"{', '.join(told)}.")
    standby = cues[left.position] if left.position < len(cues) else None
    stands = f"cue {standby.number}, {standby.title}" if standby else "nothing: the rundown is over"
    lines.append(f"Next: {stands}.")
    lines += [f"The record: {left.torn}."] if left.torn else []
    return lines
