"""What the operator sees in a terminal."""

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from moderator.console.people import KeyboardPeople
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.journal.entry import Entry
from moderator.values.duration import format_clock

KEYS = (
    "Space GO · Esc stop (again: freeze) · h hold · r resume · ↑↓ standby · s skip · d disarm"
    " · 1–9 hot cues · p preflight after a stop · q quit"
)
_SHOWN_BEFORE, _SHOWN_AFTER, _ENTRIES = 3, 8, 6
_COLOURS = {
    State.STANDBY: "green",
    State.RUNNING: "bright_green",
    State.HELD: "yellow",
    State.FINISHED: "cyan",
}


def draw(
    parts: Parts, conductor: Conductor, people: KeyboardPeople, typed: str | None, last: list[Entry]
) -> RenderableType:
    """The whole screen.

    Args:
        parts: the run's parts.
        conductor: the show's state.
        people: what the operator is asked for.
        typed: the question being typed, if one is.
        last: the latest entries of the record.
    """
    state = conductor.lifecycle.now
    over = format_clock(conductor.over_ns(), signed=True)
    robot = parts.robot.state()
    head = Table.grid(expand=True)
    head.add_column()
    head.add_column(justify="right")
    colour = _COLOURS.get(state, "red")
    head.add_row(
        f"[bold]{escape(parts.show.show)}[/]   [bold {colour}]{state.value.upper()}[/]",
        f"{parts.clock.date():%H:%M:%S}   {over}   battery {robot.battery:.0%}",
    )
    standby = conductor.standby()
    says = f"GO: {escape(standby.says)}" if standby else f"GO does nothing: the show is {state}"
    asked = f"\n[yellow]{escape(people.waits_for)}[/]" if people.waits_for else ""
    typing = f"\n? {escape(typed)}▏" if typed is not None else ""
    return Group(
        head,
        Panel(f"[bold]{says}[/]{asked}{typing}", border_style=colour),
        _cues(parts, conductor),
        _entries(last),
        Text(KEYS, style="dim"),
    )


def _cues(parts: Parts, conductor: Conductor) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    for _ in range(3):
        table.add_column()
    table.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    table.add_column(justify="right")
    running = {called.number for called in conductor.running()}
    at = parts.time.standby
    for called in parts.rundown.cues[max(0, at - _SHOWN_BEFORE) : at + _SHOWN_AFTER]:
        on_standby = called.position == at
        mark = "▶" if called.number in running else "●" if on_standby else " "
        style = "bold" if on_standby else "bright_green" if called.number in running else "dim"
        due = parts.show.starts.timestamp() + called.planned.start_ns / 1e9
        table.add_row(
            Text(mark, style="bright_green"),
            Text(f"{_local(parts, due)}", style=style),
            Text(called.number, style=style),
            Text(called.title, style=style),
            Text(format_clock(called.planned.length_ns), style=style),
        )
    return table


def _local(parts: Parts, timestamp: float) -> str:
    from datetime import datetime

    return f"{datetime.fromtimestamp(timestamp, parts.show.starts.tzinfo):%H:%M:%S}"


def _entries(last: list[Entry]) -> Group:
    lines = []
    for entry in last[-_ENTRIES:]:
        data = entry.data
        what = next((data[k] for k in ("what", "reason", "text", "why", "name") if data.get(k)), "")
        line = f"{entry.at_s:9.1f}  {entry.kind:<12} {entry.cue or '':<6} {what}"
        red = entry.kind in ("fault", "warning", "go_refused", "stop")
        lines.append(Text(line, style="red" if red else "dim", no_wrap=True, overflow="ellipsis"))
    return Group(*lines)
