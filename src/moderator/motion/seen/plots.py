"""Plots of a motion on one sheet: joints against limits, centre of mass, weight on the feet."""

from math import degrees
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from moderator.body.table import Joint
from moderator.motion.seen.camera import Array
from moderator.motion.seen.loads import GRAVITY_M_S2, loads
from moderator.motion.seen.performance import Performance
from moderator.motion.seen.shading import INK, PAPER, SEAL
from moderator.motion.seen.writing import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLUMNS = 5
_NEAR_DEG = 0.5
"""A joint that comes so near to a limit is marked."""
_INK, _SEAL, _PAPER = ("#{:02x}{:02x}{:02x}".format(*colour) for colour in (INK, SEAL, PAPER))
_SAND, _LINE, _SOFT = "#b79a6a", "#d8d0c0", "#5d6b76"
_PRINTS_APART_S = 0.2
_SECONDS = "{x:g} s"
_ROOM = 1.15
"""How high the plot of forces is, as a share of the weight: its legend stands above the line."""


def write_plots(
    performance: Performance, path: Path, name: str, measured_n: Array | None = None
) -> None:
    """Write the plots of a motion.

    Args:
        performance: the motion.
        path: the file, PNG or SVG by its ending.
        name: of the motion.
        measured_n: the upright force on left and right foot as a robot measured it, newtons, shape
            (k, 2), for the performance's instants; without it, as planned.

    Raises:
        CannotWrite: the file cannot be written.
    """
    sheet = plots(performance, name, measured_n)
    with written(path) as unfinished:
        sheet.savefig(unfinished, dpi=110)


def plots(performance: Performance, name: str, measured_n: Array | None = None) -> "Figure":
    """The plots of a motion; as `write_plots`."""
    from matplotlib.figure import Figure

    joints = performance.body.joints
    rows = -(-len(joints) // _COLUMNS)
    sheet = Figure(figsize=(16, 5.4 + 1.15 * rows), facecolor=_PAPER, layout="constrained")
    sheet.suptitle(name.replace("_", " "), x=0.012, ha="left", color=_INK, fontsize=15)
    above, below = np.asarray(sheet.subfigures(2, 1, height_ratios=[4.6, 1.15 * rows]))
    ground, weight = above.subplots(1, 2, width_ratios=[1, 1.6])
    _centre(ground, performance)
    _loads(weight, performance, measured_n)
    grid = below.subplots(rows, _COLUMNS, sharex=True, squeeze=False).ravel()
    for axes, joint, angles in zip(grid, joints, performance.angles.T, strict=False):
        _joint(axes, joint, performance.grounded.times_s, angles)
    for axes in grid[len(joints) :]:
        axes.set_axis_off()
    for part in (above, below):
        part.set_facecolor(_PAPER)
    return sheet


def _plain(axes: "Axes", title: str, note: str = "", *, marked: bool = False) -> None:
    axes.set_facecolor(_PAPER)
    axes.set_title(title, loc="left", fontsize=9, color=_INK)
    axes.set_title(note, loc="right", fontsize=8, color=_SEAL if marked else _SOFT)
    axes.tick_params(labelsize=7, colors=_SOFT, length=2)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _joint(axes: "Axes", joint: Joint, times_s: Array, angles_rad: Array) -> None:
    low, high, angles = degrees(joint.lower_rad), degrees(joint.upper_rad), np.degrees(angles_rad)
    left = min(high - angles.max(), angles.min() - low)
    note = f"{left:.0f}° to spare" if left >= 0 else f"{-left:.0f}° beyond"
    _plain(axes, joint.name.replace("_", " "), note, marked=left < _NEAR_DEG)
    for limit in (low, high):
        axes.axhline(limit, color=_LINE, linewidth=1)
    axes.plot(times_s, angles, color=_SEAL if left < _NEAR_DEG else _INK, linewidth=0.8)
    room = 0.08 * (high - low)
    axes.set_ylim(min(low, angles.min()) - room, max(high, angles.max()) + room)
    axes.set_yticks([low, high], [f"{low:.0f}°", f"{high:.0f}°"])
    axes.xaxis.set_major_formatter(_SECONDS)
    axes.margins(x=0)


def _loads(axes: "Axes", performance: Performance, measured_n: Array | None) -> None:
    forces = loads(performance.body, performance.grounded) if measured_n is None else measured_n
    source = "as planned" if measured_n is None else "as measured"
    _plain(axes, "Weight on the feet, N", source)
    times = performance.grounded.times_s
    axes.axhline(performance.body.mass_kg * GRAVITY_M_S2, color=_LINE, linewidth=1)
    for column, side, colour in ((1, "right", _SAND), (0, "left", _INK)):
        axes.plot(times, forces[:, column], color=colour, linewidth=0.9, label=side)
    axes.legend(frameon=False, fontsize=8, labelcolor=_SOFT, loc="upper right", ncols=2)
    axes.xaxis.set_major_formatter(_SECONDS)
    axes.margins(x=0)
    axes.set_ylim(0, max(axes.get_ylim()[1], _ROOM * performance.body.mass_kg * GRAVITY_M_S2))


def _centre(axes: "Axes", performance: Performance) -> None:
    from matplotlib.patches import Polygon

    _plain(axes, "Centre of mass over the feet, m", "from above, hall below")
    grounded, sole = performance.grounded, performance.body.sole
    half = np.array([(sole.toe_m + sole.heel_m) / 2, sole.half_m])
    step = max(1, round(_PRINTS_APART_S / max(grounded.times_s[1] - grounded.times_s[0], 1e-9)))
    seen = set()
    for i in range(0, len(grounded.times_s), step):
        for side in (0, 1):
            x, y, _, heading = grounded.soles[i, side]
            place = (side, round(x, 2), round(y, 2), round(heading, 1))
            if not grounded.standing[i, side] or place in seen:
                continue
            seen.add(place)
            corners = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * half
            c, s = np.cos(heading), np.sin(heading)
            turned = corners @ np.array([[c, s], [-s, c]]) + (x, y)
            axes.add_patch(
                Polygon(
                    turned[:, ::-1],
                    facecolor="none",
                    edgecolor=_INK if side == 0 else _SAND,
                    linewidth=0.5,
                    alpha=0.6,
                )
            )
    axes.plot(grounded.centres_m[:, 1], grounded.centres_m[:, 0], color=_SEAL, linewidth=0.9)
    axes.plot(*grounded.centres_m[0, 1::-1], "o", color=_SEAL, markersize=4)
    axes.set_aspect("equal", adjustable="datalim")
    axes.invert_yaxis()
