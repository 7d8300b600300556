"""A motion as a printed plate: one picture a form, with the hands' way into it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from moderator.body.table import Body
from moderator.motion.motion import Manifest
from moderator.motion.seen.camera import Array, Camera, looking
from moderator.motion.seen.casting import Cast
from moderator.motion.seen.frame import picture
from moderator.motion.seen.lettering import write
from moderator.motion.seen.performance import Moment, Performance
from moderator.motion.seen.shading import INK, PAPER, SEAL
from moderator.motion.seen.writing import written
from moderator.motion.trajectory import Trajectory

_TALL, _LEGEND, _MARGIN, _LETTERED = 4 / 3, 0.22, 0.09, 0.94
"""Of a picture's breadth: its height, what its name has beneath it, the sheet's edge, and how wide
the name may be."""
_TALL_M = 2.0
_LOOKED_AT_M = 0.84
_TURNED_DEG = (-45.0, -30.0, -15.0, 15.0, 30.0, 45.0)
_RAISED_DEG = 8.0
_AWAY_M = 9.0
_FACE_M, _FACE_UP_M, _FACE_WIDE_M = 0.7, 0.09, 0.16
"""What a face turned to the camera weighs against the spread of a pose; how far it is above the
neck, and how far from it a hand does not hide it."""
_LONGEST_WAY_S = 4.0
_FINER = 3
_HIDDEN_M = 0.02
"""A hand so far behind something is not seen."""


def storyboard(
    body: Body, trajectory: Trajectory, manifest: Manifest | None, path: Path, columns: int = 6
) -> None:
    """Draw a motion of a body into a PNG; as `write_storyboard`."""
    phrases = manifest.phrases if manifest else ()
    write_storyboard(Performance(body, trajectory, phrases), path, columns)


def write_storyboard(performance: Performance, path: Path, columns: int = 6) -> None:
    """Write a motion's storyboard as a PNG.

    Raises:
        CannotWrite: the file cannot be written.
    """
    drawn = plate(performance, columns)
    with written(path) as unfinished:
        drawn.save(unfinished, "PNG")


def plate(
    performance: Performance, columns: int = 6, moments: Sequence[Moment] = (), wide: int = 300
) -> Image.Image:
    """Draw a motion, each phrase in the pose that it is known by.

    Args:
        performance: the motion.
        columns: pictures side by side, at least 1.
        moments: what to draw; else what the performance holds for worth it.
        wide: of one picture, pixels.
    """
    moments = moments or performance.moments()
    columns = max(1, min(columns, len(moments)))
    rows = -(-len(moments) // columns)
    size, legend, margin = (wide, round(wide * _TALL)), round(wide * _LEGEND), round(wide * _MARGIN)
    tall = size[1] + legend
    sheet = Image.new("RGB", (columns * wide + 2 * margin, rows * tall + 2 * margin), PAPER)
    draw = ImageDraw.Draw(sheet)
    for i, moment in enumerate(moments):
        left, top = margin + i % columns * wide, margin + i // columns * tall
        sheet.paste(cell(performance, moment, size), (left, top))
        _legend(draw, left + wide / 2, top + size[1], wide, moment)
    return sheet


def cell(performance: Performance, moment: Moment, size: tuple[int, int]) -> Image.Image:
    """One moment of a motion."""
    i = performance.instant(moment.at_s)
    camera = _flattering(performance, i, size)
    shot, seen = picture(performance.figure(i), camera, _FINER)
    begin = performance.instant(max(moment.begin_s, moment.at_s - _LONGEST_WAY_S))
    image = Image.fromarray(shot)
    for hand in (0, 1):
        _trail(image, seen, camera, performance.palms[begin : i + 1, hand])
    return image


def _flattering(performance: Performance, instant: int, size: tuple[int, int]) -> Camera:
    """From in front of the stage, from the side where a pose spreads wider and shows its face."""
    places, turns = performance.places[instant], performance.turns[instant]
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    middle[2] = _LOOKED_AT_M
    head = [link.name for link in performance.body.links].index(performance.body.end("head"))
    shown = np.vstack([places[head] + turns[head][:, 2] * _FACE_UP_M, performance.palms[instant]])

    def flattery(camera: Camera) -> float:
        spread = float(np.ptp(camera.spots(places)[0][:, 0])) * _AWAY_M / camera.focal
        spots, depths = camera.spots(shown)
        apart = np.hypot(*(spots[1:] - spots[0]).T) * _AWAY_M / camera.focal
        hidden = ((apart < _FACE_WIDE_M) & (depths[1:] < depths[0])).any()
        away = float(turns[head][:, 0] @ camera.axes[2])
        return spread - _FACE_M * (away + float(hidden))

    cameras = [
        looking(middle, turned, _RAISED_DEG, _AWAY_M, _TALL_M, size) for turned in _TURNED_DEG
    ]
    return max(cameras, key=flattery)


def _trail(image: Image.Image, seen: Cast, camera: Camera, way: Array) -> None:
    """Draw a hand's way, fading into the past, behind what stands before it."""
    if len(way) < 2:
        return
    spots, depth = camera.spots(way)
    fine, _ = seen.camera.spots(way)
    height, width = seen.depth.shape
    layer = Image.new("RGBA", (image.width * _FINER, image.height * _FINER), (*SEAL, 0))
    draw, pen = ImageDraw.Draw(layer), image.width / 300
    for k in range(len(spots) - 1):
        x, y = (int(edge) for edge in fine[k])
        if 0 <= x < width and 0 <= y < height and seen.depth[y, x] < depth[k] - _HIDDEN_M:
            continue
        age = (k + 1) / (len(spots) - 1)
        ends = [tuple(spot * _FINER) for spot in spots[k : k + 2]]
        draw.line(
            ends, fill=(*SEAL, int(150 * age**1.6)), width=round((1 + 1.4 * age) * _FINER * pen)
        )
    layer = layer.resize(image.size, Image.Resampling.BOX)
    image.paste(layer, (0, 0), layer)


def _legend(
    draw: ImageDraw.ImageDraw, middle: float, top: float, wide: int, moment: Moment
) -> None:
    first = [(f"{moment.number}  " if moment.number else "", SEAL), (moment.original, INK)]
    line, room = top + wide / 15, wide * _LETTERED
    if any(text for text, _ in first):
        write(draw, middle, line, first, wide / 15, room)
        line += wide / 14
    write(draw, middle, line, [(moment.name, INK)], wide / 19, room)
