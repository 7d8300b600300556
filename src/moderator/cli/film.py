"""`moderator film`: a rehearsal, or a night that is recorded, as a film."""

import argparse
import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from moderator.caches import cache_folder
from moderator.cli.alone import alone
from moderator.cli.check import sound_show
from moderator.cli.doors import Doors
from moderator.cli.ending import cleaning_up
from moderator.cli.overrides import overridden
from moderator.cli.progress import Progress
from moderator.cli.rehearse import Night, rehearsed
from moderator.cli.settings import read_settings
from moderator.cli.speech import renderer_for
from moderator.cli.wiring import Prepared, first_position, prepare
from moderator.errors import CannotStart, CannotWrite, ModeratorError
from moderator.film.cut import Piece, cut
from moderator.film.story import Story, story
from moderator.journal.reading import Record, read_record
from moderator.motion.motion import Motion
from moderator.robot import RobotSetup
from moderator.robot.registry import robot_class
from moderator.show.load import Loaded
from moderator.values.duration import NS_PER_S, format_clock
from moderator.voice.line import Line

if TYPE_CHECKING:
    from moderator.film.pictures import Stretch
    from moderator.film.sound import Heard

Motions = Callable[[str], Motion | None]

_ACTOR = "simulator"
"""The robot that acts in every film: joints, and nothing that could go wrong."""
_NEEDED = ("mujoco", "PIL", "matplotlib")
_LEAST_PIXELS, _MOST_PIXELS = 64, 3840
_MOST_HZ = 60


def run(args: argparse.Namespace) -> int:
    """Make a film of a show; 0 when it was made."""
    size = _checked(args)
    loaded = sound_show(args.show, args.robot, read_settings(args.config))
    assert loaded.show is not None
    out = Path(args.out or f"{loaded.path.resolve().parent.name}.mp4")
    if not out.parent.is_dir():
        raise CannotWrite(f"cannot write {out}: there is no folder {out.parent}", "make it first")
    console = Console(stderr=True, highlight=False)
    progress = Progress(loaded.show.show, quiet=True)
    renderer = renderer_for(args.speech, lambda told: console.print(f"[yellow]{escape(told)}[/]"))
    prepared = prepare(loaded, renderer, progress.rendering)
    folder = cache_folder("film") / _key(loaded, size, args.fps)
    folder.mkdir(parents=True, exist_ok=True)
    why = f"another film of {args.show} is being made"
    with alone(folder, why, "wait for it, or end it"), cleaning_up():
        record, code = _recorded(args, prepared, folder, progress, console)
        if record is None:
            return code
        _film(args, prepared, record, folder, out, size, console)
    print(out)
    return 0


def _checked(args: argparse.Namespace) -> tuple[int, int]:
    """The film's size, where all that a film takes is there.

    Raises:
        CannotStart: something is missing, or an option is of no use.
    """
    from moderator.motion.seen.film import ffmpeg

    for needed in _NEEDED:
        if find_spec(needed) is None:
            raise CannotStart(f"no {needed} to see a body with", "pip install 'moderator[physics]'")
    ffmpeg()
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", args.size)
    width, height = (int(side) for side in found.groups()) if found else (0, 0)
    if not _LEAST_PIXELS <= min(width, height) <= max(width, height) <= _MOST_PIXELS or (
        (width | height) % 2
    ):
        hint = f"write two even numbers up to {_MOST_PIXELS}: 854x480"
        raise CannotStart(f"{args.size!r} is no size of a film", hint)
    if not 1 <= args.fps <= _MOST_HZ:
        raise CannotStart(f"{args.fps} pictures a second", f"write 1 to {_MOST_HZ}")
    return width, height


def _key(loaded: Loaded, size: tuple[int, int], rate_hz: int) -> str:
    """A name for where the stretches of a show's films lie."""
    what = repr((str(loaded.path.resolve()), size, rate_hz))
    return hashlib.sha256(what.encode()).hexdigest()[:24]


def _recorded(
    args: argparse.Namespace, prepared: Prepared, folder: Path, progress: Progress, console: Console
) -> tuple[Record | None, int]:
    """The record that the film follows; of a rehearsal made for it, where none is named."""
    loaded = prepared.loaded
    if args.record:
        prepared.renderer.close()
        record = read_record(Path(args.record))
        told = next((entry.data.get("fingerprint") for entry in record.of("show_started")), None)
        if told != loaded.fingerprint():
            console.print("[yellow]the show has been changed since; the film has its new files[/]")
        return record, 0
    assert loaded.show is not None
    console.print(f"rehearsing {escape(loaded.show.show)}, seed {args.seed}")
    kept = folder / "rehearsal"
    args.pace, args.first = "fast", None
    config, behaviour = read_settings(args.config), overridden(loaded.show, [])
    night = Night(prepared, config, behaviour, (), kept, progress, Doors(None))
    code = rehearsed(args, night)
    record = read_record(kept)
    if code == 1 and record.entries:
        console.print("[yellow]the rehearsal did not reach the show's end; the film ends there[/]")
        code = 0
    return (None if code else record), code


def _film(
    args: argparse.Namespace, prepared: Prepared, record: Record, folder: Path, out: Path,
    size: tuple[int, int], console: Console,
) -> None:  # fmt: skip
    from moderator.film.making import forget, together
    from moderator.film.sound import mix

    materials = prepared.loaded.materials
    assert materials is not None

    def motion(name: str) -> Motion | None:
        with suppress(KeyError):
            return materials.motion(name)
        return None

    def motion_s(name: str) -> float | None:
        found = motion(name)
        return found.manifest.duration_s if found else None

    assert prepared.loaded.show is not None
    told = story(record, motion_s, prepared.loaded.show.starts.tzinfo)
    pieces = cut(told, args.fps, *_between(args, prepared, told))
    if not any(piece.kind != "end" for piece in pieces):
        raise CannotStart("there is nothing to film", "name other cues, or another record")
    stretches = _stretches(args, record, told, pieces, size, motion, console)
    shown = format_clock(round(sum(piece.length_s for piece in pieces) * NS_PER_S))
    console.print(f"{shown} of film, {sum(len(one.scenes) for one in stretches):,} pictures")
    sound = folder / f"sound.{os.getpid()}.wav"
    try:
        files = _pictures(stretches, folder, console)
        mix(_sounds(prepared, told, args, console), pieces, sound)
        together(files, sound, out)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CannotWrite(f"cannot write {folder}: {why}", "free some space") from error
    finally:
        sound.unlink(missing_ok=True)
        sound.with_suffix(".txt").unlink(missing_ok=True)
    forget(folder, files)


def _between(
    args: argparse.Namespace, prepared: Prepared, told: Story
) -> tuple[float, float | None]:
    """From when to when in the show is filmed."""
    begins = {cue.number: cue.at_s for cue in reversed(told.cues)}
    for named in (args.begin, args.end):
        if named is not None:
            first_position(prepared, named)
            if named not in begins:
                raise CannotStart(f"cue {named} was not reached", "name a cue of the record")
    last_s = told.ends.get(args.end) if args.end else None
    return (begins[args.begin] if args.begin else 0.0), last_s


def _stretches(
    args: argparse.Namespace, record: Record, told: Story, pieces: list[Piece],
    size: tuple[int, int], motion: Motions, console: Console,
) -> "list[Stretch]":  # fmt: skip
    from moderator.film.acting import poses
    from moderator.film.body import standing
    from moderator.film.lettered import unwritable
    from moderator.film.pictures import stretches
    from moderator.film.scenes import Scenes, captions

    actor = robot_class(_ACTOR)
    body = actor.capabilities({}).body
    assert body is not None
    stage = [piece for piece in pieces if piece.kind == "stage"]
    times = [piece.show_s(number) for piece in stage for number in range(piece.count)]
    joints = poses(lambda: actor(RobotSetup()), told.orders, times, motion)
    read = captions(told, record)
    if unknown := unwritable([each.text for each in read]):
        what = f"no font here has the letters of {unknown[:30]!r}: they are left out"
        console.print(f"[yellow]{escape(what)} — pip install 'moderator[film]'[/]")
    scenes = Scenes(told, pieces, read, standing(body, joints, args.fps))
    return list(stretches(list(scenes), scenes.standing, size, args.fps))


def _pictures(stretches: "list[Stretch]", folder: Path, console: Console) -> list[Path]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.progress import TimeRemainingColumn as Remaining

    from moderator.film.making import pictures

    columns = (TextColumn("filming"), BarColumn(), MofNCompleteColumn(), Remaining())
    with Bar(*columns, console=console) as bar:
        task = bar.add_task("filming", total=sum(len(stretch.scenes) for stretch in stretches))
        return pictures(stretches, folder, lambda more: bar.advance(task, more))


def _sounds(
    prepared: Prepared, told: Story, args: argparse.Namespace, console: Console
) -> "list[Heard]":
    """Everything that was heard, its files found or rendered again."""
    from moderator.film.sound import Heard, as_heard

    materials = prepared.loaded.materials
    assert materials is not None
    ready = {(line.written, line.spoken): line.sound for line in prepared.ready.values()}
    heard: list[Heard] = []
    with renderer_for(args.speech, lambda _: None) as renderer:
        for line in told.lines:
            sound = ready.get((line.text, line.spoken))
            try:
                voice = materials.voice_of(line.text)
                sound = sound or renderer.render(Line(line.spoken, voice, line.text))
            except ModeratorError as error:
                console.print(
                    f"[yellow]{escape(f'not heard in the film: {line.text[:40]}: {error}')}[/]"
                )
                continue
            heard.append(Heard(sound.path, line.at_s, line.end_s))
        for music in told.music:
            try:
                heard.append(as_heard(music, materials.sound(music.file).path))
            except (OSError, ModeratorError) as error:
                console.print(
                    f"[yellow]{escape(f'not heard in the film: {music.file}: {error}')}[/]"
                )
    return heard
