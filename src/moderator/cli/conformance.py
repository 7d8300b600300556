"""`moderator conformance`: try an adapter against the contract, sentence by sentence."""

import argparse
import asyncio

from rich.console import Console
from rich.markup import escape

from moderator.cli.settings import read_settings
from moderator.engine.virtual import VirtualTimeLoop
from moderator.errors import CannotStart
from moderator.robot.conformance import OFFLINE, SENTENCES
from moderator.robot.conformance import run as run_kit
from moderator.robot.contract import Robot, RobotSetup
from moderator.robot.registry import robot_class


def run(args: argparse.Namespace) -> int:
    """Run the kit on one robot; 0 when every sentence holds."""
    made = robot_class(args.robot)
    config = read_settings(args.config)

    def make(setup: RobotSetup) -> Robot:
        return made(RobotSetup({**config, **setup.config}, setup.chance, setup.faults))

    if args.pace == "fast" and made.capabilities(config).wall_clock:
        raise CannotStart(f"{args.robot} lives by the wall clock", "leave --pace fast out")
    with asyncio.Runner(loop_factory=VirtualTimeLoop if args.pace == "fast" else None) as runner:
        report = runner.run(run_kit(make, OFFLINE if args.offline else SENTENCES))
    console = Console(highlight=False)
    for result in report.results:
        mark = "[dim]–[/]" if result.skipped else "[green]✓[/]" if result.passed else "[red]✗[/]"
        console.print(f"{mark} {escape(result.sentence)}")
        if why := result.skipped or result.finding:
            console.print(f"    {escape(why)}", style="dim" if result.skipped else "red")
    skipped = sum(bool(result.skipped) for result in report.results)
    kept = len(report.results) - skipped - len(report.broken)
    console.print(f"\n{kept} sentences kept, {len(report.broken)} broken, {skipped} passed over")
    return 0 if report.ok else 1
