"""From a music file to a sound that lies ready, kept by what it depends on."""

import hashlib
import os
import wave
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from moderator.caches import cache_folder
from moderator.document import Problems
from moderator.errors import CannotWrite, ShowHasProblems
from moderator.music.recipe import Music, read_music
from moderator.values.chance import Chance
from moderator.values.duration import seconds
from moderator.values.sound import Sound

if TYPE_CHECKING:
    from moderator.music.string import Samples

_FORMAT = 2
"""Raised when the same music would be played otherwise."""
_LATE_S = 0.018
"""By how much a note may come early or late."""
_LINGERS = 1.18
"""How much longer the last notes of a phrase take."""
_HIGHEST = 0.89
"""The highest sample, 1 dB below full scale."""


def music_sound(path: Path) -> Sound:
    """The sound of a music file, whether it has been rendered yet or not.

    Raises:
        ShowHasProblems: there is an error in the file.
        CannotStart: it cannot be read.
    """
    music, key = _read(path, path.stat().st_mtime_ns)
    return Sound(cache_folder("music") / f"{key}.wav", music.lasts)


def render_music(path: Path) -> Sound:
    """The sound of a music file, rendered unless it has been.

    Raises:
        ShowHasProblems: there is an error in the file.
        CannotStart: it cannot be read.
        CannotWrite: the sound cannot be kept.
    """
    sound = music_sound(path)
    if not sound.readable():
        music, _ = _read(path, path.stat().st_mtime_ns)
        _keep(played(music), sound.path)
    return sound


@cache
def _read(path: Path, _written_ns: int) -> tuple[Music, str]:
    problems = Problems()
    music = read_music(path, str(path), problems)
    if music is None:
        told = [problem.as_json() for problem in problems]
        raise ShowHasProblems(str(next(iter(problems))), problems=told)
    key = hashlib.sha256(f"{_FORMAT}/{music.model_dump_json()}".encode()).hexdigest()
    return music, key


def played(music: Music) -> "Samples":
    """Play a piece: left and right, shape (2, n), of exactly its length."""
    import numpy as np
    from scipy.signal import oaconvolve

    from moderator.music.string import RATE_HZ, body_and_room, finger, plucked, touch

    draw = Chance(music.seed).stream(f"music/{music.music}")
    noise = _noise(draw)
    length = round(seconds(music.lasts) * RATE_HZ)
    dry = np.zeros(length + 12 * RATE_HZ, np.float32)
    plucks = [
        (pitch, note, touch(note, draw), lasts_s, round((at_s + 0.028 * i) * RATE_HZ))
        for note, (at_s, lasts_s) in zip(music.notes(), _times(music, draw), strict=True)
        for i, pitch in enumerate(note.pitches)
    ]
    for pitch, note, how, lasts_s, begin in sorted(plucks, key=lambda pluck: pluck[0]):
        for sound in (plucked(pitch, note, how, lasts_s), finger(how, noise[0])):
            dry[begin : begin + len(sound)] += sound
    answer = body_and_room(music.room, noise)
    wet = np.array([oaconvolve(dry, side)[:length] for side in answer])
    return _levelled(_faded(wet, RATE_HZ), music.loudness, RATE_HZ)


def _times(music: Music, draw: Random) -> list[tuple[float, float]]:
    """When each note comes, and how long until the next: a phrase lingers at its end."""
    weights = []
    for name in music.form:
        phrase = Music.notes(music.model_copy(update={"form": [name]}))
        for i, note in enumerate(phrase):
            weights.append(note.beats * (_LINGERS if i >= len(phrase) - 2 else 1.0))
    beat_s = music.beat_s * sum(note.beats for note in music.notes()) / sum(weights)
    at_s, times = 0.25, []
    for weight in weights:
        late_s = draw.uniform(-_LATE_S, _LATE_S)
        times.append((max(0.0, at_s + late_s), weight * beat_s))
        at_s += weight * beat_s
    return times


def _noise(draw: Random) -> "Samples":
    import numpy as np

    return np.random.default_rng(draw.getrandbits(64)).uniform(-1, 1, (2, 100_000))


def _faded(sound: "Samples", rate: int) -> "Samples":
    """The last half second fades to nothing."""
    import numpy as np

    fade = np.minimum(1, np.arange(sound.shape[1])[::-1] / (0.5 * rate))
    return np.asarray(sound * fade)


def _levelled(sound: "Samples", lufs: float, rate: int) -> "Samples":
    """As loud as it is to be, where that leaves its peaks whole. Source: ITU-R BS.1770-4."""
    import numpy as np
    from pyloudnorm import Meter

    measured = Meter(rate).integrated_loudness(sound.T)
    gain = 10 ** ((lufs - measured) / 20)
    return np.asarray(sound * min(gain, _HIGHEST / np.abs(sound).max()))


def _keep(sound: "Samples", path: Path) -> None:
    import numpy as np

    from moderator.music.string import RATE_HZ

    frames = np.round(sound.T * 32767).astype("<i2").tobytes()
    draft = path.with_name(f".{path.stem}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(draft), "wb") as file:
            file.setnchannels(len(sound))
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(frames)
        draft.replace(path)
    except OSError as error:
        hint = "make room there and let it be written, or set XDG_CACHE_HOME to another folder"
        why = (error.strerror or str(error)).lower()
        raise CannotWrite(f"the music cannot be kept in {path.parent}: {why}", hint) from error
    finally:
        draft.unlink(missing_ok=True)
