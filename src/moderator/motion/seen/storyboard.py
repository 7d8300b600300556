"""A motion as a printed plate: one picture a form, with the hands' way into it."""

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

_CELL = (300, 400)
"""Width and height of a picture, pixels."""
_LEGEND = 62
"""Pixels beneath it for its name."""
_MARGIN = 28
_TALL_M = 2.0
_LOOKED_AT_M = 0.84
_TURNED_DEG = 32.0
_RAISED_DEG = 8.0
_AWAY_M = 9.0
_LONGEST_WAY_S = 4.0
_FINER = 3
_HIDDEN_M = 0.02
"""A hand so far behind something is not seen."""


def storyboard(
    body: Body, trajectory: Trajectory, manifest: Manifest | None, path: Path, columns: int = 6
) -> None:
    """Draw a motion.

    Args:
        body: who moves.
        trajectory: its joints' way.
        manifest: its phrases; None where nobody named any.
        path: the PNG to write.
        columns: pictures side by side, at least 1.
    """
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


def plate(performance: Performance, columns: int = 6) -> Image.Image:
    """Draw a motion, each phrase in the pose that it is known by."""
    moments = performance.moments()
    columns = max(1, min(columns, len(moments)))
    rows = -(-len(moments) // columns)
    width, height = _CELL
    sheet = Image.new(
        "RGB",
        (columns * width + 2 * _MARGIN, rows * (height + _LEGEND) + 2 * _MARGIN),
        PAPER,
    )
    draw = ImageDraw.Draw(sheet)
    for i, moment in enumerate(moments):
        left = _MARGIN + i % columns * width
        top = _MARGIN + i // columns * (height + _LEGEND)
        sheet.paste(cell(performance, moment), (left, top))
        _legend(draw, left + width / 2, top + height + 20, moment)
    return sheet


def cell(performance: Performance, moment: Moment) -> Image.Image:
    """One moment of a motion."""
    i = performance.instant(moment.at_s)
    camera = _flattering(performance, i)
    shot, seen = picture(performance.figure(i), camera, _FINER)
    begin = performance.instant(max(moment.begin_s, moment.at_s - _LONGEST_WAY_S))
    image = Image.fromarray(shot)
    for hand in (0, 1):
        _trail(image, seen, camera, performance.palms[begin : i + 1, hand])
    return image


def _flattering(performance: Performance, instant: int) -> Camera:
    """From in front of the stage and from the side that a pose is seen to spread wider from."""
    places = performance.places[instant]
    middle = (places.min(axis=0) + places.max(axis=0)) / 2
    middle[2] = _LOOKED_AT_M
    cameras = [
        looking(middle, turned, _RAISED_DEG, _AWAY_M, _TALL_M, _CELL)
        for turned in (-_TURNED_DEG, _TURNED_DEG)
    ]
    return max(cameras, key=lambda camera: float(np.ptp(camera.spots(places)[0][:, 0])))


def _trail(image: Image.Image, seen: Cast, camera: Camera, way: Array) -> None:
    """Draw a hand's way, fading into the past, behind what stands before it."""
    if len(way) < 2:
        return
    spots, depth = camera.spots(way)
    fine, _ = seen.camera.spots(way)
    height, width = seen.depth.shape
    layer = Image.new("RGBA", (image.width * _FINER, image.height * _FINER), (*SEAL, 0))
    draw = ImageDraw.Draw(layer)
    for k in range(len(spots) - 1):
        x, y = (int(edge) for edge in fine[k])
        if 0 <= x < width and 0 <= y < height and seen.depth[y, x] < depth[k] - _HIDDEN_M:
            continue
        age = (k + 1) / (len(spots) - 1)
        ends = [tuple(spot * _FINER) for spot in spots[k : k + 2]]
        draw.line(ends, fill=(*SEAL, int(150 * age**1.6)), width=round((1 + 1.4 * age) * _FINER))
    layer = layer.resize(image.size, Image.Resampling.BOX)
    image.paste(layer, (0, 0), layer)


def _legend(draw: ImageDraw.ImageDraw, middle: float, top: float, moment: Moment) -> None:
    first = [(f"{moment.number}  " if moment.number else "", SEAL), (moment.original, INK)]
    if any(text for text, _ in first):
        write(draw, middle, top, first, 17)
        top += 20
    write(draw, middle, top, [(moment.name, INK)], 13)
