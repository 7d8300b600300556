"""Reading a command line and running its command, which is imported only then."""

import argparse
import gc
import importlib
import io
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from moderator import __version__
from moderator.cli import doors, film_options, motion_commands, script_options
from moderator.errors import CannotWrite, ModeratorError, ShowHasProblems

BUG_EXIT = 70
"""An unexpected exception: a defect of ours, not of the show."""

INTERRUPTED_EXIT = 130

_QUICKEST = 50

_SOMEWHERE = "let it go to a terminal, a file with room or a pipe"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 the show or its run has a problem, 2 wrong use or could not start,
        130 interrupted.
    """
    if sys.stderr is None:  # it was closed; what is told there must not go to the output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 — open until the end
    if sys.stdout is None:
        print(f"moderator: the output is closed — {_SOMEWHERE}", file=sys.stderr)
        return CannotWrite.exit_code
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows its number
            stream.reconfigure(errors="backslashreplace")
    args = _parser().parse_args(motion_commands.joined(sys.argv[1:] if argv is None else argv))
    code = _run(args)
    if code != CannotWrite.exit_code and (why := _unwritten()):
        code = _cannot_write(why)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it has gone; nothing is left to be told
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _cannot_write(why: str) -> int:
    print(f"moderator: cannot write the output: {why} — {_SOMEWHERE}", file=sys.stderr)
    return CannotWrite.exit_code


def _unwritten(more: str = "") -> str:
    """Why what was printed cannot be written; empty when it is, or when its reader has gone."""
    try:
        sys.stdout.write(more)
        sys.stdout.flush()
    except BrokenPipeError:
        return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def _run(args: argparse.Namespace) -> int:
    command = importlib.import_module(f"moderator.cli.{args.module}")
    gc.freeze()  # what was imported is no garbage: looking through it at exit costs 27 ms
    try:
        try:
            return int(command.run(args))
        except ModeratorError as error:
            return _told(error, as_json=getattr(args, "json", False))
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001 — told as a defect, with all that helps to mend it
        if isinstance(error, OSError) and (why := _unwritten("\n")):
            return _cannot_write(why)
        traceback.print_exc()
        print("moderator: this is a defect; please report the lines above", file=sys.stderr)
        return BUG_EXIT


def _told(error: ModeratorError, *, as_json: bool) -> int:
    print(f"moderator: {error}", file=sys.stderr)
    if as_json:
        problems = list(error.problems) if isinstance(error, ShowHasProblems) else []
        told = {"ok": False, "error": error.message, "hint": error.hint, "problems": problems}
        print(json.dumps(told, ensure_ascii=False))
    return error.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="moderator",
        description="Show control for humanoid robots: check, rehearse and run a show.",
        epilog="SHOW is a show's folder or its YAML file.",
    )
    parser.add_argument("--version", action="version", version=f"moderator {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, module: str, what: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        sub.set_defaults(module=module)
        return sub

    check = command("check", "check", "find the mistakes in a show, and where they are")
    _takes_show(check)
    check.add_argument("--json", action="store_true", help="print one JSON document")

    plan = command("plan", "plan", "print the rundown with planned times, as measured")
    _takes_show(plan)
    _takes_speech(plan)
    plan.add_argument("--json", action="store_true", help="print one JSON document")
    plan.add_argument("--html", metavar="FILE", help="write the run sheets, ready for A4")

    script = command("script", "script", "print all that can be spoken, and who approved it")
    _takes_show(script)
    _takes_speech(script)
    script_options.add_to(script)

    ask = command("ask", "ask", "try what a dialogue answers, and from what")
    _takes_show(ask)
    ask.add_argument(
        "question", nargs="?", metavar="QUESTION", help="without it, one a line on standard input"
    )
    ask.add_argument("--cue", metavar="CUE", help="the dialogue's cue; the first dialogue's if not")
    ask.add_argument("--live", action="store_true", help="ask the show's sources once, for real")
    ask.add_argument("--json", action="store_true", help="print one JSON document")

    film = film_options.add(command)
    _takes_show(film)
    _takes_speech(film)

    rehearse = command("rehearse", "rehearse", "run the whole show with simulated people")
    _takes_show(rehearse)
    _takes_speech(rehearse)
    _takes_from(rehearse)
    rehearse.add_argument("--seed", type=int, default=1, metavar="N", help="of every chance (1)")
    rehearse.add_argument("--faults", metavar="FILE", help="what is to fail, a YAML list")
    rehearse.add_argument(
        "--pace",
        type=_pace,
        default="fast",
        metavar="PACE",
        help="fast: virtual time; real: stage speed; or so many times as quick, such as 10",
    )
    rehearse.add_argument("--out", metavar="DIR", help="where the record and the report go")
    rehearse.add_argument("--json", action="store_true", help="print one JSON document")
    doors.add_options(rehearse)
    rehearse.add_argument(
        "--people",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="how people behave, such as operator.reaction=4s or speakers.ji.talks=15m",
    )

    run = command("run", "live", "run the show on a robot, from the keyboard")
    _takes_show(run, robot_required=True)
    _takes_speech(run)
    _takes_from(run)
    run.add_argument(
        "--silent", action="store_true", help="play no sound on this computer, for trying"
    )
    run.add_argument(
        "--hear",
        action="append",
        default=[],
        metavar="NAME",
        help="hear the host's questions with pocketsphinx, or whisper[:MODEL]; may be given again",
    )
    run.add_argument(
        "--gate",
        metavar="NAME",
        help="hear speech, applause and silence in the hall: microphone[:BACKEND]",
    )
    doors.add_options(run)
    run.add_argument(
        "--stop-osc",
        metavar="[HOST:]PORT",
        default="53010",
        help="where the supervisor hears /panic and /hardStop (127.0.0.1:53010)",
    )
    run.add_argument(
        "--stop-http",
        metavar="PORT",
        default="53011",
        help="where it hears POST /stop/GRADE, on this machine alone (53011)",
    )
    run.add_argument("--out", metavar="DIR", help="where the record and the report go")
    run.add_argument(
        "--resume", metavar="DIR", help="go on with the run whose record is there; nothing moves"
    )
    run.add_argument(
        "--changed-show", action="store_true", help="go on with it though the show was changed"
    )

    listed = command("robots", "robots", "list the installed robots, or probe one: probe NAME")
    listed.add_argument("probe", nargs="?", choices=("probe",), help="read one, and move nothing")
    listed.add_argument("robot", nargs="?", metavar="NAME", help="the robot that is read")
    listed.add_argument("--config", metavar="FILE", help="its settings, a YAML file")
    conformance = command("conformance", "conformance", "try an adapter against the contract")
    conformance.add_argument("robot", metavar="ROBOT", help="an installed robot")
    conformance.add_argument("--config", metavar="FILE", help="the robot's settings, a YAML file")
    conformance.add_argument(
        "--pace",
        choices=("fast", "real"),
        default="real",
        help="fast: virtual time, for a robot made of software",
    )
    conformance.add_argument(
        "--offline", action="store_true", help="the sentences that need no robot, alone"
    )
    new = command("new", "new", "write what a new robot's adapter begins with")
    new.add_argument("--adapter", required=True, metavar="NAME", help="the robot's name")
    new.add_argument("--folder", metavar="DIR", help="where it goes (a folder of that name)")
    motions = command("motions", "motions", "list the motions that a show can name")
    motions.add_argument("show", nargs="?", metavar="SHOW", help="its motions too")
    motion_commands.add(command)
    report = command("report", "report", "write the as-run report again")
    report.add_argument("directory", metavar="DIR", help="a folder with as-run.jsonl")
    report.add_argument("show", nargs="?", metavar="SHOW", help="to draw its own motions too")
    return parser


def _pace(written: str) -> str:
    """How fast a rehearsal's clock runs."""
    if written in ("fast", "real"):
        return written
    if not written.isdecimal() or not 1 <= int(written) <= _QUICKEST:
        raise argparse.ArgumentTypeError(f"write fast, real, or a number up to {_QUICKEST}")
    return written


def _takes_show(parser: argparse.ArgumentParser, *, robot_required: bool = False) -> None:
    parser.add_argument("show", metavar="SHOW", help="a show's folder or its YAML file")
    parser.add_argument(
        "--robot",
        default=None if robot_required else "simulator",
        required=robot_required,
        metavar="NAME",
        help="an installed robot" + ("" if robot_required else " (simulator)"),
    )
    parser.add_argument("--config", metavar="FILE", help="the robot's settings, a YAML file")


def _takes_speech(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--speech",
        type=_engine,
        metavar="ENGINE",
        help="bundled, system or silent for all lines; neural or a Piper model, NAME.onnx, for "
        "those in its language that name no voice",
    )


def _engine(written: str) -> str:
    if written in {"bundled", "system", "neural", "silent"} or written.endswith(".onnx"):
        return written
    known = "bundled, system, neural, silent, or the path of a Piper model, NAME.onnx"
    raise argparse.ArgumentTypeError(f"{written!r} is no speech engine (choose {known})")


def _takes_from(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar="CUE", help="the cue on standby first")
