"""A motion as a printed plate: one figure for each phrase, in SVG."""

from collections.abc import Mapping
from html import escape
from itertools import pairwise

from moderator.body.joints import REST_RAD
from moderator.motion.figure import INK, PAPER, SEAL, View, drawn, hand_paths, middle, shadow
from moderator.motion.motion import Motion, Phrase
from moderator.motion.trajectory import Trajectory

_CELL_W, _CELL_H = 1.6, 2.42
_MARGIN = 0.2
_FLOOR = 1.82
"""Where the floor is in a cell, metres from its top."""
_STEPS = 32
"""Knots of a hand's drawn way."""
_LONGEST_WAY_S = 4.0
_PIXELS = 150
"""Pixels a metre."""
_FONTS = "'Iowan Old Style','Palatino Linotype','Noto Serif','Songti SC','Noto Serif CJK SC',serif"


def storyboard(motion: Motion, columns: int = 6) -> str:
    """Draw a motion, each phrase in the pose that it is known by, with the hands' way into it.

    Args:
        motion: the motion; its trajectory is read.
        columns: figures side by side, at least 1.

    Returns:
        A self-contained SVG document.
    """
    trajectory, manifest = motion.trajectory(), motion.manifest
    phrases = manifest.phrases or (Phrase(manifest.name, 0.0, apex_s=manifest.duration_s / 2),)
    columns = min(columns, len(phrases))
    rows = -(-len(phrases) // columns)
    ends = [*(after.start_s for _, after in pairwise(phrases)), manifest.duration_s]
    cells = [
        f'<g transform="translate({_MARGIN + (i % columns) * _CELL_W:.2f} '
        f'{_MARGIN + (i // columns) * _CELL_H:.2f})">{_cell(trajectory, phrase, end)}</g>'
        for i, (phrase, end) in enumerate(zip(phrases, ends, strict=True))
    ]
    width, height = columns * _CELL_W + 2 * _MARGIN, rows * _CELL_H + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}" '
        f'width="{width * _PIXELS:.0f}" height="{height * _PIXELS:.0f}" role="img" '
        f'aria-label="{escape(manifest.about)}">'
        '<defs><filter id="soft" x="-30%" y="-100%" width="160%" height="300%">'
        '<feGaussianBlur stdDeviation="0.035"/></filter></defs>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g stroke-linecap="round" stroke-linejoin="round" font-family="{_FONTS}">'
        f"{''.join(cells)}</g></svg>\n"
    )


def _cell(trajectory: Trajectory, phrase: Phrase, end_s: float) -> str:
    shown_s = end_s if phrase.apex_s is None else phrase.apex_s
    pose = _pose(trajectory, shown_s)
    view = View.of(pose)
    begin_s = max(0.0, shown_s - _LONGEST_WAY_S)
    way = [
        _pose(trajectory, begin_s + (shown_s - begin_s) * step / _STEPS)
        for step in range(_STEPS + 1)
    ]
    number, _, name = phrase.name.partition(" ")
    if not number.isdigit():
        number, name = "", phrase.name
    place = _CELL_W / 2 - middle(pose, view)
    return (
        f'<g transform="translate({place:.3f} {_FLOOR})">'
        f'<g filter="url(#soft)" opacity="0.20">{shadow(pose, view)}</g>'
        f'<g fill="none" stroke="{SEAL}" stroke-width="0.012" opacity="0.45">'
        f"{hand_paths(way, view)}</g>{drawn(pose, view)}</g>"
        + _legend(number, name, phrase.original)
    )


def _legend(number: str, name: str, original: str) -> str:
    numbered = f'<tspan fill="{SEAL}">{escape(number)}</tspan>  ' if number else ""
    lines = [f"{numbered}{escape(original)}"] if original or number else []
    top = _FLOOR + 0.32
    return "".join(
        f'<text x="{_CELL_W / 2:.2f}" y="{top + 0.12 * i:.2f}" font-size="{size}" fill="{INK}" '
        f'text-anchor="middle" xml:space="preserve">{text}</text>'
        for i, (text, size) in enumerate(
            [*((line, 0.105) for line in lines), *((escape(line), 0.085) for line in _folded(name))]
        )
    )


def _folded(name: str, longest: int = 30) -> list[str]:
    """A name in lines short enough for a cell."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _pose(trajectory: Trajectory, time_s: float) -> Mapping[str, float]:
    """The pose at a time; joints that the motion leaves alone are at rest."""
    return dict(REST_RAD) | dict(zip(trajectory.joints, trajectory.at(time_s), strict=True))
