"""The commands that follow `moderator motions`, and what they take."""

import argparse
from collections.abc import Callable, Sequence

_VERBS = ("check", "export", "import", "show")

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
    check.add_argument(
        "--trials",
        type=int,
        default=0,
        metavar="N",
        help="nights to try with things wrong (0)",
    )
    check.add_argument("--json", action="store_true", help="print one JSON document")
    _takes_show(check)

    _add_export(command)
    _add_show(command)


def _add_export(command: Command) -> None:
    about = "write a motion as .npz or .csv, or as a robot's own player takes it"
    export = command("motions export", "motion_export", about)
    export.add_argument("motion", metavar="NAME", help="a motion's name, or a motion file")
    export.add_argument("file", metavar="FILE", help="what to write, such as wave.csv")
    export.add_argument("--rate", type=float, metavar="HZ", help="samples a second (100)")
    export.add_argument(
        "--robot", metavar="ROBOT", help="for its own player, with a report of what that drops"
    )
    export.add_argument("--config", metavar="FILE", help="the robot's settings, a YAML file")
    export.add_argument(
        "--clamp", action="store_true", help="hold a joint at its limit, and tell where"
    )
    _takes_show(export)


def _add_show(command: Command) -> None:
    show = command(
        "motions show", "motion_show", "make a motion seen: storyboard, film, page, plots"
    )
    show.add_argument("motion", metavar="NAME", help="a motion's name, or a motion file")
    show.add_argument("--png", metavar="FILE", help="a storyboard, one picture a form")
    show.add_argument("--html", metavar="FILE", help="a page with the moving body, self-contained")
    show.add_argument("--plots", metavar="FILE", help="joints, centre of mass, weight on the feet")
    show.add_argument("--mp4", metavar="FILE", help="a film")
    show.add_argument("--columns", type=int, default=6, metavar="N", help="of the storyboard (6)")
    show.add_argument("--size", default="1280x720", metavar="WxH", help="of the film (1280x720)")
    show.add_argument("--fps", type=int, default=25, metavar="N", help="of the film (25)")
    show.add_argument("--from", dest="begin", metavar="TIME", help="where the film begins, as 90s")
    show.add_argument("--to", dest="end", metavar="TIME", help="where it ends, as 2m5s")
    show.add_argument("--robot", default="simulator", metavar="ROBOT", help="(simulator)")
    _takes_show(show)


def _takes_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--show", metavar="SHOW", help="the show (that of the current folder)")
