"""The rows of the operator's screen that tell of cues, and of what has happened."""

from collections.abc import Mapping

from rich.console import Group
from rich.table import Table
from rich.text import Text

from moderator.console.screen_times import due, fixed, really
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.journal.entry import Entry
from moderator.show.laying_out import Planned
from moderator.show.rundown import Called
from moderator.values.duration import NS_PER_S, format_clock

_BEFORE, _AFTER = 2, 30
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
    "limit": "LIMIT",
    "notice": "NOTE",
    "warning": "warning",
    "fault": "FAULT",
    "stop": "STOP",
}
_RED = frozenset({"go_refused", "order_refused", "warning", "fault", "stop", "limit"})


def running(parts: Parts, conductor: Conductor) -> list[Text]:
    """The cues that run, with their times, and those that wait for a resume."""
    lines = []
    for called in conductor.running():
        elapsed_ns = parts.time.elapsed_ns(called)
        clock = f"{format_clock(elapsed_ns)} of {format_clock(called.planned.length_ns)}"
        late = elapsed_ns > called.planned.length_ns + NS_PER_S
        line = Text(f" ▶ {called.number:<5} ", style="bright_green")
        line.append(f"{clock:<15} ", style="bold yellow" if late else "")
        line.append(called.title)
        lines.append(line)
    lines += [
        Text(f" ‖ {called.number:<5} {_waits_for(conductor)}: {called.title}", style="yellow")
        for called in conductor.waiting()
    ]
    for line in lines:
        line.no_wrap, line.overflow = True, "ellipsis"
    return lines


def rundown(parts: Parts, conductor: Conductor, times: Mapping[str, Planned]) -> Table:
    """The cues around the standby, as planned and as it goes.

    Args:
        parts: the run's parts.
        conductor: the show's state.
        times: those that are expected, by the cues' numbers.
    """
    table = Table.grid(padding=(0, 1), expand=True)
    for width in (1, 8, 8):
        table.add_column(width=width)
    table.add_column(min_width=4)
    table.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    table.add_column(justify="right")
    acting = {called.number for called in conductor.running()}
    at = parts.time.standby
    for called in parts.rundown.cues[max(0, at - _BEFORE) : at + _AFTER]:
        mark, style = "", ""
        if called.position == at:
            mark, style = "●", "bold"
        elif called.number in acting:
            mark, style = "▶", "bright_green"
        elif called.position < at:
            style = "dim"
        title = called.title
        if why := conductor.passes_over(called):
            title, style = f"({why}) {title}", "dim strike" if called.position != at else style
        expected = times.get(called.number)
        title = f"{fixed(parts, called, expected)}{title}"
        as_it_goes = really(parts, called, expected)
        cells = (mark, due(parts, called), as_it_goes, called.number, title, _length(called))
        table.add_row(*(Text(cell, style=style) for cell in cells))
    if at >= len(parts.rundown.cues):
        table.add_row("●", "", "", "", Text("the rundown ends here", style="bold"), "")
    return table


def _waits_for(conductor: Conductor) -> str:
    held = conductor.lifecycle.now is State.HELD
    return "starts on r" if held else "waits for its time"


def _length(called: Called) -> str:
    after = {"auto_follow": "↓", "auto_continue": "⇣"}.get(called.follows, " ")
    return f"{format_clock(called.planned.length_ns)} {after}"


def _what(entry: Entry) -> str:
    if entry.kind == "time_given":
        return _more(entry)
    keys = ("what", "reason", "means", "text", "grade", "colour", "question", "by", "origin")
    told = next((str(entry.data[key]) for key in keys if entry.data.get(key)), "")
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


def entries(last: list[Entry], most: int) -> Group:
    """What the record tells last."""
    lines = []
    for entry in [entry for entry in last if entry.kind in _TOLD][-most:]:
        what = _decided(entry) if entry.kind == "approval" else _what(entry)
        cue = f"{entry.cue}: " if entry.cue else ""
        line = (
            f" {format_clock(round(entry.at_s * NS_PER_S)):>7}  {_TOLD[entry.kind]:<10} {cue}{what}"
        )
        style = "red" if entry.kind in _RED else "yellow" if entry.kind == "notice" else "dim"
        lines.append(Text(line, style=style, no_wrap=True, overflow="ellipsis"))
    return Group(*lines)
