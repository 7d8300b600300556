"""What is to fail in a rehearsal, from the file that `--faults` names."""

import argparse
import sys
from pathlib import Path

from moderator.cli.check import counted
from moderator.document import Problems
from moderator.errors import CannotStart, FaultsHaveProblems
from moderator.faults import IN_HALL, Fault
from moderator.faults.reading import read_faults
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import Loaded

_IN_VIRTUAL_TIME = ("clock", "slow")


def sound_faults(args: argparse.Namespace, loaded: Loaded) -> tuple[Fault, ...]:
    """What is to fail, as a rehearsal can have it; problems are printed.

    Args:
        args: the command line: the file, the robot, and the pace.
        loaded: the show.

    Raises:
        CannotStart: the file cannot be read.
        FaultsHaveProblems: there is something wrong in it.
    """
    if args.faults is None:
        return ()
    problems = Problems()
    faults, document = read_faults(Path(args.faults), _names(loaded), problems)
    for position, fault in enumerate(faults):
        place = document.place(position)
        if fault.fault in _IN_VIRTUAL_TIME and args.pace != "fast":
            message = f"{fault.fault!r} happens in virtual time alone"
            problems.error(place, "not-here", message, "leave out --pace real")
        if fault.fault not in IN_HALL:
            try:  # what it does not take is told here, with its place
                robot_class(args.robot)(RobotSetup(faults=(fault.plain(),)))
            except CannotStart as error:
                message = error.message.removeprefix("fault 1: ")
                problems.error(place, "not-here", message, error.hint)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems.errors:
        raise FaultsHaveProblems(
            f"{args.faults} has {counted(problems.errors, 'error')}",
            "mend what stands above, then try again",
            [problem.as_json() for problem in problems],
        )
    return faults


def addresses(loaded: Loaded) -> dict[str, str]:
    """Where each of the show's devices is."""
    assert loaded.show is not None
    return {name: str(device.address) for name, device in loaded.show.devices.items()}


def _names(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """What a fault can name in this show."""
    show, materials = loaded.show, loaded.materials
    assert show is not None
    assert materials is not None
    motions = materials.motions
    return {
        "cue": tuple(cue.cue for act in show.acts for cue in act.cues)
        + tuple(cue.cue for cue in show.hot),
        "during": (*motions.families(), *motions),
        "joint": tuple(joint.name for joint in materials.robot.joints),
        "device": tuple(show.devices),
        "source": materials.sources_by_name,
    }
