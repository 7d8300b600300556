"""`moderator motions export`: write a motion for other programs, or for a robot's own player."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from moderator.cli.motion_found import Found, found
from moderator.cli.settings import read_settings
from moderator.errors import CannotStart
from moderator.motion.files import export, write_whole
from moderator.motion.motion import Motion
from moderator.robot import Loss, Stretch
from moderator.robot.registry import robot_class

_DIGITS = {"m": 2, "s": 2, "°": 1}


def run(args: argparse.Namespace) -> int:
    """Write samples of the motion, or the robot's own file and what its player drops."""
    motion = found(args.motion, args.show)
    if args.robot is not None:
        return _for_player(args, motion)
    if args.config or args.clamp:
        raise CannotStart("--config and --clamp are of a robot's own file", "add --robot ROBOT")
    rate_hz = 100.0 if args.rate is None else args.rate
    export(Path(args.file), motion.trajectory, rate_hz, motion.about)
    length_s, joints = motion.trajectory.duration_s, len(motion.trajectory.joints)
    print(f"{args.file}: {length_s:.2f} s, {joints} joints, {rate_hz:g} samples a second")
    return 0


def _for_player(args: argparse.Namespace, motion: Found) -> int:
    if args.rate is not None:
        raise CannotStart("--rate is not of a robot's own file", "leave out --rate, or --robot")
    path = Path(args.file)
    made = robot_class(args.robot).exported(
        Motion(motion.manifest, lambda: motion.trajectory),
        read_settings(args.config),
        path.suffix.lower(),
        clamp=args.clamp,
    )
    if made is None:
        why = f"{args.robot} has no player of its own that reads a file"
        raise CannotStart(why, "leave out --robot for .npz or .csv")
    write_whole(path, made.content)
    console = Console(highlight=False, soft_wrap=True)
    console.print(escape(f"{args.file}: {made.about}"))
    console.print(f"\n[bold]what its player drops or changes[/] of {escape(motion.name)}")
    for loss in made.losses:
        for line in _told(motion, loss):
            console.print(escape(line))
    console.print()
    for note in made.notes:
        console.print(escape(note))
    return 0


def _told(motion: Found, loss: Loss) -> Iterator[str]:
    """What is lost, at its worst, and then when."""
    worst = loss.worst
    form = motion.manifest.form_at(worst.at_s)
    where = f"{worst.at_s:.1f} s" + (f", in {form}" if form else "")
    yield f"{loss.what}; at worst {_figure(worst, loss.unit)} at {where}"
    if len(loss.stretches) > 1:
        told = (
            f"{stretch.from_s:.1f}–{stretch.to_s:.1f} s {_figure(stretch, loss.unit)}"
            for stretch in loss.stretches
        )
        yield f"    {', '.join(told)}"


def _figure(stretch: Stretch, unit: str) -> str:
    figure = f"{stretch.worst:.{_DIGITS[unit]}f}".replace("-", "−")
    return f"{figure}{unit}" if unit == "°" else f"{figure} {unit}"
