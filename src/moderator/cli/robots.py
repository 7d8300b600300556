"""`moderator robots`: the installed robots and what they can do."""

import argparse

from rich.console import Console
from rich.markup import escape

from moderator.errors import ModeratorError
from moderator.robot.registry import robot_class, robots
from moderator.values.duration import format_duration


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 — every command takes them
    """Print each robot's capabilities; none is contacted."""
    console = Console(highlight=False)
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
