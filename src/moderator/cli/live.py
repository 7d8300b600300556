"""`moderator run`: the show on a robot, from the keyboard."""

import argparse
import asyncio
import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from moderator.cli.check import sound_show
from moderator.cli.main import INTERRUPTED_EXIT
from moderator.cli.progress import Progress
from moderator.cli.rehearse import tell
from moderator.cli.wiring import assemble, first_position, prepare, read_settings
from moderator.console.people import KeyboardPeople
from moderator.console.terminal import Terminal
from moderator.engine.lifecycle import State
from moderator.engine.session import open_show
from moderator.errors import CannotStart
from moderator.journal.journal import Journal
from moderator.outputs.messages import LiveOutputs
from moderator.people import PeopleSetup
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.values.chance import Chance
from moderator.voice.play_live import ProcessPlayer


def run(args: argparse.Namespace) -> int:
    """Run a show; 0 when it reached its end."""
    if not sys.stdin.isatty():
        raise CannotStart("the keyboard control needs a terminal", "run it in one")
    config = read_settings(args.config)
    loaded = sound_show(args.show, args.robot, config)
    assert loaded.show is not None
    out = Path(args.out) if args.out else _folder(loaded.path)
    progress = Progress(loaded.show.show, quiet=False)
    prepared = prepare(loaded, args.speech, progress.rendering)

    async def show(first: int) -> State:
        chance = Chance(0)
        robot = robot_class(args.robot)(RobotSetup(config, chance))
        people = KeyboardPeople(PeopleSetup())
        parts = assemble(
            prepared,
            robot,
            people,
            ProcessPlayer(),
            LiveOutputs(),
            chance,
            lambda clock: Journal.create(out, clock, keep=True),
            live=True,
        )
        with parts.journal:
            async with open_show(parts, loaded.fingerprint(), first) as conductor:
                await Terminal(parts, conductor, people).run()
            return conductor.lifecycle.now

    with prepared.renderer, _only_run(loaded.path):
        try:
            ended = asyncio.run(show(first_position(prepared, args.first)))
        except KeyboardInterrupt:
            return INTERRUPTED_EXIT
    tell(out, prepared, progress, as_json=False)
    return 0 if ended is State.FINISHED else 1


def _folder(show: Path) -> Path:
    return (
        Path("runs") / show.resolve().parent.name / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    )


@contextmanager
def _only_run(show: Path) -> Iterator[None]:
    """One show folder, one run.

    Raises:
        CannotStart: another run has it.
    """
    with show.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(f"{show} is being run already", "end the other run first") from error
        yield
