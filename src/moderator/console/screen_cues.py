"""The rows of the operator's screen that tell of cues, and of what has happened."""

from collections.abc import Mapping

from rich.console import Group
from rich.table import Table
from rich.text import Text

from moderator.console.screen_times import due, fixed, really
from moderator.console.told import told
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.journal.entry import Entry
from moderator.show.laying_out import Planned
from moderator.show.rundown import Called
from moderator.values.duration import NS_PER_S, format_clock

_BEFORE, _AFTER = 2, 30


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
        line.append_text(_talk(parts, called))
        lines.append(line)
    lines += [
        Text(f" ‖ {called.number:<5} {_waits_for(conductor)}: {called.title}", style="yellow")
        for called in conductor.waiting()
    ]
    for line in lines:
        line.no_wrap, line.overflow = True, "ellipsis"
    return lines


def _talk(parts: Parts, called: Called) -> Text:
    """What is left of a speaker's time, what was given of it, and what the gate hears."""
    speaks = parts.speakers.floor(called.number)
    if speaks is None or not speaks[1].speaks:
        return Text()
    left_ns = speaks[1].left_ns(parts.clock.now_ns())
    told = f"  {format_clock(abs(left_ns))} {'left' if left_ns >= 0 else 'OVER'}"
    text = Text(told, style="bold" if left_ns >= 0 else "bold red")
    if speaks[1].given_ns:
        text.append(f" · {format_clock(speaks[1].given_ns)} given", style="not bold")
    return text.append(f" · {parts.gate.now}", style="dim") if parts.gate.now else text


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


def entries(last: list[Entry], most: int) -> Group:
    """What the record tells last."""
    lines = []
    for line in [line for entry in last if (line := told(entry))][-most:]:
        cue = f"{line.cue}: " if line.cue else ""
        at = format_clock(round(line.at_s * NS_PER_S))
        style = "red" if line.red else "yellow" if line.kind == "notice" else "dim"
        text = f" {at:>7}  {line.title:<10} {cue}{line.what}"
        lines.append(Text(text, style=style, no_wrap=True, overflow="ellipsis"))
    return Group(*lines)
