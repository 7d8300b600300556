"""What a person sees while a show is rendered and rehearsed, and at its end."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from moderator.journal.cue_runs import runs_by_act
from moderator.journal.entry import Entry, counted_as
from moderator.journal.expected import act_times, ahead_s
from moderator.journal.journal import Journal
from moderator.journal.reading import Record
from moderator.journal.summary import Summary, clock
from moderator.robot import Grade

_LOOK_EVERY_S = 0.05
_MARKS = {
    "succeeded": "[green]✓[/]",
    "skipped": "[dim]–[/]",
    "cancelled": "[yellow]■[/]",
    "unknown": "[red]?[/]",
}


class Progress:
    """Tells a rehearsal as it goes, on standard error.

    Args:
        show: the show's name.
        quiet: tell nothing.
        starts: tell when a cue starts, too; at stage speed that is long before it ends.
    """

    def __init__(self, show: str, *, quiet: bool, starts: bool = False) -> None:
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._show = show
        self._starts = starts
        self._names: dict[str, str] = {}
        self._act_of: dict[str, str] = {}
        self._act = ""
        self._rendered = 0

    def rendering(self, done: int, lines: int) -> None:
        """Told by the renderer: lines done, lines in all."""
        if done == 0 or self._rendered == 0:
            if lines > done:
                self._console.print(f"Rendering {lines - done} of {lines} lines of speech …")
            self._rendered = lines

    def notice(self, what: str) -> None:
        """Tell something before the show begins."""
        self._console.print(f"[yellow]{escape(what)}[/]")

    @contextmanager
    def following(self, journal: Journal) -> Iterator[None]:
        """Follow a record from a thread of its own, so that the show is not slowed down."""
        over = threading.Event()
        feed = journal.follow(limit=100_000)

        def follow() -> None:
            while not over.is_set():
                feed.wait(_LOOK_EVERY_S)
                for entry in feed.take():
                    self._tell(entry)

        thread = threading.Thread(target=follow, name="progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            for entry in feed.take():
                self._tell(entry)
            feed.close()

    def _tell(self, entry: Entry) -> None:
        data = entry.data
        match entry.kind:
            case "show_started":
                self._console.print(f"[bold]{escape(self._show)}[/]  {escape(str(data['model']))}")
            case "rundown":
                for act in data["acts"]:
                    for cue in act["cues"]:
                        self._names[cue["cue"]] = cue["name"]
                        self._act_of[cue["cue"]] = act["act"]
            case "cue_started":
                self._names[str(entry.cue)] = str(data["name"])
                if self._starts:
                    self._tell_cue(entry, "[cyan]▶[/]")
            case "cue_ended":
                outcome = counted_as(str(data["outcome"]), str(data.get("code", "")))
                self._tell_cue(entry, _MARKS.get(outcome, "[red]✗[/]"))
            case "fault" | "warning":
                self._console.print(f"[red]{clock(entry.at_s):>9}  {escape(str(data['what']))}[/]")
            case "fault_injected":
                what = escape(f"on purpose: {data['what']}")
                self._console.print(f"[magenta]{clock(entry.at_s):>9}  {what}[/]")
            case "limit":
                self._console.print(
                    f"[yellow]{clock(entry.at_s):>9}  {escape(str(data['what']))}[/]"
                )
            case "stop":
                grade = Grade(data["grade"]).value.replace("_", " ")
                self._console.print(f"[red]{clock(entry.at_s):>9}  stop: {grade}[/]")

    def _tell_cue(self, entry: Entry, mark: str) -> None:
        number = str(entry.cue)
        act = self._act_of.get(number, "Hot cues")
        if act != self._act:
            self._act = act
            self._console.print(f"\n[bold]{escape(act)}[/]")
        name = escape(self._names.get(number, ""))
        self._console.print(
            f"{clock(entry.at_s):>9}  {mark} {number:<6} {name}",
            overflow="ellipsis",
            no_wrap=True,
        )

    def acts(self, record: Record) -> None:
        """Say of each act how long it was to take and took, and when it was to end and ended."""
        acts, ahead = runs_by_act(record), ahead_s(record)
        if not acts:
            return
        table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
        table.add_column()
        for head in ("planned", "actual", "over", "expected end", "actual end"):
            table.add_column(head, justify="right")
        for act in acts:
            times = act_times(act, ahead)
            over_s = "" if times.over_s is None else clock(times.over_s, signed=True)
            lengths = (_clock(times.planned_s), _clock(times.actual_s), over_s)
            ends = (_clock(times.expected_end_s), _clock(times.end_s))
            table.add_row(f"[bold]{escape(act.act)}[/]", *lengths, *ends)
        self._console.print()
        self._console.print(table)

    def summary(self, summary: Summary, report: Path | None) -> None:
        """Say how it went, so that it can be read in five seconds."""
        good = summary.ended == "finished"
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim")
        table.add_column()
        cues = summary.cues
        told = [f"{cues['done']} done"]
        told += [f"[red]{cues[k]} {k}[/]" for k in ("failed", "unknown") if cues[k]]
        told += [f"{cues['skipped']} skipped"] * bool(cues["skipped"])
        table.add_row("cues", ", ".join(told))
        table.add_row(
            "time",
            f"{clock(summary.actual_s)} of {clock(summary.planned_s)} planned"
            f" ({clock(summary.over_s, signed=True)})",
        )
        if summary.absent:
            table.add_row("absent", escape(", ".join(summary.absent)))
        if summary.worst:
            readings = ", ".join(f"{worst.name} {worst.in_words}" for worst in summary.worst)
            table.add_row("at worst", escape(readings))
        if summary.injected:
            table.add_row("on purpose", escape("; ".join(summary.injected)))
        for passed in summary.limits[:3]:
            table.add_row("limit", f"[yellow]{escape(passed)}[/]")
        for fault in summary.faults[:3]:
            table.add_row("fault", f"[red]{escape(fault)}[/]")
        table.add_row("report", str(report) if report else "[red]not written[/]")
        title = f"[bold {'green' if good else 'red'}]{escape(summary.in_words)}[/]"
        self._console.print()
        self._console.print(Panel(table, title=title, title_align="left", expand=False))
        sys.stderr.flush()


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else clock(seconds)
