"""The files of Kuavo's own players, in their units: metres, and degrees or radians."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from moderator.adapters.kuavo.joints import ARMS, in_degrees
from moderator.adapters.kuavo.steps.player import (
    ARMS_EVERY_S,
    LEAD_IN_S,
    LONGEST_S,
    PLAYERS,
    SWING_M,
)
from moderator.adapters.kuavo.steps.swings import Row, Swing, rows_of
from moderator.adapters.kuavo.steps.walk import Walk
from moderator.motion.motion import Manifest
from moderator.motion.whole_body.mannequin import Array

_JSON_MODES = {None: "SS", 0: "FS", 1: "SF"}
"""Both stand; the left one flies; the right one does. Source: src/demo/taiji/actions_player.py,
which moves the left foot at FS; read.md beside it calls that the stance of the left foot."""
_CSV_MODES = {None: 0, 0: 2, 1: 1}
"""Source: csv2body_demo/step_player_csv_ocs2.py; step_player_csv_s45.py beside it, of an older
robot, has 1 and 2 the other way round."""


@dataclass(frozen=True)
class Sheet:
    """All that goes into a file.

    Attributes:
        walk: where torso and feet are in the motion.
        swings: the steps.
        manifest: the motion's: how long it is, and its forms.
    """

    walk: Walk
    swings: Sequence[Swing]
    manifest: Manifest

    def rows(self, ending: str) -> list[Row]:
        """Where the file of a player says where the torso is."""
        player = PLAYERS[ending]
        return self._rows(player.every_s, whole=not player.rows_in_steps)

    def arm_times_s(self) -> list[float]:
        """When a file says where the arms are, seconds of the motion."""
        return [0.0, *(row.until_s for row in self._rows(ARMS_EVERY_S, whole=False))]

    def _rows(self, every_s: float, *, whole: bool) -> list[Row]:
        return rows_of(self.swings, self.manifest.duration_s, every_s, whole=whole)

    def landings(self, rows: Sequence[Row]) -> list[tuple[Array, Array]]:
        """Where left and right foot are put down last at each row's end, shape (3,) each."""
        feet = [self.walk.feet[0, 0], self.walk.feet[0, 1]]
        ahead = iter(self.swings)
        found: list[tuple[Array, Array]] = []
        for before, row in zip([None, *rows], rows, strict=False):
            if row.swings is not None and (before is None or before.swings != row.swings):
                swing = next(ahead)
                feet[swing.side] = self.walk.foot_at(swing.side, swing.landed_s)
            found.append((feet[0], feet[1]))
        return found


def json_bytes(sheet: Sheet, arms_rad: Sequence[Mapping[str, float]]) -> bytes:
    """The file of the JSON's players.

    Args:
        sheet: torso and feet.
        arms_rad: where the arms are at `sheet.arm_times_s()`, radians.
    """
    rows = sheet.rows(".json")
    torso = sheet.walk.torso_at(np.array([row.until_s for row in rows]))
    steps = [
        _step(LONGEST_S, "stand", None, sheet.walk.torso[0], np.zeros(3))
        for _ in range(round(LEAD_IN_S / LONGEST_S))
    ]
    begin_s, put = 0.0, np.zeros(3)
    for row, place, feet in zip(rows, torso, sheet.landings(rows), strict=True):
        if row.swings is not None:
            put = feet[row.swings]
        comment = f"{begin_s:.2f} s {sheet.manifest.form_at(begin_s)}".rstrip()
        steps.append(_step(row.until_s - begin_s, comment, row.swings, place, put))
        begin_s = row.until_s
    arms, before_s = [], -LEAD_IN_S
    for time_s, pose in zip(sheet.arm_times_s(), arms_rad, strict=True):
        comment = f"{time_s:.2f} s {sheet.manifest.form_at(time_s)}".rstrip()
        angles = _rounded(in_degrees(pose, ARMS), 4)
        arms.append({"time": round(time_s - before_s, 3), "comment": comment, "angles": angles})
        before_s = time_s
    lists = f'"step_control": {_lines(steps)},\n"arm_motion": {_lines(arms)}'
    return f"{{{lists}}}\n".encode()


def csv_bytes(sheet: Sheet, arms_rad: Sequence[Mapping[str, float]]) -> bytes:
    """The file of the CSV's player; arguments as of `json_bytes`."""
    rows = [Row(0.0, None), *sheet.rows(".csv")]
    torso = sheet.walk.torso_at(np.array([row.until_s for row in rows]))
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    for row, place, feet, pose in zip(rows, torso, sheet.landings(rows), arms_rad, strict=True):
        x, y, z, yaw = place[[0, 1, 2, 5]]
        arms = [pose[joint] for joint in ARMS]
        figures = (x, y, sheet.walk.height_m + z, yaw, *feet[0], *feet[1], *arms)
        mode = _CSV_MODES[row.swings]
        lines.writerow([f"{row.until_s + LEAD_IN_S:.3f}", mode, *(f"{f:.6f}" for f in figures)])
    return text.getvalue().encode()


def _lines(rows: Sequence[Mapping[str, object]]) -> str:
    """One row a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]"


def _step(
    lasts_s: float, comment: str, swings: int | None, torso: Array, foot: Array
) -> dict[str, object]:
    return {
        "time": round(lasts_s, 3),
        "comment": comment,
        "mode": _JSON_MODES[swings],
        "torso_pose": [*_rounded(torso[:3], 5), *_rounded(np.degrees(torso[3:]), 3)],
        "foot_positions": [*_rounded(foot[:2], 5), 0.0, *_rounded(np.degrees(foot[2:]), 3)],
        "swing_height": 0.0 if swings is None else SWING_M,
    }


def _rounded(figures: Sequence[float] | Array, digits: int) -> list[float]:
    """Figures for a file; nought has no sign."""
    return [round(float(figure), digits) + 0.0 for figure in figures]
