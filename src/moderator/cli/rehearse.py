"""`moderator rehearse`: the whole show in the simulator, with simulated people."""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

from moderator.cli.check import sound_show
from moderator.cli.doors import Doors
from moderator.cli.main import INTERRUPTED_EXIT
from moderator.cli.overrides import overridden
from moderator.cli.pictures import motion_pictures
from moderator.cli.progress import Progress
from moderator.cli.wiring import Prepared, assemble, first_position, prepare, read_named
from moderator.engine.lifecycle import State
from moderator.engine.rehearsal import rehearse
from moderator.engine.virtual import VirtualTimeLoop
from moderator.errors import CannotStart, CannotWrite
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.journal.report import write_report
from moderator.journal.summary import summarise
from moderator.outputs.messages import RecordedOutputs
from moderator.people import PeopleSetup, people_class
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import Loaded
from moderator.values.chance import Chance
from moderator.voice.play import NullPlayer


def run(args: argparse.Namespace) -> int:
    """Rehearse a show; 0 when it reached its end."""
    doors = Doors(args)
    if doors.any and args.pace == "fast":
        raise CannotStart("nobody outside keeps up with virtual time", "add --pace real")
    loaded = sound_show(args.show, args.robot)
    assert loaded.show is not None
    behaviour = overridden(loaded.show, args.people)
    faults = read_faults(args.faults, loaded)
    out = Path(args.out) if args.out else Path("rehearsals") / loaded.path.resolve().parent.name
    progress = Progress(loaded.show.show, quiet=args.json, starts=args.pace == "real")
    prepared = prepare(loaded, args.speech, progress.rendering)

    def journal(clock: Callable[[], int]) -> Journal:
        return Journal.create(out, clock)

    async def rehearsal(first: int) -> State:
        _end_on_sigterm()
        chance = Chance(args.seed)
        robot = robot_class(args.robot)(RobotSetup(chance=chance, faults=faults))
        people = people_class("simulated")(PeopleSetup(behaviour, chance))
        parts = assemble(
            prepared,
            robot,
            people,
            NullPlayer(),
            RecordedOutputs(),
            chance,
            journal,
            first=first,
        )
        with parts.journal, progress.following(parts.journal):
            opened = (lambda conductor: doors.opened(parts, conductor)) if doors.any else None
            return await rehearse(parts, loaded.fingerprint(), first, opened)

    factory = VirtualTimeLoop if args.pace == "fast" else None
    try:
        with prepared.renderer, asyncio.Runner(loop_factory=factory) as runner:
            first = first_position(prepared, args.first)
            ended = runner.run(rehearsal(first))
        exit_code = 0 if ended is State.FINISHED else 1
    except KeyboardInterrupt:
        exit_code = INTERRUPTED_EXIT
    return tell(out, prepared, progress, as_json=args.json) or exit_code


def _end_on_sigterm() -> None:
    """Have SIGTERM do what Ctrl-C does: the show is relaxed, the record closed."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: os.kill(os.getpid(), signal.SIGINT))


def tell(out: Path, prepared: Prepared, progress: Progress, *, as_json: bool) -> int:
    """Write the report and say how it went; not 0 when the report cannot be written."""
    record = read_record(out)
    assert prepared.loaded.materials is not None
    materials = prepared.loaded.materials
    pictures = motion_pictures(record, materials.motions, materials.robot.body)
    report, code = None, 0
    try:
        report = write_report(out, pictures)
    except CannotWrite as error:
        print(f"moderator: {error}", file=sys.stderr)
        code = error.exit_code
    if record.lacks:
        print(f"moderator: the record is not whole: {record.lacks}", file=sys.stderr)
    summary = summarise(record)
    if as_json:
        print(json.dumps(summary.as_json(out), ensure_ascii=False))
    else:
        progress.summary(summary, report)
    return code


def read_faults(path: str | None, loaded: Loaded) -> tuple[Mapping[str, object], ...]:
    """What is to fail, from a YAML list.

    Raises:
        CannotStart: it cannot be read, is not a list of mappings, or names no motion of the show.
    """
    if path is None:
        return ()
    document = read_named(path)
    data = document.data
    if not isinstance(data, list) or not all(isinstance(fault, dict) for fault in data):
        raise CannotStart(f"{path} is not a list of faults", "begin each with '- fault: …'")
    assert loaded.materials is not None
    for position, fault in enumerate(data):
        assert isinstance(fault, dict)
        during = fault.get("during")
        if isinstance(during, str) and not loaded.materials.motions.variants(during):
            near = get_close_matches(during, loaded.materials.motions.families(), n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see: moderator motions SHOW"
            place = document.place(position, "during")
            where = f"{path}:{place.line}:{place.column}"
            raise CannotStart(f"{where}: there is no motion {during!r}", hint)
    return tuple(fault for fault in data if isinstance(fault, dict))
