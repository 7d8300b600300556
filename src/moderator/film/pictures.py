"""Pictures of a film, made in stretches that are kept by what they show."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from moderator.film.body import Standing
from moderator.film.scenes import Scene
from moderator.motion.seen.frame import Figure

if TYPE_CHECKING:
    from PIL import Image

FORMAT = 1
"""Raised when the same scene would be drawn otherwise."""
STRETCH_S = 4
_FINER = 2
_TURNED_DEG, _RAISED_DEG, _AWAY_M = 18.0, 7.0, 10.0
_NEAR_TALL_M, _NEAR_AT_M = 2.02, 0.98
_FAR_TALL_M, _FAR_AT_M = 2.62, 0.80


@dataclass(frozen=True)
class Stretch:
    """Some seconds of a film.

    Attributes:
        name: of its file, from all that it shows.
        scenes: its pictures.
        figures: the body in each pose that they show.
        size: width and height, pixels.
        rate_hz: pictures a second.
    """

    name: str
    scenes: tuple[Scene, ...]
    figures: Mapping[int, Figure]
    size: tuple[int, int]
    rate_hz: int


def stretches(
    scenes: Sequence[Scene], standing: Standing, size: tuple[int, int], rate_hz: int
) -> Iterator[Stretch]:
    """Cut a film's pictures into stretches, all but the last equally long."""
    count = STRETCH_S * rate_hz
    for begin in range(0, len(scenes), count):
        mine = tuple(scenes[begin : begin + count])
        used = sorted({scene.pose for scene in mine if scene.pose >= 0})
        figures = {pose: standing.figure(pose) for pose in used}
        name = hashlib.sha256(repr((FORMAT, size, rate_hz)).encode())
        for scene in mine:
            name.update(
                repr((*_told(scene), used.index(scene.pose) if scene.pose >= 0 else -1)).encode()
            )
        for figure in figures.values():
            name.update(np.ascontiguousarray(figure.places).tobytes())
            name.update(np.ascontiguousarray(figure.turns).tobytes())
        yield Stretch(f"{name.hexdigest()[:32]}.mp4", mine, figures, size, rate_hz)


def _told(scene: Scene) -> tuple[object, ...]:
    return (
        scene.time, scene.left_out, scene.cue, scene.card, scene.middle, scene.near,
        scene.caption, scene.label,
    )  # fmt: skip


_ended_by: list[Event] = []
"""In a process that takes pictures: what says that nobody wants them any more."""


def heed(over: Event) -> None:
    """Take no more pictures, in this process, once that is set."""
    _ended_by[:] = [over]


def take(stretch: Stretch, path: Path) -> int:
    """Take the pictures of a stretch into a file, which is whole or not there.

    Returns:
        How many pictures it has.

    Raises:
        CannotStart: there is no ffmpeg.
        CannotWrite: the file cannot be written.
    """
    from moderator.motion.seen.film import encoder
    from moderator.motion.seen.writing import written

    with (
        written(path) as unfinished,
        encoder(stretch.size, stretch.rate_hz, unfinished, joinable=True) as put,
    ):
        for pixels in _pixels(stretch):
            if _ended_by and _ended_by[0].is_set():
                raise CancelledError
            put(pixels)
    return len(stretch.scenes)


def _pixels(stretch: Stretch) -> Iterator[bytes]:
    scene_before: Scene | None = None
    pixels = b""
    stage = _Stage(stretch)
    for scene in stretch.scenes:
        if scene != scene_before:
            pixels, scene_before = stage.picture(scene), scene
        yield pixels


class _Stage:
    """Takes pictures, and keeps the last one of the body alone."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._seen: tuple[object, Image.Image] | None = None

    def picture(self, scene: Scene) -> bytes:
        from PIL import Image

        from moderator.film.lettered import Lettered
        from moderator.motion.seen.shading import PAPER

        if scene.card:
            page = Lettered(Image.new("RGB", self._stretch.size, PAPER))
            page.page(scene)
            return page.image.tobytes()
        lettered = Lettered(self._body(scene).copy())
        lettered.stage(scene)
        return lettered.image.tobytes()

    def _body(self, scene: Scene) -> "Image.Image":
        from PIL import Image

        from moderator.motion.seen.camera import looking
        from moderator.motion.seen.frame import picture

        what = (scene.pose, scene.middle, scene.near)
        if self._seen is None or self._seen[0] != what:
            tall_m, at_m = (_NEAR_TALL_M, _NEAR_AT_M) if scene.near else (_FAR_TALL_M, _FAR_AT_M)
            at = np.array([*scene.middle, at_m])
            camera = looking(at, _TURNED_DEG, _RAISED_DEG, _AWAY_M, tall_m, self._stretch.size)
            figure = self._stretch.figures[scene.pose]
            self._seen = what, Image.fromarray(picture(figure, camera, _FINER, "stage")[0])
        return self._seen[1]
