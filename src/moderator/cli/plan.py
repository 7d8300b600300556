"""`moderator plan`: the rundown with planned times, as measured."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from moderator.cli.check import sound_show
from moderator.cli.settings import read_settings
from moderator.cli.sheets.sheets import write_sheets
from moderator.cli.speech import renderer_for
from moderator.cli.wiring import prepare
from moderator.show.lines import too_long
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import format_clock, seconds
from moderator.values.time_of_day import later


def run(args: argparse.Namespace) -> int:
    """Measure a show and print its rundown."""
    loaded = sound_show(args.show, args.robot, read_settings(args.config))
    assert loaded.show is not None
    prepared = prepare(loaded, renderer_for(args.speech, _tell))
    prepared.renderer.close()
    assert loaded.materials is not None
    for told in too_long(prepared.ready, loaded.materials):
        _tell(told)
    show, planned = loaded.show, prepared.rundown
    if args.html:
        write_sheets(Path(args.html), prepared)
        _tell(f"the run sheets are in {args.html}")
    if args.json:
        print(json.dumps(_as_json(show.show, show.starts, planned), ensure_ascii=False))
    else:
        _print(show.show, show.starts, planned)
    return 0


def _tell(what: str) -> None:
    print(f"moderator: {what}", file=sys.stderr)


def _as_json(show: str, starts: datetime, planned: Rundown) -> dict[str, object]:
    return {
        "show": show,
        "starts": starts.isoformat(),
        "planned_s": seconds(planned.planned_ns),
        "acts": [
            {"act": act, "cues": [_cue_as_json(called, starts) for called in cues]}
            for act, cues in planned.acts()
        ],
        "hot": [_cue_as_json(called, starts) for called in planned.hot],
    }


def _cue_as_json(called: Called, starts: datetime) -> dict[str, object]:
    return {
        "cue": called.number,
        "name": called.title,
        "kinds": [action.kind for action in called.cue.actions()],
        "continue": called.follows,
        "planned_start": _at(called, starts).isoformat(),
        "planned_start_s": seconds(called.planned.start_ns),
        "planned_s": seconds(called.planned.length_ns),
        "fixed": None if called.fixed_ns is None else later(starts, called.fixed_ns).isoformat(),
        "slack_s": None if called.planned.slack_ns is None else seconds(called.planned.slack_ns),
        "cuttable": bool(called.cue.cuttable),
        "note": called.cue.note or "",
    }


def _at(called: Called, starts: datetime) -> datetime:
    return later(starts, called.planned.start_ns)


def _fixed(called: Called, starts: datetime) -> str:
    """A cue's fixed time and the time to spare before it."""
    slack_ns = called.planned.slack_ns
    if called.fixed_ns is None or slack_ns is None:
        return ""
    at = f"{later(starts, called.fixed_ns):%H:%M}"
    if slack_ns < 0:
        return f"[bold red]fixed {at}, missed by {format_clock(-slack_ns)}[/] · "
    return f"[bold]fixed {at}, {format_clock(slack_ns)} to spare[/] · "


_FOLLOWS = {"none": "", "auto_follow": "↓", "auto_continue": "⇣"}


def _print(show: str, starts: datetime, planned: Rundown) -> None:
    console = Console(highlight=False)
    console.print(f"[bold]{escape(show)}[/]  {starts:%Y-%m-%d %H:%M}")
    for act, cues in planned.acts():
        table = Table(
            box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=True
        )
        table.add_column(style="dim", no_wrap=True, min_width=8)
        table.add_column(justify="right", no_wrap=True, min_width=7)
        table.add_column(no_wrap=True, min_width=4)
        table.add_column(style="dim", no_wrap=True, min_width=1)
        table.add_column(overflow="ellipsis", no_wrap=True, ratio=1)
        length = cues[-1].planned.end_ns - cues[0].planned.start_ns
        console.print(f"\n[bold]{escape(act)}[/]  {format_clock(length)}")
        for called in cues:
            table.add_row(
                f"{_at(called, starts):%H:%M:%S}",
                format_clock(called.planned.length_ns),
                called.number,
                _FOLLOWS[called.follows],
                f"{_fixed(called, starts)}{escape(called.title)}",
            )
        console.print(table)
    console.print(f"\n[bold]{format_clock(planned.planned_ns)}[/] planned")
    console.print("[dim]↓ the next follows by itself   ⇣ the next starts with it[/]")
