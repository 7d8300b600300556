"""Where a run that was cut short left off: its record, laid on the show's rundown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.engine.clock import Anchor
from moderator.engine.speakers import TOLD
from moderator.errors import CannotStart
from moderator.journal.board import Board, board_of
from moderator.journal.entry import Entry, counted_as
from moderator.journal.reading import RESUMED, Record
from moderator.robot import Ended
from moderator.show.rearranging import in_order
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import NS_PER_S

_START_AFRESH = "run the show afresh with --from and another folder"


@dataclass(frozen=True)
class LeftOff:
    """Where a run left off.

    Attributes:
        board: what its console showed last.
        position: of the cue that is on standby when the show goes on; one past the last cue after
            the last.
        first: position of the cue that was on standby first.
        rundown: of the show, its cues in the order in which they stood.
        unknown: the cues that had been called and whose end nobody knows, in order.
        outcomes: how many cues ended which way.
        anchor: what ties the plan to the real clock; None before the first GO.
        over_ns: how far the show was over when its last cue ended; None before the first one.
        fingerprint: of the show's files then.
        model: of the robot then.
        torn: how the record's end shows; empty when it ends between two lines.
        heard: the cues of the talks that had been heard, in order.
        speakers: what the record tells of the speakers.
    """

    board: Board
    position: int
    first: int
    rundown: Rundown
    unknown: tuple[str, ...]
    outcomes: Counter[str]
    anchor: Anchor | None
    over_ns: int | None
    fingerprint: str
    model: str
    torn: str
    heard: tuple[str, ...] = ()
    speakers: tuple[Entry, ...] = ()

    @property
    def begun(self) -> tuple[str, ...]:
        """The cues that had been called."""
        ended = (cue for cue, outcome in self.board.outcomes.items() if outcome != "skipped")
        return (*ended, *self.unknown)

    @property
    def succeeded(self) -> tuple[str, ...]:
        """The cues that came to their end."""
        return tuple(cue for cue, how in self.board.outcomes.items() if how == Ended.SUCCEEDED)

    @property
    def at_ns(self) -> int:
        """When the last entry was written, on the show's clock."""
        return round(self.board.at_s * NS_PER_S)


def left_off(record: Record, rundown: Rundown) -> LeftOff:
    """Find where a run left off.

    Args:
        record: of the run.
        rundown: of the show that is to go on, as it is written.

    Raises:
        CannotStart: the record does not tell, or the show has come to its end.
    """
    if record.left_out:
        told = f"{record.damage}; {record.left_out} sound lines come after it"
        raise CannotStart(f"nobody knows where the show was: {told}", _START_AFRESH)
    if not record.entries or record.entries[0].kind != "show_started":
        raise CannotStart("the record breaks off before the show began", _START_AFRESH)
    board = board_of(record.entries)
    rundown = _as_it_stood(record, rundown)
    if any(entry.data.get("to") == "finished" for entry in record.of("state")):
        raise CannotStart("the show has come to its end; there is nothing to go on with")
    started = record.entries[0].data
    latest = record.of("show_started", RESUMED)[-1].data
    performed = record.of("show_started", RESUMED, "revised")[-1].data
    anchor = _anchor(record)
    begun = (cue.cue for cue in board.running if cue.phase != "ended")
    unknown = tuple(dict.fromkeys((*_untold(record), *begun)))
    return LeftOff(
        board=board,
        position=_position(record, board, unknown, rundown),
        first=_first(record, rundown),
        rundown=rundown,
        unknown=unknown,
        outcomes=Counter(
            counted_as(str(entry.data.get("outcome")), str(entry.data.get("code", "")))
            for entry in record.of("cue_ended")
        ),
        anchor=anchor,
        over_ns=_over_ns(record, rundown, anchor),
        fingerprint=str(performed.get("fingerprint", "")),
        model=str(latest.get("model", started.get("model", ""))),
        torn=record.damage or "",
        speakers=tuple(record.of(*TOLD)),
        heard=tuple(entry.cue for entry in record.of("talk_ended") if entry.cue),
    )


def _untold(record: Record) -> Iterator[str]:
    """Cues whose end the last going on was about to tell of, and did not live to."""
    for resumed in record.of(RESUMED)[-1:]:
        told = {entry.cue for entry in record.of("cue_ended") if entry.n > resumed.n}
        yield from (cue for cue in resumed.data.get("unknown", ()) if cue not in told)


def _position(record: Record, board: Board, unknown: Sequence[str], rundown: Rundown) -> int:
    """The cue to go on with: the first that was cut short, did not begin, or is next anyway."""
    cut_short = [rundown.find(number) for number in (*unknown, *board.waiting)]
    positions = [called.position for called in cut_short if called and called.position >= 0]
    playhead = _playhead(record, board, rundown)
    if playhead is not None:
        not_begun = _not_begun(record, playhead, rundown)
        positions += [playhead, *(called.position for called in not_begun)]
    if not positions:
        number = board.playhead.standby if board.playhead else ""
        raise CannotStart(f"cue {number}, which was on standby, is not in the show", _START_AFRESH)
    return min(positions)


def _playhead(record: Record, board: Board, rundown: Rundown) -> int | None:
    """Where the playhead was; None when the show has no such cue any more."""
    if board.playhead is None or board.playhead.standby is None:
        moved = bool(record.of("go", "standby"))
        return len(rundown.cues) if moved else _first(record, rundown)
    called = rundown.find(board.playhead.standby)
    return called.position if called and called.position >= 0 else None


def _not_begun(record: Record, playhead: int, rundown: Rundown) -> Iterator[Called]:
    """Cues that start by themselves, and had not: the playhead is past them already."""
    called = [e for e in record.of("go", "standby") if "means" not in e.data]
    begun = rundown.find(called[-1].cue or "") if called else None
    if begun is None or not 0 <= begun.position < playhead:
        return
    if rundown.after_chain(begun.position) != playhead:
        return
    ended = {entry.cue for entry in record.of("cue_ended") if entry.n > called[-1].n}
    yield from (c for c in rundown.cues[begun.position : playhead] if c.number not in ended)


def _as_it_stood(record: Record, rundown: Rundown) -> Rundown:
    """The show's cues in the order in which they were to come last."""
    for entry in record.of("rearranged")[-1:]:
        return in_order(rundown, list(_told(entry)))
    return rundown


def _told(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """The acts of a rundown that was told, and the numbers of their cues."""
    for act in entry.data.get("acts", ()):
        yield str(act.get("act", "")), [str(cue.get("cue")) for cue in act.get("cues", ())]


def _first(record: Record, rundown: Rundown) -> int:
    for entry in record.of("rundown")[:1]:
        found = [rundown.find(number) for _, numbers in _told(entry) for number in numbers]
        return min(
            (called.position for called in found if called and called.position >= 0), default=0
        )
    return 0


def _anchor(record: Record) -> Anchor | None:
    for entry in record.of("anchor"):
        date = datetime.fromisoformat(str(entry.data["date"]))
        zero = date - timedelta(seconds=entry.at_s)
        return Anchor(zero, round(float(entry.data["planned_zero_s"]) * NS_PER_S))
    return None


def _over_ns(record: Record, rundown: Rundown, anchor: Anchor | None) -> int | None:
    """How far over the last cue of the rundown ended, or was called when none has ended."""
    if anchor is None:
        return None
    ended = [e for e in record.of("cue_ended") if e.data["outcome"] != "skipped"]
    for entry in (ended or [e for e in record.of("go") if "means" not in e.data])[::-1]:
        called = rundown.find(entry.cue or "")
        if called and called.position >= 0:
            planned = called.acting.end_ns if ended else called.planned.start_ns
            return round(entry.at_s * NS_PER_S) - planned - anchor.planned_zero_ns
    return None
