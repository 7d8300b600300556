"""`moderator robots`: the installed robots and what they can do."""

import argparse
import asyncio

from rich.console import Console
from rich.markup import escape

from moderator.cli.settings import read_settings
from moderator.errors import CannotStart, ModeratorError
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class, robots
from moderator.values.duration import format_duration


def run(args: argparse.Namespace) -> int:
    """Print each robot's capabilities, without contacting one; or what a probe of one finds."""
    console = Console(highlight=False)
    if args.probe:
        return _probe(args, console)
    for name in robots():
        try:
            can = robot_class(name).capabilities({})
        except ModeratorError as error:
            console.print(f"[bold]{escape(name)}[/]  {escape(str(error))}")
            continue
        console.print(f"[bold]{escape(name)}[/]  {escape(can.model)}")
        late = f", {format_duration(can.voice_latency_ns)} late" if can.voice_latency_ns else ""
        console.print(
            f"  {len(can.joints)} joints · voice {can.voice}{late} · walking {can.locomotion}"
            f" · hands {can.hands} · trajectories {can.trajectories}"
        )
        for grade, effect in can.stops.items():
            stands = "stands" if effect.leaves_standing else "may fall"
            within = format_duration(effect.within_ns)
            console.print(
                f"  {grade.replace('_', ' '):<10} {escape(effect.what)} ({stands}, {within})"
            )
        for limit in can.limits:
            value = limit.reading.written(limit.value)
            console.print(f"  {limit.rule:<10} {limit.reading.in_words} {escape(value)}")
        for motion, built_in in can.built_in.items():
            console.print(f"  built in: {escape(motion)}: {escape(built_in.what)}")
    return 0


def _probe(args: argparse.Namespace, console: Console) -> int:
    """Read a robot, and say what is missing; 0 when nothing is."""
    if args.robot is None:
        raise CannotStart("robots probe: which robot?", f"name one of: {', '.join(robots())}")
    robot = robot_class(args.robot)(RobotSetup(read_settings(args.config)))
    found = asyncio.run(robot.probe())
    if found is None:
        console.print(f"{escape(args.robot)} is made of software: there is nothing to read")
        return 0
    console.print(f"[bold]{escape(args.robot)}[/]  nothing was moved")
    console.print(f"  firmware   {escape(found.firmware or 'it does not say')}")
    console.print(f"  mode       {escape(found.mode or 'it does not say')}")
    console.print(f"  joints     {found.joints}")
    for check in found.checks:
        mark = "[green]✓[/]" if check.ok else "[red]✗[/]"
        console.print(f"  {mark} {escape(check.name)}: {escape(check.why)}", soft_wrap=True)
    return 0 if all(check.ok for check in found.checks) else 1
