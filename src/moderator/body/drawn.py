"""A body as the pages draw it."""

from collections.abc import Iterator
from typing import Any

from moderator.body.table import Body, Link, Shape

_DIGITS = 4


def links_drawn(body: Body) -> list[dict[str, Any]]:
    """Each link as it is drawn, after the one that it hangs on; metres."""
    return [
        {
            "name": link.name,
            "parent": link.parent,
            "axis": link.axis,
            "at": _rounded(link.at_m),
            "shapes": [_shape(shape) for shape in _seen(link)],
        }
        for link in body.links
    ]


def _seen(link: Link) -> Iterator[Shape]:
    """What is felt lies inside what is seen, where there is such."""
    seen = [shape for shape in link.shapes if not shape.felt]
    yield from seen or link.shapes
    yield from (shape for shape in link.shapes if seen and shape.kind == "box")


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "kind": shape.kind,
        "start": _rounded(shape.start),
        "end": _rounded(shape.end),
        "size": _rounded(shape.size),
        "tone": shape.tone,
    }


def _rounded(figures: tuple[float, ...]) -> list[float]:
    return [round(figure, _DIGITS) for figure in figures]
