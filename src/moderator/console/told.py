"""What the record tells, in a few words for the operator."""

from dataclasses import dataclass

from moderator.journal.entry import Entry
from moderator.values.duration import NS_PER_S, format_clock

_TOLD = {
    "go": "GO",
    "go_refused": "GO refused",
    "order_refused": "refused",
    "said": "said",
    "asked": "asked",
    "not_heard": "not heard",
    "interrupted": "cut in",
    "unsaid": "unsaid",
    "approval": "decided",
    "courtesy": "courtesy",
    "courtesy_left_out": "left out",
    "time_given": "more time",
    "absent": "absent",
    "monitor": "monitor",
    "note": "note",
    "caller": "calls the show",
    "limit": "LIMIT",
    "notice": "NOTE",
    "warning": "warning",
    "fault": "FAULT",
    "stop": "STOP",
}
_RED = frozenset({"go_refused", "order_refused", "warning", "fault", "stop", "limit"})
_WHAT = (
    "what",
    "reason",
    "means",
    "text",
    "grade",
    "colour",
    "question",
    "by",
    "console",
    "origin",
)


@dataclass(frozen=True)
class Told:
    """An entry in words.

    Attributes:
        n: the entry's number.
        at_s: its time, seconds.
        kind: of the entry.
        title: what it is, in a word or two.
        cue: the cue's number; empty when it is of none.
        what: what it tells.
        red: whether it is something that went wrong, or was refused.
    """

    n: int
    at_s: float
    kind: str
    title: str
    cue: str
    what: str
    red: bool


def told(entry: Entry) -> Told | None:
    """An entry in words; None for one that the operator need not see."""
    if entry.kind not in _TOLD:
        return None
    title, cue, red = _TOLD[entry.kind], entry.cue or "", entry.kind in _RED
    return Told(entry.n, entry.at_s, entry.kind, title, cue, _what(entry), red)


def _what(entry: Entry) -> str:
    if entry.kind == "approval":
        return _decided(entry)
    if entry.kind == "time_given":
        return _more(entry)
    told = next((str(entry.data[key]) for key in _WHAT if entry.data.get(key)), "")
    return told.removeprefix(f"cue {entry.cue}: ")


def _more(entry: Entry) -> str:
    """How much more time a speaker was given, and how much in all where that is another."""
    given, in_all = (
        format_clock(round(entry.data[key] * NS_PER_S)) for key in ("given_s", "in_all_s")
    )
    return given if given == in_all else f"{given}, {in_all} in all"


def _decided(entry: Entry) -> str:
    """What was decided on a draft, and what comes of it."""
    data = entry.data
    if data.get("text"):
        word = "an answer was typed"
    elif data.get("pick"):
        word = f"{data['pick']} was picked"
    elif data.get("approved"):
        word = "say it"
    else:
        word = "refused"
    by = str(data.get("by", ""))
    told = "nobody decided in time" if by.startswith("nobody") else f"{word}, by {by}"
    return f"{told}: {'the answer' if data.get('approved') else 'the way out'} follows"
