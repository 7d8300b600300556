"""Pictures of the motions in a record, for its report."""

import hashlib
from array import array
from base64 import b64encode
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO

from moderator.body.table import Body
from moderator.cli.scene import motions_made
from moderator.errors import CannotWrite
from moderator.journal.reading import Record
from moderator.motion.library import Library
from moderator.motion.motion import Motion, Phrase
from moderator.motion.seen.writing import written
from moderator.motion.trajectory import Trajectory
from moderator.voice.cache import default_folder

_FORMAT = 1
"""Raised when the same motion would be drawn otherwise."""
_COLUMNS, _WIDE = 6, 190
_RATE_HZ = 10.0
_SHARPER = 1.25
"""Pixels of a picture for one of the page."""


def motion_pictures(record: Record, motions: Library, body: Body | None) -> dict[str, str]:
    """A storyboard of each motion that was made, by its name, as an image of a page.

    Args:
        record: what was done.
        motions: where its motions are found.
        body: who moved; there is no picture where the robot tells nothing of its body, or where
            nothing is installed to see it with.
    """
    needed = ("mujoco", "PIL", "matplotlib")
    if body is None or any(find_spec(module) is None for module in needed):
        return {}
    return {motion.name: _kept(body, motion) for motion in motions_made(record, motions)}


def _kept(body: Body, motion: Motion) -> str:
    """A motion's picture, drawn once for this body and these joints' way."""
    trajectory, phrases = motion.trajectory(), motion.manifest.phrases
    key = hashlib.sha256(repr((_FORMAT, body, trajectory.joints, phrases)).encode())
    for row in (trajectory.times_s, *trajectory.positions_rad, *trajectory.velocities_rad_s):
        key.update(array("d", row))
    path = default_folder().with_name("pictures") / f"{key.hexdigest()}.webp"
    try:
        return _image(path.read_bytes())
    except OSError:  # not there yet, or not to be read: drawn
        drawn = _drawn(body, trajectory, phrases)
    with suppress(CannotWrite, OSError):  # one that cannot be kept is drawn again another time
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as unfinished:
            unfinished.write_bytes(drawn)
    return _image(drawn)


def _drawn(body: Body, trajectory: Trajectory, phrases: tuple[Phrase, ...]) -> bytes:
    from moderator.motion.seen.performance import Performance
    from moderator.motion.seen.storyboard import plate

    performance = Performance(body, trajectory, phrases, _RATE_HZ)
    held = BytesIO()
    drawn = plate(performance, _COLUMNS, performance.moments(unnamed=1), _WIDE)
    drawn.save(held, "WEBP", quality=80)
    return held.getvalue()


def _image(webp: bytes) -> str:
    from PIL import Image

    with Image.open(BytesIO(webp)) as image:
        width, height = (round(side / _SHARPER) for side in image.size)
    data = b64encode(webp).decode()
    return f'<img width="{width}" height="{height}" alt="" src="data:image/webp;base64,{data}">'
