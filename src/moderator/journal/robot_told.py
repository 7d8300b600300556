"""What the robot did in a show and how it fared: motions, battery, warmth."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from moderator.journal.reading import Record
from moderator.journal.summary import figure

_PIXELS_WIDE = re.compile(r"<(?:svg|img)\b[^>]*?\swidth=[\"']([\d.]+)[\"']")
_PIXELS_A_REM = 24
_PAGE_REM = 62.0


@dataclass(frozen=True)
class MotionDone:
    """A motion or gesture, with the cues that it was done in and how long it takes, seconds."""

    motion: str
    duration_s: float | None
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Plot:
    """A measured figure over the show.

    Attributes:
        title: what it is.
        first: its first value, written out.
        last: its last value, written out.
        low: the lower edge of the plot, written out.
        high: the upper edge of the plot, written out.
        points: places in a plot 1000 wide and 100 high, as SVG writes them.
    """

    title: str
    first: str
    last: str
    low: str
    high: str
    points: str


def motions_done(record: Record) -> list[MotionDone]:
    """Return each motion once, in the order of its first use."""
    told: dict[str, MotionDone] = {}
    for entry in record.of("motion", "gesture"):
        name = str(entry.data.get("motion", ""))
        before = told.get(name, MotionDone(name, None, ()))
        lasts_s = figure(entry.data, "duration_s") if "duration_s" in entry.data else None
        cue = entry.cue or ""
        cues = before.cues if cue in before.cues else (*before.cues, cue)
        told[name] = MotionDone(name, before.duration_s or lasts_s, cues)
    return list(told.values())


def picture_widths(pictures: Mapping[str, str]) -> dict[str, float]:
    """Return how wide each drawing stands on the page, rem: all at one scale, by their own sizes.

    A drawing that names no size has the page's width.
    """
    sizes = {name: _PIXELS_WIDE.match(svg) for name, svg in pictures.items()}
    return {
        name: round(float(size[1]) / _PIXELS_A_REM, 1) if size else _PAGE_REM
        for name, size in sizes.items()
    }


def battery_plots(record: Record) -> list[Plot]:
    """Return the plots of charge and temperature that the record has figures for."""
    end_s = record.entries[-1].at_s if record.entries else 0.0
    plots = []
    for key, title, unit in (("charge", "Battery", "%"), ("temperature_c", "Temperature", "°C")):
        measured = [
            (entry.at_s, figure(entry.data, key) * (100 if key == "charge" else 1))
            for entry in record.of("battery")
            if entry.data.get(key) is not None
        ]
        if len(measured) > 1 and end_s > 0:
            plots.append(_plot(title, unit, measured, end_s))
    return plots


def _plot(title: str, unit: str, measured: list[tuple[float, float]], end_s: float) -> Plot:
    values = [value for _, value in measured]
    low, high = 10 * math.floor(min(values) / 10), 10 * math.ceil(max(values) / 10)
    if unit == "%":
        low, high = 0, 100
    span = max(high - low, 10)
    points = " ".join(
        f"{1000 * at_s / end_s:.1f},{100 * (1 - (value - low) / span):.1f}"
        for at_s, value in measured
    )
    return Plot(
        title,
        f"{values[0]:.0f} {unit}",
        f"{values[-1]:.0f} {unit}",
        f"{low} {unit}",
        f"{low + span} {unit}",
        points,
    )
