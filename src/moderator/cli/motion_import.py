"""`moderator motions import`: make a motion of a show from a file of another program."""

import argparse
import re
from pathlib import Path

from moderator.cli.motion_found import show_folder, tell, unsound
from moderator.document import Problems
from moderator.errors import CannotStart, CannotWrite
from moderator.motion.files import read_motion, write_motion
from moderator.motion.library import library
from moderator.motion.manifest import keep_manifest

_NAME = re.compile(r"\w[\w-]*(\.[1-9]\d*)?")


def run(args: argparse.Namespace) -> int:
    """Read the file and write it into the show, with its manifest beside it."""
    folder = show_folder(args.show)
    if folder is None:
        hint = "name one with --show SHOW, or go to its folder"
        raise CannotStart("there is no show in this folder", hint)
    if not _NAME.fullmatch(args.name):
        hint = "a word such as my_wave, or my_wave.2 for a variant of it"
        raise CannotStart(f"{args.name!r} cannot be a motion's name", hint)
    target = _target(folder, args.name, force=args.force)
    problems = Problems()
    motion = read_motion(Path(args.file), args.file, problems)
    tell(problems)
    if motion is None:
        raise unsound(args.file, problems)
    about = args.about or motion.about or f"Imported from {Path(args.file).name}."
    hides, replaces = args.name in library(None), target.exists()
    write_motion(target, motion.trajectory, about)
    written = read_motion(target, str(target), problems)
    assert written is not None, "what was written can be read"
    manifest = written.manifest(args.name)
    try:
        keep_manifest(target, manifest)
    except OSError as error:
        if not replaces:
            target.unlink(missing_ok=True)
        why = (error.strerror or str(error)).lower()
        hint = "mend that, and import it again"
        raise CannotWrite(f"cannot write beside {target}: {why}", hint) from error
    for note in motion.notes:
        print(note)
    if hides:
        print(f"the show's own {args.name} now hides the gesture of that name")
    print(f"{target}: {manifest.duration_s:.2f} s, {', '.join(manifest.claims)}")
    print(f"whether a robot can do it: moderator motions check {args.name}{_shown(args.show)}")
    return 0


def _target(folder: Path, name: str, *, force: bool) -> Path:
    """Where the motion goes.

    Raises:
        CannotStart: there is one of that name.
    """
    written, target = folder / "motions" / f"{name}.yaml", folder / "motions" / f"{name}.npz"
    if written.exists():
        raise CannotStart(f"{written} is a motion of that name", "choose another one")
    if target.exists() and not force:
        raise CannotStart(f"{target} is there already", "choose another name, or add --force")
    return target


def _shown(show: str | None) -> str:
    return f" --show {show}" if show else ""
