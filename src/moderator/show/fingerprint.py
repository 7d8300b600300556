"""What a show is made of, in one short name: the record carries it."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from moderator.cues.materials import Materials
from moderator.motion.library import motion_files
from moderator.show.model import Show
from moderator.show.script.recordings import RECORDINGS_FILE
from moderator.show.sharing import NO_DRAFTS, SHOW_FILE
from moderator.voice.neural_voice import MODEL, beside_model

_DIGITS = 16


def fingerprint(
    path: Path, show: Show, materials: Materials, drafts: Mapping[Path, str] = NO_DRAFTS
) -> str:
    """A hash over every file that a show is made of, 16 hexadecimal digits.

    Args:
        path: the show file.
        show: what is written.
        materials: what it refers to.
        drafts: what is to stand in files, instead of what does.
    """
    digest = hashlib.sha256()
    for each in (path, *_named(show, materials), *_motions(materials), *_models(materials)):
        around = path.parent.resolve() if each.is_absolute() else path.parent
        digest.update(f"{Path(os.path.relpath(each, around)).as_posix()}\0".encode())
        if each in drafts:
            digest.update(hashlib.sha256(drafts[each].encode()).digest())
            continue
        with each.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:_DIGITS]


def _named(show: Show, materials: Materials) -> Iterator[Path]:
    """The show that it shares from, the facts sheet, sounds and recordings."""
    if materials.shares:
        yield materials.shares / SHOW_FILE
    cues = (*(cue for act in show.acts for cue in act.cues), *show.hot)
    sounds = {file for cue in cues for file in cue.sounds()}
    recorded = {each.file for each in materials.recordings.values()}
    listed = [RECORDINGS_FILE] if recorded else []
    for name in sorted({*filter(None, [show.facts]), *sounds, *recorded, *listed}):
        yield materials.folder_of(name) / name


def _motions(materials: Materials) -> Iterator[Path]:
    for folder in filter(None, (materials.folder, materials.shares)):
        yield from sorted(filter(Path.is_file, motion_files(folder / "motions").values()))


def _models(materials: Materials) -> Iterator[Path]:
    """Models of neural voices with their settings; where one is gone, another voice stands in."""
    voices = (materials.voice, *materials.voices.values())
    for name in sorted({voice.neural for voice in voices if voice.neural.endswith(MODEL)}):
        yield from filter(Path.is_file, (Path(name), beside_model(Path(name))))
