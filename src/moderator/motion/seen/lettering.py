"""Letters on pictures, from whatever fonts the machine has."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

Run = tuple[str, tuple[int, int, int]]
"""Letters and their colour."""

_SERIF = ("Noto Serif", "Source Serif 4", "Palatino Linotype", "Liberation Serif", "DejaVu Serif")
_CHINESE = (
    "Noto Serif CJK SC", "Noto Serif CJK JP", "Source Han Serif SC", "Songti SC", "SimSun",
    "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
_PACKAGE, _PACKAGE_FILE = "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"
_FIRST_CHINESE = 0x2E80
_BOLD_FROM = 500


def font(size: float, text: str) -> "ImageFont.FreeTypeFont | None":
    """A font for a text, so many pixels tall; None where the machine has none for it."""
    from PIL import ImageFont

    plain = all(ord(letter) < _FIRST_CHINESE for letter in text)
    path = _file(_SERIF if plain else _CHINESE)
    return ImageFont.truetype(path, size) if path else None


@cache
def _file(families: tuple[str, ...]) -> str | None:
    from matplotlib.font_manager import fontManager

    upright = {
        entry.name: entry.fname
        for entry in reversed(fontManager.ttflist)
        if entry.style == "normal" and int(entry.weight) < _BOLD_FROM
    }
    known = next((upright[family] for family in families if family in upright), None)
    return known or (_brought() if families is _CHINESE else None)


def _brought() -> str | None:
    """The font for Chinese that a package brings, where it is installed."""
    found = find_spec(_PACKAGE)
    places = (found.submodule_search_locations if found else None) or ()
    files = (Path(place) / _PACKAGE_FILE for place in places)
    return next((str(file) for file in files if file.is_file()), None)


def write(
    draw: "ImageDraw.ImageDraw",
    middle: float,
    line: float,
    runs: Sequence[Run],
    size: float,
    room: float = inf,
) -> None:
    """Write a line of letters, centred; a run that no font has is left out.

    Args:
        draw: on what.
        middle: pixels from the left.
        line: what the letters stand on, pixels from above.
        runs: what to write.
        size: pixels.
        room: how wide the line may be, pixels; a longer one has smaller letters.
    """
    known = _known(runs, size)
    wide = sum(face.getlength(text) for text, _, face in known)
    if wide > room:
        known = _known(runs, size * room / wide)
        wide = sum(face.getlength(text) for text, _, face in known)
    across = middle - wide / 2
    for text, ink, face in known:
        draw.text((across, line), text, fill=ink, font=face, anchor="ls")
        across += face.getlength(text)


def _known(
    runs: Sequence[Run], size: float
) -> "list[tuple[str, tuple[int, int, int], ImageFont.FreeTypeFont]]":
    fonts = [(text, ink, font(size, text)) for text, ink in runs if text]
    return [(text, ink, face) for text, ink, face in fonts if face is not None]
