"""`moderator rehearse`: the whole show in the simulator, with simulated people."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from moderator.cli.check import sound_show
from moderator.cli.doors import Doors
from moderator.cli.editing import editing_for
from moderator.cli.faults import addresses, sound_faults
from moderator.cli.main import INTERRUPTED_EXIT
from moderator.cli.overrides import overridden
from moderator.cli.pictures import motion_pictures
from moderator.cli.progress import Progress
from moderator.cli.scene import scene_of
from moderator.cli.settings import read_settings
from moderator.cli.speech import renderer_for
from moderator.cli.wiring import Prepared, assemble, first_position, prepare
from moderator.engine.conductor import Conductor
from moderator.engine.hall import Hall
from moderator.engine.lifecycle import State
from moderator.engine.quick import QuickLoop
from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import VirtualTimeLoop
from moderator.errors import CannotStart, CannotWrite
from moderator.faults import Fault
from moderator.hearing.gate import Gate
from moderator.journal.captions.told import write_captions
from moderator.journal.failing import FailingJournal
from moderator.journal.reading import read_record
from moderator.journal.replacing import check_replaceable
from moderator.journal.report import write_report
from moderator.journal.summary import summarise
from moderator.people import Behaviour, People, PeopleSetup, people_class
from moderator.people.operated import PeopleOperated
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.values.chance import Chance


def run(args: argparse.Namespace) -> int:
    """Rehearse a show; 0 when it reached its end."""
    doors = Doors(args)
    if doors.any and args.pace == "fast":
        raise CannotStart("nobody outside keeps up with virtual time", "add --pace real")
    config = read_settings(args.config)
    loaded = sound_show(args.show, args.robot, config)
    assert loaded.show is not None
    assert loaded.materials is not None
    if args.pace not in ("real", "1") and loaded.materials.robot.wall_clock:
        raise CannotStart(f"{args.robot} lives by the wall clock", "add --pace real")
    behaviour = overridden(loaded.show, args.people)
    faults = sound_faults(args, loaded)
    out = Path(args.out) if args.out else Path("rehearsals") / loaded.path.resolve().parent.name
    check_replaceable(out)
    progress = Progress(loaded.show.show, quiet=args.json, starts=args.pace != "fast")
    prepared = prepare(loaded, renderer_for(args.speech, progress.notice), progress.rendering)

    exit_code = rehearsed(args, Night(prepared, config, behaviour, faults, out, progress, doors))
    return tell(out, prepared, progress, as_json=args.json) or exit_code


@dataclass(frozen=True)
class Night:
    """What a rehearsal is made of.

    Attributes:
        prepared: the show.
        config: the robot's settings.
        behaviour: how people behave.
        faults: what is to fail.
        out: where the record goes.
        progress: what a person sees meanwhile.
        doors: through which the show is reached from elsewhere.
    """

    prepared: Prepared
    config: dict[str, object]
    behaviour: Behaviour
    faults: tuple[Fault, ...]
    out: Path
    progress: Progress
    doors: Doors


def rehearsed(args: argparse.Namespace, night: Night) -> int:
    """Rehearse a show that is prepared, as the command line says; 0 when it reached its end."""
    prepared, config = night.prepared, night.config

    async def rehearsal(first: int) -> State:
        _end_on_sigterm()
        chance = Chance(args.seed)
        gate = Gate()
        people: People = people_class("simulated")(PeopleSetup(night.behaviour, chance, gate.tell))
        if night.doors.operated:
            people = PeopleOperated(people)
        hall = Hall(night.faults, chance, people, prepared.renderer, addresses(prepared.loaded))
        robot = robot_class(args.robot)(
            RobotSetup(config, chance=chance, faults=hall.robot_faults, prompter=hall.prompter)
        )
        parts = assemble(
            prepared,
            robot,
            hall.people,
            hall.player,
            hall.outputs,
            chance,
            lambda clock: hall.keeping(FailingJournal.create(night.out, clock)),
            first=first,
            renders=hall.renderer,
            gate=gate,
            asked=hall.sources.asked,
        )
        with parts.journal as record, hall.open(), night.progress.following(record):

            def opened(conductor: Conductor) -> AbstractAsyncContextManager[object]:
                return night.doors.opened(
                    parts,
                    conductor,
                    reached=hall.people.is_there,
                    editing=lambda: editing_for(args, prepared, config, conductor),
                )

            helped_by = opened if night.doors.any else None
            fingerprint, operated = prepared.loaded.fingerprint(), night.doors.operated
            return await rehearse(parts, fingerprint, first, helped_by, operated=operated)

    try:
        with prepared.renderer, asyncio.Runner(loop_factory=_clock(args.pace)) as runner:
            first = first_position(prepared, args.first)
            ended = runner.run(rehearsal(first))
        return 0 if ended is State.FINISHED else 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return INTERRUPTED_EXIT


def _clock(pace: str) -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The loop whose clock a rehearsal goes by; None for the wall's."""
    if pace == "fast":
        return VirtualTimeLoop
    return None if pace == "real" else lambda: QuickLoop(float(pace))


def _end_on_sigterm() -> None:
    """Have SIGTERM do what Ctrl-C does: the show is relaxed, the record closed.

    Also where Ctrl-C is ignored, as in what a script has started beside itself.
    """
    rehearsing = asyncio.current_task()
    assert rehearsing is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, rehearsing.cancel)


def tell(out: Path, prepared: Prepared, progress: Progress, *, as_json: bool) -> int:
    """Write the report and say how it went; not 0 when the report cannot be written."""
    record = read_record(out)
    assert prepared.loaded.materials is not None
    materials = prepared.loaded.materials
    moved = (record, materials.motions, materials.robot.body)
    pictures, scene = motion_pictures(*moved), scene_of(*moved)
    report, code = None, 0
    try:
        report = write_report(out, pictures, scene)
        write_captions(out, record)
    except CannotWrite as error:
        print(f"moderator: {error}", file=sys.stderr)
        code = error.exit_code
    if record.lacks:
        print(f"moderator: the record is not whole: {record.lacks}", file=sys.stderr)
    summary = summarise(record)
    if as_json:
        print(json.dumps(summary.as_json(out), ensure_ascii=False))
    else:
        progress.acts(record)
        progress.summary(summary, report)
    return code
