import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from moderator.document import Problems
from moderator.motion.files import FileMotion, read_motion

KUAVO, WITH_WAIST, ROBAN = 28, 29, 23


def frame(keyframe, servos, points=((0, 0), (0, 0))):
    """A keyframe of an action file, all servos with the same control points."""
    cp = {"CP": [list(point) for point in points], "CPType": ["AUTO", "AUTO"]}
    attribute = {str(i + 1): cp for i in range(len(servos))}
    return {"servos": list(servos), "keyframe": keyframe, "attribute": attribute}


def servos(count, **degrees):
    """Servos of which some are set: `s1=20` is the first."""
    return [degrees.get(f"s{i + 1}", 0) for i in range(count)]


def tact(*frames, **rest):
    """An action file's text, first to last keyframe."""
    written = {"frames": list(frames), "musics": [], "version": "made up here", "robotType": "45"}
    times = {"first": 0, "finish": frames[-1]["keyframe"] if frames else 0}
    return json.dumps(written | times | rest)


def npz(**arrays):
    """An archive's bytes."""
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    return stream.getvalue()


def nod(**changes):
    """The arrays of a small motion; None leaves one out."""
    arrays = {
        "joints": np.array(["head_pitch", "head_yaw"]),
        "times_s": np.array([0.0, 0.5, 1.0]),
        "positions_rad": np.array([[0.0, 0.0], [0.2, -0.1], [0.0, 0.0]]),
    }
    return {key: array for key, array in (arrays | changes).items() if array is not None}


class Tried:
    """What reading a file gave."""

    def __init__(self, motion: FileMotion | None, problems: Problems) -> None:
        self.motion = motion
        self.problems = [str(problem) for problem in problems]

    @property
    def only_problem(self) -> str:
        [problem] = self.problems
        assert self.motion is None
        return problem


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str | bytes], Tried]:
    """Write a file of this name and read it; problems begin with its name."""

    def tried(name: str, content: str | bytes) -> Tried:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        problems = Problems()
        return Tried(read_motion(path, name, problems), problems)

    return tried
