"""The motions in a record, for a reader of its report to play."""

import sys
import zlib
from array import array
from base64 import b64encode
from collections.abc import Iterable
from importlib.resources import files
from itertools import pairwise
from math import ceil
from typing import Any

from moderator.body.drawn import links_drawn
from moderator.body.joints import REST_RAD
from moderator.body.table import Body
from moderator.journal.reading import Record
from moderator.journal.robot_told import motions_done
from moderator.journal.scene import Scene
from moderator.motion.library import Library
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory

_RATE_HZ = 20.0


def scene_of(record: Record, motions: Library, body: Body | None) -> Scene | None:
    """Each motion that was made, on the body that made it.

    Args:
        record: what was done.
        motions: where its motions are found.
        body: who moved; there is no scene where the robot tells nothing of its body.
    """
    made = [motion for motion in motions_made(record, motions) if motion.manifest.duration_s > 0]
    if body is None or not made:
        return None
    return Scene(
        (files("moderator.console") / "page" / "figure.js").read_text("utf-8"),
        {
            "model": body.model,
            "joints": [
                {"name": joint.name, "lower": joint.lower_rad, "upper": joint.upper_rad}
                for joint in body.joints
            ],
            "links": links_drawn(body),
        },
        {motion.name: _played(motion, body) for motion in made},
    )


def motions_made(record: Record, motions: Library) -> list[Motion]:
    """Each motion of a record that is known, in the order of its first use."""
    return [motions[done.motion] for done in motions_done(record) if done.motion in motions]


def _played(motion: Motion, body: Body) -> dict[str, Any]:
    trajectory, phrases = motion.trajectory(), motion.manifest.phrases
    duration_s = trajectory.duration_s
    apexes = [phrase.apex_s for phrase in phrases if phrase.apex_s is not None]
    still_s = apexes[len(apexes) // 2] if apexes else motion.manifest.apex_s or duration_s / 2
    count = ceil(duration_s * _RATE_HZ) + 1
    times_s = [duration_s * i / (count - 1) for i in range(count)]
    return {
        "duration": duration_s,
        "still": min(still_s, duration_s),
        "phrases": [
            [phrase.start_s, f"{phrase.name} {phrase.original}".strip()] for phrase in phrases
        ],
        "poses": count,
        "mrad": _packed(trajectory, times_s, body),
    }


def _packed(trajectory: Trajectory, times_s: Iterable[float], body: Body) -> str:
    """Every joint's angles as the report's script reads them; those that are not moved at rest."""
    poses = [dict(zip(trajectory.joints, trajectory.at(time_s), strict=True)) for time_s in times_s]
    steps = array("h")
    for name in (joint.name for joint in body.joints):
        angles = [round(pose.get(name, REST_RAD.get(name, 0.0)) * 1000) for pose in poses]
        steps.extend(after - before for before, after in pairwise([0, *angles]))
    if sys.byteorder == "big":
        steps.byteswap()
    return b64encode(zlib.compress(steps.tobytes(), 9)).decode()
