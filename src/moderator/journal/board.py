"""What a console shows, made from the record alone.

A board is a value: `after` gives the next one. Whoever has the entries has the board, on the night,
on a late watcher's screen and after a crash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from moderator.journal.board_changes import CHANGES
from moderator.journal.board_values import (
    Asked,
    Caller,
    Playhead,
    RunningCue,
    Stopped,
    Told,
    nothing,
)
from moderator.journal.drafted import Drafted
from moderator.journal.entry import Entry
from moderator.journal.offered import Offered
from moderator.journal.speaking import Speaking

_CALLABLE = ("standby", "running")


@dataclass(frozen=True)
class Board:
    """The state of a console after an entry.

    Attributes:
        n: number of the last entry; 0 before the first.
        at_s: its time, seconds since the record began.
        show: the show's name.
        state: the show's state.
        playhead: where the show is; None past its end, and before the first cue is on standby.
        running: cues that were called and are not over, in the order in which they were.
        waiting: cues that start when the show is resumed.
        disarmed: cues that do nothing when they are called.
        order: of the cues, by their numbers, once some were moved; empty before that.
        dropped: cues that are passed over, by themselves, when it would be their turn.
        outcomes: of each cue that has ended, how it did the last time.
        began: when each cue began to act, the last time it did, by the record's clock, seconds.
        stopped: the last stop; None when there was none.
        lost: how the robot's body was lost, in words; empty while it is ours.
        red: why each check that is red is, by its name.
        asked: what a person is asked in preflight; None when nothing is.
        draft: the draft answer that waits for the operator's word; None when none does.
        limits: what each limit that is passed is, by its reading and rule.
        unready: why each check of the cue on standby that is red is, by its name.
        fault: the last fault.
        warning: the last warning.
        holes: how many entries the record has lost.
        ended: how the show ended; empty while it has not.
        speaking: who has the stage in a talk; None while nobody does.
        rehearsal: whether it is one, and no real night.
        muted: whether nothing is heard of what the show computer plays.
        level: how loud that is, 0 to 1.
        caller: the console from which the show is called; None while it is from none.
        locked: whether nothing changes what is to come before somebody unlocks it.
        edition: which files the show is performed from: their fingerprint.
        offer: the revised show that the operator may take in; None when there is none.
    """

    n: int = 0
    at_s: float = 0.0
    show: str = ""
    state: str = "off"
    playhead: Playhead | None = None
    running: tuple[RunningCue, ...] = ()
    waiting: tuple[str, ...] = ()
    disarmed: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=nothing)
    began: Mapping[str, float] = field(default_factory=nothing)
    stopped: Stopped | None = None
    lost: str = ""
    red: Mapping[str, str] = field(default_factory=nothing)
    asked: Asked | None = None
    draft: Drafted | None = None
    limits: Mapping[str, str] = field(default_factory=nothing)
    unready: Mapping[str, str] = field(default_factory=nothing)
    fault: Told | None = None
    warning: Told | None = None
    holes: int = 0
    ended: str = ""
    speaking: Speaking | None = None
    rehearsal: bool = False
    muted: bool = False
    level: float = 1.0
    caller: Caller | None = None
    locked: bool = False
    edition: str = ""
    offer: Offered | None = None

    def after(self, entry: Entry) -> "Board":
        """The board once an entry is written; entries of other kinds change its time alone."""
        values = self.__dict__.copy()  # `replace` takes six times as long, and a show has many
        values["n"], values["at_s"] = entry.n, entry.at_s
        if change := CHANGES.get(entry.kind):
            values.update(change(self, entry))
        after = object.__new__(Board)
        object.__setattr__(after, "__dict__", values)
        return after

    @property
    def go(self) -> Playhead | None:
        """What the next GO does; None when it does nothing in this state."""
        return self.playhead if self.state in _CALLABLE else None

    def as_json(self) -> dict[str, Any]:
        """Plain data, each key as the attribute of its name, and `go` in words or null."""
        return {
            "n": self.n,
            "at_s": self.at_s,
            "show": self.show,
            "state": self.state,
            "go": self.go.says if self.go else None,
            "playhead": _plain(self.playhead),
            "running": [_plain(cue) for cue in self.running],
            "waiting": list(self.waiting),
            "disarmed": list(self.disarmed),
            "order": list(self.order),
            "dropped": list(self.dropped),
            "outcomes": dict(self.outcomes),
            "began": dict(self.began),
            "stopped": _plain(self.stopped),
            "lost": self.lost,
            "red": dict(self.red),
            "asked": _plain(self.asked),
            "draft": self.draft.as_json() if self.draft else None,
            "limits": dict(self.limits),
            "unready": dict(self.unready),
            "fault": _plain(self.fault),
            "warning": _plain(self.warning),
            "holes": self.holes,
            "ended": self.ended,
            "speaking": self.speaking.as_json() if self.speaking else None,
            "rehearsal": self.rehearsal,
            "muted": self.muted,
            "level": self.level,
            "caller": _plain(self.caller),
            "locked": self.locked,
            "edition": self.edition,
            "offer": self.offer.as_json() if self.offer else None,
        }


def board_of(entries: Iterable[Entry]) -> Board:
    """The board after some entries, from the record's first."""
    board = Board()
    for entry in entries:
        board = board.after(entry)
    return board


def _plain(
    one: Playhead | RunningCue | Stopped | Told | Asked | Caller | None,
) -> dict[str, Any] | None:
    return None if one is None else {name: getattr(one, name) for name in one.__slots__}
