"""Making a film: its stretches beside each other, its sound, and both put together."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path

from moderator.errors import CannotWrite
from moderator.film.pictures import Stretch, heed, take
from moderator.motion.seen.film import ended, ffmpeg, processors
from moderator.motion.seen.writing import written

_AHEAD = 2
"""Stretches that wait for each process."""
_SPARE_BYTES = 64 * 1024 * 1024


def pictures(
    stretches: Sequence[Stretch], folder: Path, told: Callable[[int], object] = lambda _: None
) -> list[Path]:
    """Take the pictures of all stretches that do not lie whole in a folder yet.

    Args:
        stretches: of the film, in order.
        folder: where they are kept; a film that was not finished goes on from there.
        told: called with the number of pictures that are there more.

    Returns:
        Their files, in order.

    Raises:
        CannotStart: there is no ffmpeg.
        CannotWrite: the folder cannot be written.
    """
    _room(folder)
    missing = [
        stretch
        for stretch in {each.name: each for each in stretches}.values()
        if not (folder / stretch.name).exists()
    ]
    lacking = {stretch.name for stretch in missing}
    told(sum(len(each.scenes) for each in stretches if each.name not in lacking))
    again = {name: sum(each.name == name for each in stretches) for name in lacking}
    context = get_context("forkserver")
    over = context.Event()
    with ProcessPoolExecutor(
        processors(), mp_context=context, initializer=heed, initargs=(over,)
    ) as pool:
        waiting: dict[Future[int], str] = {}
        try:
            for stretch in missing:
                waiting[pool.submit(take, stretch, folder / stretch.name)] = stretch.name
                if len(waiting) >= processors() * _AHEAD:
                    _done(waiting, again, told)
            while waiting:
                _done(waiting, again, told)
        finally:
            over.set()
            pool.shutdown(cancel_futures=True)
    return [folder / stretch.name for stretch in stretches]


def _done(
    waiting: dict[Future[int], str], again: dict[str, int], told: Callable[[int], object]
) -> None:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        told(future.result() * again[waiting.pop(future)])


def _room(folder: Path) -> None:
    """Make the folder, or say why it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < _SPARE_BYTES:
            raise CannotWrite(f"the disk of {folder} is full", "free some space: 64 MB at least")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "let it be written, or set XDG_CACHE_HOME to another folder"
        raise CannotWrite(f"cannot write {folder}: {why}", hint) from error


def together(files: Sequence[Path], sound: Path, out: Path) -> None:
    """Put stretches and their sound together into a film, which is whole or not there.

    Args:
        files: the stretches, in order.
        sound: a WAV as long as they are.
        out: the MP4 to write; one that is there is replaced.

    Raises:
        CannotStart: there is no ffmpeg.
        CannotWrite: the file cannot be written.
    """
    listed = sound.with_suffix(".txt")
    with written(out) as unfinished:
        listed.write_text("".join(f"file '{file.name}'\n" for file in files), encoding="utf-8")
        command = [
            ffmpeg(), "-y", "-loglevel", "error", "-f", "concat", "-i", str(listed),
            "-i", str(sound), "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac",
            "-b:a", "160k", "-movflags", "+faststart", "-f", "mp4", str(unfinished),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # our own words
        if done.returncode:
            raise ended(done.stderr, done.returncode)


def forget(folder: Path, but: Sequence[Path]) -> None:
    """Remove from a folder what no film of this show needs any more."""
    keep = {file.name for file in but}
    for file in folder.iterdir():
        if file.is_file() and file.name not in keep:
            file.unlink(missing_ok=True)
