"""What each kind of entry changes on a board."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from moderator.journal.board_values import (
    Asked,
    Caller,
    Playhead,
    RunningCue,
    Stopped,
    Told,
    nothing,
)
from moderator.journal.drafted import drafted
from moderator.journal.entry import Entry
from moderator.journal.offered import offered
from moderator.journal.speaking import speaking, spoken_on

if TYPE_CHECKING:
    from moderator.journal.board import Board


def _show_started(_: "Board", entry: Entry) -> dict[str, Any]:
    rehearsal = entry.data.get("seed") is not None
    return {"show": str(entry.data.get("show", "")), "rehearsal": rehearsal, **_edition(entry)}


def _edition(entry: Entry) -> dict[str, Any]:
    return {"edition": str(entry.data.get("fingerprint", "")), "offer": None}


def _revised(_: "Board", entry: Entry) -> dict[str, Any]:
    return _edition(entry)


def _speaking(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"speaking": speaking(entry)}


def _spoken_on(board: "Board", entry: Entry) -> dict[str, Any]:
    return {"speaking": spoken_on(board.speaking, entry)}


def _master(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"muted": bool(entry.data.get("muted")), "level": float(entry.data.get("level", 1.0))}


def _locked(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"locked": bool(entry.data.get("locked"))}


def _caller(_: "Board", entry: Entry) -> dict[str, Any]:
    console, origin = (str(entry.data.get(key, "")) for key in ("console", "origin"))
    return {"caller": Caller(console, origin, entry.at_s) if console else None}


def _offered(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"offer": offered(entry)}


def _resumed(_: "Board", entry: Entry) -> dict[str, Any]:
    """A run that was cut short goes on: nothing runs, and the body is as it is."""
    return {
        "state": "off",
        "running": (),
        "waiting": (),
        "lost": "",
        "red": nothing(),
        "asked": None,
        "draft": None,
        "limits": nothing(),
        "unready": nothing(),
        "ended": "",
        "speaking": None,
        "caller": None,
        **_edition(entry),
    }


def _state(board: "Board", entry: Entry) -> dict[str, Any]:
    state = str(entry.data.get("to", board.state))
    changed: dict[str, Any] = {"state": state, "asked": None}
    if state == "preflight":
        changed["red"] = nothing()
    if entry.data.get("trigger") == "ready":
        changed |= {"lost": "", "limits": nothing()}
    return changed


def _playhead(board: "Board", entry: Entry) -> dict[str, Any]:
    says, standby = str(entry.data.get("says", "")), entry.data.get("standby")
    playhead = Playhead(entry.cue, says, standby) if entry.cue else None
    same = board.playhead and board.playhead.standby == standby
    return {"playhead": playhead} if same else {"playhead": playhead, "unready": nothing()}


def _unready(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"unready": MappingProxyType(dict(entry.data.get("red", {})))}


def _running(board: "Board", entry: Entry) -> dict[str, Any]:
    before = {cue.cue: cue for cue in board.running}
    numbers = entry.data.get("cues", ())
    running = tuple(before.get(number) or RunningCue(number, entry.at_s) for number in numbers)
    return {"running": running, "waiting": tuple(entry.data.get("waiting", ()))}


def _disarmed(board: "Board", entry: Entry) -> dict[str, Any]:
    return {"disarmed": tuple(entry.data.get("cues", ())), **_playhead(board, entry)}


def _rearranged(board: "Board", entry: Entry) -> dict[str, Any]:
    cues = (cue for act in entry.data.get("acts", ()) for cue in act.get("cues", ()))
    return {"order": tuple(str(cue.get("cue")) for cue in cues), **_playhead(board, entry)}


def _dropped(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"dropped": tuple(entry.data.get("cues", ()))}


def _cue_started(board: "Board", entry: Entry) -> dict[str, Any]:
    acting = RunningCue(entry.cue or "", entry.at_s, "acting")
    return {
        "running": tuple(acting if c.cue == entry.cue else c for c in board.running),
        "began": MappingProxyType({**board.began, entry.cue or "": entry.at_s}),
    }


def _cue_ended(board: "Board", entry: Entry) -> dict[str, Any]:
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


def _stop(_: "Board", entry: Entry) -> dict[str, Any]:
    grade, origin, why = (str(entry.data.get(key, "")) for key in ("grade", "origin", "why"))
    sent = bool(entry.data.get("sent"))
    return {"stopped": Stopped(entry.at_s, grade, origin, sent, why)}


def _check(board: "Board", entry: Entry) -> dict[str, Any]:
    name = str(entry.data.get("name", ""))
    red = {other: why for other, why in board.red.items() if other != name}
    if not entry.data.get("ok"):
        red[name] = str(entry.data.get("why", ""))
    asked = board.asked if board.asked and board.asked.check != name else None
    return {"red": MappingProxyType(red), "asked": asked}


def _inquiry(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"asked": Asked(str(entry.data.get("check", "")), str(entry.data.get("ask", "")))}


def _draft(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"draft": drafted(entry)}


def _draft_over(board: "Board", entry: Entry) -> dict[str, Any]:
    """It was decided on, or its cue has closed, or was interrupted."""
    return {"draft": None} if board.draft and board.draft.cue == entry.cue else {}


def _limit(board: "Board", entry: Entry) -> dict[str, Any]:
    name = f"{entry.data.get('reading', '')} {entry.data.get('rule', '')}"
    passed = {other: what for other, what in board.limits.items() if other != name}
    if entry.data.get("beyond"):
        passed[name] = str(entry.data.get("what", ""))
    return {"limits": MappingProxyType(passed)}


def _fault(_: "Board", entry: Entry) -> dict[str, Any]:
    fault = _told(entry)
    return {"fault": fault, "lost": fault.what} if entry.data.get("body") else {"fault": fault}


def _warning(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"warning": _told(entry)}


def _told(entry: Entry) -> Told:
    return Told(entry.at_s, entry.cue, str(entry.data.get("what", "")))


def _hole(board: "Board", entry: Entry) -> dict[str, Any]:
    return {"holes": board.holes + int(entry.data.get("lost", 0))}


def _show_ended(_: "Board", entry: Entry) -> dict[str, Any]:
    return {"ended": str(entry.data.get("ended", ""))}


CHANGES: Mapping[str, Callable[["Board", Entry], dict[str, Any]]] = {
    "show_started": _show_started,
    "resumed": _resumed,
    "revised": _revised,
    "offered": _offered,
    "locked": _locked,
    "caller": _caller,
    "master": _master,
    "talk_started": _speaking,
    "time_given": _spoken_on,
    "monitor": _spoken_on,
    "courtesy": _spoken_on,
    "hall_sound": _spoken_on,
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
