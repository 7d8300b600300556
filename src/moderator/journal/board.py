"""What a console shows, made from the record alone.

A board is a value: `after` gives the next one. Whoever has the entries has the board, on the night,
on a late watcher's screen and after a crash.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from moderator.journal.drafted import Drafted, drafted
from moderator.journal.entry import Entry
from moderator.journal.offered import Offered, offered
from moderator.journal.speaking import Speaking, speaking, spoken_on

Phase = Literal["called", "acting", "ended"]
"""Called and in its pre-wait; acting; ended and in its post-wait, or about to leave."""

_CALLABLE = ("standby", "running")


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where the show is, and what GO does there.

    Attributes:
        cue: the cue that a GO has to expect: the talk or dialogue that it closes, or the standby.
        says: what GO does, in words.
        standby: the cue at the playhead, which starts when GO starts a cue; None after the last.
    """

    cue: str
    says: str
    standby: str | None


@dataclass(frozen=True, slots=True)
class RunningCue:
    """A cue that was called and is not over.

    Attributes:
        cue: its number.
        since_s: when it was called; once it acts, when it began to; seconds.
        phase: how far it is.
    """

    cue: str
    since_s: float
    phase: Phase = "called"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The last stop.

    Attributes:
        at_s: when, seconds.
        grade: relax, freeze or robot stop.
        origin: which input it came from.
        sent: whether the request has left for the robot.
        why: why it has not.
    """

    at_s: float
    grade: str
    origin: str
    sent: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The last fault or warning."""

    at_s: float
    cue: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A check of preflight that waits for a person.

    Attributes:
        check: its name.
        ask: the question.
    """

    check: str
    ask: str


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
    outcomes: Mapping[str, str] = field(default_factory=_nothing)
    stopped: Stopped | None = None
    lost: str = ""
    red: Mapping[str, str] = field(default_factory=_nothing)
    asked: Asked | None = None
    draft: Drafted | None = None
    limits: Mapping[str, str] = field(default_factory=_nothing)
    unready: Mapping[str, str] = field(default_factory=_nothing)
    fault: Told | None = None
    warning: Told | None = None
    holes: int = 0
    ended: str = ""
    speaking: Speaking | None = None
    rehearsal: bool = False
    muted: bool = False
    level: float = 1.0
    locked: bool = False
    edition: str = ""
    offer: Offered | None = None

    def after(self, entry: Entry) -> "Board":
        """The board once an entry is written; entries of other kinds change its time alone."""
        values = self.__dict__.copy()  # `replace` takes six times as long, and a show has many
        values["n"], values["at_s"] = entry.n, entry.at_s
        if change := _CHANGES.get(entry.kind):
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


def _plain(one: Playhead | RunningCue | Stopped | Told | Asked | None) -> dict[str, Any] | None:
    return None if one is None else {name: getattr(one, name) for name in one.__slots__}


def _show_started(_: Board, entry: Entry) -> dict[str, Any]:
    rehearsal = entry.data.get("seed") is not None
    return {"show": str(entry.data.get("show", "")), "rehearsal": rehearsal, **_edition(entry)}


def _edition(entry: Entry) -> dict[str, Any]:
    return {"edition": str(entry.data.get("fingerprint", "")), "offer": None}


def _revised(_: Board, entry: Entry) -> dict[str, Any]:
    return _edition(entry)


def _speaking(_: Board, entry: Entry) -> dict[str, Any]:
    return {"speaking": speaking(entry)}


def _spoken_on(board: Board, entry: Entry) -> dict[str, Any]:
    return {"speaking": spoken_on(board.speaking, entry)}


def _master(_: Board, entry: Entry) -> dict[str, Any]:
    return {"muted": bool(entry.data.get("muted")), "level": float(entry.data.get("level", 1.0))}


def _locked(_: Board, entry: Entry) -> dict[str, Any]:
    return {"locked": bool(entry.data.get("locked"))}


def _offered(_: Board, entry: Entry) -> dict[str, Any]:
    return {"offer": offered(entry)}


def _resumed(_: Board, entry: Entry) -> dict[str, Any]:
    """A run that was cut short goes on: nothing runs, and the body is as it is."""
    return {
        "state": "off",
        "running": (),
        "waiting": (),
        "lost": "",
        "red": _nothing(),
        "asked": None,
        "draft": None,
        "limits": _nothing(),
        "unready": _nothing(),
        "ended": "",
        "speaking": None,
        **_edition(entry),
    }


def _state(board: Board, entry: Entry) -> dict[str, Any]:
    state = str(entry.data.get("to", board.state))
    changed: dict[str, Any] = {"state": state, "asked": None}
    if state == "preflight":
        changed["red"] = _nothing()
    if entry.data.get("trigger") == "ready":
        changed |= {"lost": "", "limits": _nothing()}
    return changed


def _playhead(board: Board, entry: Entry) -> dict[str, Any]:
    says, standby = str(entry.data.get("says", "")), entry.data.get("standby")
    playhead = Playhead(entry.cue, says, standby) if entry.cue else None
    same = board.playhead and board.playhead.standby == standby
    return {"playhead": playhead} if same else {"playhead": playhead, "unready": _nothing()}


def _unready(_: Board, entry: Entry) -> dict[str, Any]:
    return {"unready": MappingProxyType(dict(entry.data.get("red", {})))}


def _running(board: Board, entry: Entry) -> dict[str, Any]:
    before = {cue.cue: cue for cue in board.running}
    numbers = entry.data.get("cues", ())
    running = tuple(before.get(number) or RunningCue(number, entry.at_s) for number in numbers)
    return {"running": running, "waiting": tuple(entry.data.get("waiting", ()))}


def _disarmed(board: Board, entry: Entry) -> dict[str, Any]:
    return {"disarmed": tuple(entry.data.get("cues", ())), **_playhead(board, entry)}


def _rearranged(board: Board, entry: Entry) -> dict[str, Any]:
    cues = (cue for act in entry.data.get("acts", ()) for cue in act.get("cues", ()))
    return {"order": tuple(str(cue.get("cue")) for cue in cues), **_playhead(board, entry)}


def _dropped(_: Board, entry: Entry) -> dict[str, Any]:
    return {"dropped": tuple(entry.data.get("cues", ()))}


def _cue_started(board: Board, entry: Entry) -> dict[str, Any]:
    acting = RunningCue(entry.cue or "", entry.at_s, "acting")
    return {"running": tuple(acting if c.cue == entry.cue else c for c in board.running)}


def _cue_ended(board: Board, entry: Entry) -> dict[str, Any]:
    outcome = str(entry.data.get("outcome", "unknown"))
    changed: dict[str, Any] = {
        "outcomes": MappingProxyType({**board.outcomes, entry.cue or "": outcome})
    }
    if outcome != "skipped":  # passing a cue over ends nothing that runs
        changed["speaking"] = spoken_on(board.speaking, entry)
        changed |= _draft_over(board, entry)
        changed["running"] = tuple(
            RunningCue(cue.cue, cue.since_s, "ended") if cue.cue == entry.cue else cue
            for cue in board.running
        )
    return changed


def _stop(_: Board, entry: Entry) -> dict[str, Any]:
    grade, origin, why = (str(entry.data.get(key, "")) for key in ("grade", "origin", "why"))
    sent = bool(entry.data.get("sent"))
    return {"stopped": Stopped(entry.at_s, grade, origin, sent, why)}


def _check(board: Board, entry: Entry) -> dict[str, Any]:
    name = str(entry.data.get("name", ""))
    red = {other: why for other, why in board.red.items() if other != name}
    if not entry.data.get("ok"):
        red[name] = str(entry.data.get("why", ""))
    asked = board.asked if board.asked and board.asked.check != name else None
    return {"red": MappingProxyType(red), "asked": asked}


def _inquiry(_: Board, entry: Entry) -> dict[str, Any]:
    return {"asked": Asked(str(entry.data.get("check", "")), str(entry.data.get("ask", "")))}


def _draft(_: Board, entry: Entry) -> dict[str, Any]:
    return {"draft": drafted(entry)}


def _draft_over(board: Board, entry: Entry) -> dict[str, Any]:
    """It was decided on, or its cue has closed, or was interrupted."""
    return {"draft": None} if board.draft and board.draft.cue == entry.cue else {}


def _limit(board: Board, entry: Entry) -> dict[str, Any]:
    name = f"{entry.data.get('reading', '')} {entry.data.get('rule', '')}"
    passed = {other: what for other, what in board.limits.items() if other != name}
    if entry.data.get("beyond"):
        passed[name] = str(entry.data.get("what", ""))
    return {"limits": MappingProxyType(passed)}


def _fault(_: Board, entry: Entry) -> dict[str, Any]:
    fault = _told(entry)
    return {"fault": fault, "lost": fault.what} if entry.data.get("body") else {"fault": fault}


def _warning(_: Board, entry: Entry) -> dict[str, Any]:
    return {"warning": _told(entry)}


def _told(entry: Entry) -> Told:
    return Told(entry.at_s, entry.cue, str(entry.data.get("what", "")))


def _hole(board: Board, entry: Entry) -> dict[str, Any]:
    return {"holes": board.holes + int(entry.data.get("lost", 0))}


def _show_ended(_: Board, entry: Entry) -> dict[str, Any]:
    return {"ended": str(entry.data.get("ended", ""))}


_CHANGES: Mapping[str, Callable[[Board, Entry], dict[str, Any]]] = {
    "show_started": _show_started,
    "resumed": _resumed,
    "revised": _revised,
    "offered": _offered,
    "locked": _locked,
    "master": _master,
    "talk_started": _speaking,
    "time_given": _spoken_on,
    "monitor": _spoken_on,
    "courtesy": _spoken_on,
    "talk_ended": _spoken_on,
    "state": _state,
    "playhead": _playhead,
    "running": _running,
    "disarmed": _disarmed,
    "rearranged": _rearranged,
    "dropped": _dropped,
    "cue_started": _cue_started,
    "cue_ended": _cue_ended,
    "stop": _stop,
    "check": _check,
    "limit": _limit,
    "inquiry": _inquiry,
    "draft": _draft,
    "approval": _draft_over,
    "interrupted": _draft_over,
    "go": _draft_over,
    "unready": _unready,
    "fault": _fault,
    "warning": _warning,
    "hole": _hole,
    "show_ended": _show_ended,
}
