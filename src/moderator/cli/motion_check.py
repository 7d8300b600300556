"""`moderator motions check`: how near a motion comes to what a robot can do."""

import argparse
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from moderator.cli.motion_found import Found, found
from moderator.cli.motion_standing import as_json, stood, tell_standing
from moderator.cli.motion_trials import stands, tell_trials, trials
from moderator.motion.check import Checked, Margin, checked, start_margins
from moderator.robot.registry import robot_class

if TYPE_CHECKING:
    from moderator.motion.whole_body.margins import Margins


def run(args: argparse.Namespace) -> int:
    """Check a motion and print every margin; 1 when the robot cannot do it."""
    robot = robot_class(args.robot).capabilities({})
    motion = found(args.motion, args.show)
    check = checked(motion.trajectory, robot.joints)
    standing, why_not = stood(motion, robot.body)
    starts = start_margins(motion.trajectory, robot.joints)
    more = standing.margins if standing else ()
    check = replace(check, margins=(*check.margins, *starts, *more))
    went = trials(motion, args.robot, args.trials) if check.can else []
    ok = check.can and stands(went)
    if args.json:
        told = _as_json(motion, args.robot, check) | as_json(standing, why_not)
        told |= {"ok": ok, "trials": [asdict(trial) for trial in went]}
        print(json.dumps(told, ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=True)
        _print(console, motion, check, standing, why_not)
        tell_trials(console, motion.manifest, went)
        for joint in robot.joints:
            if check.first_offence and check.first_offence.of == joint.name:
                console.print(escape(f"limits of {joint.name} from {joint.source}"))
        console.print(escape(_verdict(motion, args.robot, check, ok)))
    return 0 if ok else 1


def _as_json(motion: Found, robot: str, check: Checked) -> dict[str, object]:
    first = check.first_offence
    return {
        "motion": motion.name,
        "robot": robot,
        "duration_s": round(motion.trajectory.duration_s, 6),
        "first_offence": asdict(first) if first else None,
        "missing": check.missing,
        "margins": [asdict(margin) for margin in check.margins],
        "notes": motion.notes,
    }


def _print(
    console: Console, motion: Found, check: Checked, standing: "Margins | None", why_not: str
) -> None:
    for note in motion.notes:
        console.print(escape(note))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("limit")
    for heading in ("reaches", "allowed", "margin", "at"):
        table.add_column(heading, justify="right")
    for margin in check.margins:
        style = None if margin.kept else "bold red"
        table.add_row(f"{margin.of} {margin.what}", *_figures(margin), style=style)
    console.print(table)
    tell_standing(console, standing, why_not)
    for sentence in check.missing:
        console.print(escape(f"{motion.name}: {sentence}"))


def _verdict(motion: Found, robot: str, check: Checked, ok: bool) -> str:
    first = check.first_offence
    if first is not None:
        broken = sum(not margin.kept for margin in check.margins)
        more = f"; {broken} limits are broken" if broken > 1 else ""
        beyond = f"from {first.broken_s:.2f} s beyond a limit: {first}{more}"
        return f"{motion.name}: {robot} cannot do it: {beyond}"
    if check.missing:
        return f"{motion.name}: {robot} cannot do it: it lacks joints"
    if not ok:
        return f"{motion.name}: within the limits of {robot}, and yet it falls"
    length_s = motion.trajectory.duration_s
    return f"{motion.name}: within the limits of {robot}, {length_s:.2f} s"


def _figures(margin: Margin) -> tuple[str, str, str, str]:
    digits = 1 if margin.unit == "°" else 2
    unit = margin.unit if margin.unit == "°" else f" {margin.unit}"
    reached, allowed, left = (
        f"{figure:.{digits}f}{unit}" for figure in (margin.figure, margin.limit, margin.margin)
    )
    return reached, allowed, left, f"{margin.at_s:.2f} s"
