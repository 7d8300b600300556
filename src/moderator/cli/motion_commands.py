"""The commands that follow `moderator motions`, and what they take."""

import argparse
from collections.abc import Callable, Sequence

_VERBS = ("check", "export", "import")

Command = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a command: its name, the module that runs it, what it does."""


def joined(argv: Sequence[str]) -> list[str]:
    """A command line in which `motions` and a verb after it are one command.

    A show's folder that is called as a verb is named `./import`.
    """
    first, *rest = [*argv, ""]
    joins = first == "motions" and rest[0] in _VERBS
    return [f"motions {rest[0]}", *argv[2:]] if joins else list(argv)


def add(command: Command) -> None:
    """Add the commands."""
    imports = command(
        "motions import", "motion_import", "make a motion of a show from a .tact, .npz or .csv file"
    )
    imports.add_argument("file", metavar="FILE", help="the motion file")
    imports.add_argument(
        "--as", dest="name", required=True, metavar="NAME", help="the name that cues use"
    )
    imports.add_argument("--about", metavar="TEXT", help="what the audience sees, one sentence")
    imports.add_argument("--force", action="store_true", help="replace a motion of that name")
    _takes_show(imports)

    check = command("motions check", "motion_check", "hold a motion against a robot's limits")
    check.add_argument("motion", metavar="NAME", help="a motion's name, or a motion file")
    check.add_argument("--robot", default="simulator", metavar="ROBOT", help="(simulator)")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    _takes_show(check)

    export = command("motions export", "motion_export", "write a motion as .npz or .csv")
    export.add_argument("motion", metavar="NAME", help="a motion's name, or a motion file")
    export.add_argument("file", metavar="FILE", help="what to write, such as wave.csv")
    export.add_argument(
        "--rate", type=float, default=100.0, metavar="HZ", help="samples a second (100)"
    )
    _takes_show(export)


def _takes_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--show", metavar="SHOW", help="the show (that of the current folder)")
