"""The first and the last entries of a record."""

from collections.abc import Mapping
from typing import Any

from moderator import __version__
from moderator.engine.gauged import gauged
from moderator.engine.left_off import LeftOff
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.engine.told_rundown import told_acts, told_from
from moderator.journal.segments import FORMAT
from moderator.robot import Ended
from moderator.values.duration import seconds


def record_start(parts: Parts, fingerprint: str) -> None:
    """What the show is, what it is to do from the first standby on, and how its lines sound."""
    parts.journal.write(
        "show_started",
        format=FORMAT,
        show=parts.show.show,
        starts=parts.show.starts.isoformat(),
        seed=None if parts.clock.live else parts.chance.seed,
        robot=parts.show.robot.name,
        model=parts.materials.robot.model,
        fingerprint=fingerprint,
        planned_s=_planned_s(parts),
        version=__version__,
    )
    _record_rundown(parts, parts.time.standby)
    _record_lines(parts)


def record_resumed(parts: Parts, left: LeftOff, fingerprint: str) -> None:
    """That a run that was cut short goes on, and that nobody knows how its cues ended.

    What is to happen and how it sounds is told again when the show has been changed.
    """
    write, board = parts.journal.write, left.board
    write(
        "resumed",
        format=FORMAT,
        date=parts.clock.date().isoformat(),
        was=board.state,
        unknown=list(left.unknown),
        model=parts.materials.robot.model,
        fingerprint=fingerprint,
        version=__version__,
        **({"torn": left.torn} if left.torn else {}),
    )
    since_s = {cue.cue: cue.since_s for cue in board.running}
    for number in left.unknown:
        called = parts.rundown.find(number)
        write(
            "cue_ended",
            number,
            outcome=Ended.UNKNOWN.value,
            why="the program ended while it ran",
            planned_s=seconds(called.acting.length_ns) if called else 0.0,
            actual_s=max(0.0, board.at_s - since_s.get(number, board.at_s)),
        )
    if fingerprint != left.fingerprint:
        _record_rundown(parts, left.first)
        _record_lines(parts)


def record_revised(parts: Parts, fingerprint: str, changes: list[str]) -> None:
    """That a revised show is performed from now on, what is to happen in it, and how it sounds."""
    parts.journal.write("revised", fingerprint=fingerprint, changes=changes)
    parts.journal.write("rundown", acts=told_from(parts.rundown, parts.clock.first_ns))
    _record_lines(parts)


def _record_rundown(parts: Parts, first: int) -> None:
    """What is to happen from a position on."""
    first_ns = parts.clock.first_ns
    began: dict[str, Any] = {"first_s": seconds(first_ns)} if first_ns else {}
    parts.journal.write("rundown", acts=told_acts(parts.rundown, first_ns, first), **began)


def _record_lines(parts: Parts) -> None:
    """How the lines sound."""
    for called in (*parts.rundown.cues, *parts.rundown.hot):
        for line in parts.speaker.ready_lines(called.cue.lines()):
            parts.journal.write(
                "rendered",
                called.number,
                text=line.written,
                spoken=line.spoken,
                duration_s=seconds(line.sound.duration_ns),
            )


def _planned_s(parts: Parts) -> float:
    """The planned length from the cue that was on standby first, seconds."""
    return seconds(parts.rundown.planned_ns - parts.clock.first_ns)


def record_end(
    parts: Parts, ended: State, tally: dict[str, int], turned_away: Mapping[str, int]
) -> None:
    """How the show ended, and what came from elsewhere and was no order."""
    away = {"turned_away": dict(sorted(turned_away.items()))} if turned_away else {}
    parts.journal.write(
        "show_ended",
        None,
        ended=ended.value,
        planned_s=_planned_s(parts),
        actual_s=seconds(parts.clock.now_ns()),
        **tally,
        **away,
        **gauged(parts),
    )
