"""`moderator run`: the show on a robot, from the keyboard."""

import argparse
import asyncio
import sys
from contextlib import (
    AbstractAsyncContextManager,
    ExitStack,
    aclosing,
    closing,
    nullcontext,
)
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from moderator.cli.alone import alone
from moderator.cli.check import sound_show
from moderator.cli.doors import Doors
from moderator.cli.editing import editing_for
from moderator.cli.going_on import in_words, read_left
from moderator.cli.main import INTERRUPTED_EXIT
from moderator.cli.models import model_for
from moderator.cli.progress import Progress
from moderator.cli.rehearse import tell
from moderator.cli.settings import read_settings
from moderator.cli.sources import asked_by
from moderator.cli.speech import renderer_for
from moderator.cli.supervised import supervised_by, supervisor_for
from moderator.cli.wiring import (
    assemble,
    first_position,
    keep_what_is_ready,
    prepare,
)
from moderator.console.interrupts import Interrupts
from moderator.console.people import KeyboardPeople
from moderator.console.terminal import Terminal
from moderator.engine.conductor import Conductor
from moderator.engine.looking import looking
from moderator.engine.parts import Parts
from moderator.engine.refreshing import refreshing
from moderator.engine.session import open_show
from moderator.errors import CannotStart
from moderator.hearing.kinds import gate, listener
from moderator.journal.journal import Journal
from moderator.knowledge.sources.web import Web
from moderator.outputs.messages import LiveOutputs
from moderator.people import PeopleSetup
from moderator.priority import go_ahead
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer
from moderator.voice.play_live import ProcessPlayer


def run(args: argparse.Namespace) -> int:
    """Run a show; 0 when it reached its end."""
    if not sys.stdin.isatty():
        raise CannotStart("the keyboard control needs a terminal", "run it in one")
    if args.resume and (args.first or args.out):
        raise CannotStart("--resume goes without --from and --out", "the arrows move the standby")
    config, doors = read_settings(args.config), Doors(args)
    listeners = [listener(name) for name in args.hear]
    hall = gate(args.gate) if args.gate else None
    loaded = sound_show(args.show, args.robot, config)
    assert loaded.show is not None
    go_ahead()
    with ExitStack() as held:
        folder = loaded.path.parent
        why = f"{folder} is being run already"
        held.enter_context(alone(folder, why, "end the other run first"))
        out = Path(args.resume or args.out or _folder(loaded.path))
        progress = Progress(loaded.show.show, quiet=False)
        renderer = renderer_for(args.speech, progress.notice, or_silent=False, live=True)
        prepared = prepare(loaded, renderer, progress.rendering)
        held.enter_context(closing(prepared.renderer))
        left = read_left(out, prepared, changed_show=args.changed_show) if args.resume else None
        first = left.first if left else first_position(prepared, args.first)
        assert loaded.materials is not None
        supervisor = supervisor_for(args, loaded.materials.robot.stops, out)

        web, model = Web(loaded.show.hosts), model_for(loaded.show, progress.notice)

        async def live() -> int:
            chance = Chance(0)
            robot = robot_class(args.robot)(RobotSetup(config, chance))
            people = KeyboardPeople(PeopleSetup())
            parts = assemble(
                prepared,
                robot,
                people,
                NullPlayer() if args.silent else ProcessPlayer(),
                LiveOutputs(),
                chance,
                lambda clock: (
                    Journal.go_on(out, clock, left.board.n)
                    if left
                    else Journal.create(out, clock, keep=True)
                ),
                first=first,
                live=True,
                outside=asked_by(web),
                model=model,
                listeners=listeners,
                gate=hall,
            )
            keep_what_is_ready()
            parts = replace(parts, supervision=supervisor)
            conductor = Conductor(parts, left.position if left else first)
            supervised_by(supervisor, parts, conductor)
            told = in_words(left) if left else ()
            terminal = Terminal(parts, conductor, people, told)
            show = open_show(parts, loaded.fingerprint(), conductor, left)
            remote = doors.opened(
                parts,
                conductor,
                left.board if left else None,
                editing=lambda: editing_for(args, prepared, config, conductor),
            )
            async with aclosing(web), aclosing(model) if model else nullcontext():
                return await _perform(parts, conductor, remote, show, terminal)

        exit_code = asyncio.run(live())
        return tell(out, prepared, progress, as_json=False) or exit_code


async def _perform(
    parts: Parts,
    conductor: Conductor,
    remote: AbstractAsyncContextManager[object],
    show: AbstractAsyncContextManager[Conductor],
    terminal: Terminal,
) -> int:
    """The show from preflight to its end, whoever ends it."""

    async def perform() -> None:
        async with remote, terminal.shown(), looking(parts, conductor), refreshing(parts), show:
            await terminal.run()

    with parts.journal:
        performing = asyncio.create_task(perform())
        interrupts = Interrupts(conductor.stop, performing.cancel)
        with interrupts.heeded():
            try:
                await performing
            except asyncio.CancelledError:
                if not interrupts.came:
                    raise
    if conductor.reached_end:
        return 0
    return INTERRUPTED_EXIT if interrupts.came else 1


def _folder(show: Path) -> Path:
    return (
        Path("runs") / show.resolve().parent.name / f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    )
