"""`moderator motions show`: a motion as a storyboard, a film, a page with the body, plots."""

import argparse
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from moderator.body.table import Body
from moderator.cli.ending import cleaning_up
from moderator.cli.motion_found import Found, found
from moderator.errors import CannotStart
from moderator.robot.registry import robot_class
from moderator.values.duration import NS_PER_S, format_duration, parse_duration

if TYPE_CHECKING:
    from moderator.motion.seen.film import Shot
    from moderator.motion.seen.performance import Performance

_KINDS = ("png", "html", "plots", "mp4")
_PLOTTED = (".png", ".svg", ".pdf")
_LEAST_PIXELS, _MOST_PIXELS = 64, 4096
_MOST_HZ = 120


def run(args: argparse.Namespace) -> int:
    """Write what was asked for, the film last."""
    wanted = {kind: Path(getattr(args, kind)) for kind in _KINDS if getattr(args, kind)}
    if not wanted:
        raise CannotStart("nothing to write", "add --png, --mp4, --html or --plots and a file")
    if twice := [path for path in wanted.values() if list(wanted.values()).count(path) > 1]:
        raise CannotStart(f"{twice[0]} is named for two things", "give each a file of its own")
    if args.columns < 1:
        raise CannotStart(f"a storyboard of {args.columns} columns", "write 1 or more")
    if "plots" in wanted and wanted["plots"].suffix.lower() not in _PLOTTED:
        raise CannotStart(f"plots are not written as {wanted['plots'].name}", "end it in .png")
    motion = found(args.motion, args.show)
    body = _body(args.robot, motion)
    from moderator.motion.seen.page import write_page
    from moderator.motion.seen.performance import RATE_HZ, Performance
    from moderator.motion.seen.plots import write_plots
    from moderator.motion.seen.storyboard import write_storyboard

    shot = _shot(args, motion) if "mp4" in wanted else None
    performance = Performance(body, motion.trajectory, motion.manifest.phrases)
    name = Path(motion.name).stem
    if "png" in wanted:
        write_storyboard(performance, wanted["png"], args.columns)
        print(wanted["png"])
    if "html" in wanted:
        write_page(performance, wanted["html"], name, motion.about)
        print(wanted["html"])
    if "plots" in wanted:
        write_plots(performance, wanted["plots"], name)
        print(wanted["plots"])
    if shot:
        if shot.rate_hz != RATE_HZ:
            phrases = motion.manifest.phrases
            performance = Performance(body, motion.trajectory, phrases, shot.rate_hz)
        _film(performance, shot, wanted["mp4"])
        print(wanted["mp4"])
    return 0


def _body(robot: str, motion: Found) -> Body:
    """The robot's body, which the motion can move.

    Raises:
        CannotStart: there is none, it lacks a joint, or there is nothing to see it with.
    """
    body = robot_class(robot).capabilities({}).body
    if body is None:
        raise CannotStart(f"{robot} tells nothing of its body", "name another with --robot")
    if strange := set(motion.trajectory.joints) - {joint.name for joint in body.joints}:
        raise CannotStart(f"the body of {robot} has no {min(strange)}", "name another with --robot")
    for needed in ("mujoco", "PIL", "matplotlib"):
        if find_spec(needed) is None:
            raise CannotStart(f"no {needed} to see a body with", "pip install 'moderator[physics]'")
    return body


def _shot(args: argparse.Namespace, motion: Found) -> "Shot":
    from moderator.motion.seen.film import Shot, ffmpeg

    ffmpeg()
    size = re.fullmatch(r"(\d+)[x×](\d+)", args.size)
    width, height = (int(side) for side in size.groups()) if size else (0, 0)
    if (
        min(width, height) < _LEAST_PIXELS
        or max(width, height) > _MOST_PIXELS
        or (width | height) % 2
    ):
        hint = f"write two even numbers up to {_MOST_PIXELS}: 1280x720"
        raise CannotStart(f"{args.size!r} is no size of a film", hint)
    length_s = motion.trajectory.duration_s
    first_s = _time("--from", args.begin) if args.begin else 0.0
    last_s = min(_time("--to", args.end), length_s) if args.end else length_s
    if first_s >= last_s:
        lasts = format_duration(round(length_s * NS_PER_S))
        raise CannotStart("there is nothing to film in that time", f"the motion lasts {lasts}")
    if args.fps < 1:
        raise CannotStart(f"{args.fps} pictures a second are none", "write 25 or 30")
    if args.fps > _MOST_HZ:
        raise CannotStart(f"{args.fps:,} pictures a second are too many", f"at most {_MOST_HZ}")
    return Shot((width, height), args.fps, first_s, last_s)


def _time(option: str, text: str) -> float:
    try:
        return parse_duration(text) / NS_PER_S
    except ValueError as error:
        raise CannotStart(f"{option}: {error}") from error


def _film(performance: "Performance", shot: "Shot", path: Path) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    from moderator.motion.seen.film import film, one_frame_s, processors

    console = Console(stderr=True, highlight=False)
    expected_s = shot.count * one_frame_s(performance, shot) / processors()
    whole = format_duration(max(1, round(expected_s)) * NS_PER_S)
    console.print(f"{shot.count} pictures on {processors()} processors: about {whole}")
    columns = (TextColumn("filming"), BarColumn(), MofNCompleteColumn(), Remaining())
    with cleaning_up(), Progress(*columns, console=console) as progress:
        task = progress.add_task("filming", total=shot.count)
        film(performance, shot, path, lambda done: progress.update(task, completed=done))
