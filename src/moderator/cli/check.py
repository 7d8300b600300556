"""`moderator check`: find the mistakes in a show, and where they are."""

import argparse
import json
import sys
from collections.abc import Container

from moderator.cli.settings import read_settings
from moderator.errors import ShowHasProblems
from moderator.show.load import Loaded, load


def run(args: argparse.Namespace) -> int:
    """Check a show and print every problem."""
    loaded = load(args.show, args.robot, read_settings(args.config))
    if args.json:
        problems = [problem.as_json() for problem in loaded.problems]
        print(json.dumps({"ok": loaded.sound, "problems": problems}, ensure_ascii=False))
        return 0 if loaded.sound else 1
    for problem in loaded.problems:
        print(problem)
    if loaded.sound:
        assert loaded.show is not None
        acts = loaded.show.acts
        cues = sum(len(act.cues) for act in acts)
        print(f"{loaded.path}: sound: {counted(len(acts), 'act')}, {counted(cues, 'cue')}")
        return 0
    print(f"{loaded.path}: {counted(loaded.problems.errors, 'error')}", file=sys.stderr)
    return 1


def sound_show(
    named: str,
    robot: str,
    config: dict[str, object] | None = None,
    *,
    untold: Container[str] = (),
) -> Loaded:
    """Load a show for a command that needs a sound one; warnings and errors are printed.

    Args:
        named: the show's folder or file.
        robot: the robot's name.
        config: its settings.
        untold: codes of warnings that the command itself is about.

    Raises:
        ShowHasProblems: it has errors.
        CannotStart: there is no such show or robot.
    """
    loaded = load(named, robot, config)
    for problem in loaded.problems:
        if problem.code not in untold:
            print(problem, file=sys.stderr)
    if not loaded.sound:
        raise ShowHasProblems(
            f"{loaded.path} has {counted(loaded.problems.errors, 'error')}",
            "mend what stands above, then try again",
            [problem.as_json() for problem in loaded.problems],
        )
    return loaded


def counted(number: int, thing: str) -> str:
    """A number of things: `1 act`, `4 acts`."""
    return f"{number} {thing}{'s' * (number != 1)}"
