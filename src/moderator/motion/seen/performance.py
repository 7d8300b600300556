"""A motion as it is seen: the body on its stage, instant by instant."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from moderator.body.joints import SIDES
from moderator.body.table import Body
from moderator.motion.motion import Phrase
from moderator.motion.seen.camera import Array
from moderator.motion.seen.frame import Figure
from moderator.motion.seen.solids import solids
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.ground import Grounded, grounded
from moderator.motion.whole_body.mannequin import Mannequin

RATE_HZ = 25


@dataclass(frozen=True)
class Moment:
    """An instant worth a picture.

    Attributes:
        at_s: when.
        begin_s: when what leads to it begins.
        number: of its form, or empty.
        name: its name, or the time.
        original: its name in the language it comes from, or empty.
    """

    at_s: float
    begin_s: float
    number: str
    name: str
    original: str = ""


class Performance:
    """A motion on the stage.

    Args:
        body: who moves.
        trajectory: its joints' way.
        phrases: its named stretches.
        rate_hz: instants a second.

    Attributes:
        body: who moves.
        trajectory: its joints' way.
        phrases: its named stretches.
        grounded: joints, pelvis, feet and centre of mass, k instants of them.
        angles: of the body's joints in its own order, radians, shape (k, n).
        places: of the links, metres, shape (k, links, 3).
        turns: their axes, columns, shape (k, links, 3, 3).
        palms: places of left and right palm, metres, shape (k, 2, 3).
    """

    def __init__(
        self,
        body: Body,
        trajectory: Trajectory,
        phrases: tuple[Phrase, ...] = (),
        rate_hz: float = RATE_HZ,
    ) -> None:
        self.body, self.trajectory, self.phrases = body, trajectory, phrases
        mannequin = Mannequin(body)
        self.grounded: Grounded = grounded(mannequin, trajectory, rate_hz)
        self.angles: Array = self.grounded.poses[:, mannequin.places]
        numbers = [mannequin.model.body(link.name).id for link in body.links]
        palms = [mannequin.model.site(f"{side}_palm").id for side in SIDES]
        count = len(self.grounded.times_s)
        self.places: Array = np.empty((count, len(numbers), 3))
        self.turns: Array = np.empty((count, len(numbers), 3, 3))
        self.palms: Array = np.empty((count, 2, 3))
        for i, pose in enumerate(self.grounded.poses):
            mannequin.data.qpos[:] = pose
            mannequin.read()
            self.places[i] = mannequin.data.xpos[numbers]
            self.turns[i] = mannequin.data.xmat[numbers].reshape(-1, 3, 3)
            self.palms[i] = mannequin.data.site_xpos[palms]
        self._solids = solids(body)

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return self.trajectory.duration_s

    def instant(self, time_s: float) -> int:
        """The number of the instant nearest to a time."""
        return int(np.abs(self.grounded.times_s - time_s).argmin())

    def figure(self, instant: int) -> Figure:
        """The body at an instant."""
        return Figure(self._solids, self.places[instant], self.turns[instant])

    def moments(self, unnamed: int = 6) -> list[Moment]:
        """Each phrase at the pose it is known by; without phrases, so many instants of it."""
        if not self.phrases:
            step = self.duration_s / unnamed
            times = [step * (i + 0.5) for i in range(unnamed)]
            return [Moment(time, max(0.0, time - step), "", f"{time:.1f} s") for time in times]
        ends = [*(after.start_s for _, after in pairwise(self.phrases)), self.duration_s]
        return [_moment(phrase, end) for phrase, end in zip(self.phrases, ends, strict=True)]


def _moment(phrase: Phrase, end_s: float) -> Moment:
    number, _, name = phrase.name.partition(" ")
    if not number.isdigit():
        number, name = "", phrase.name
    at_s = end_s if phrase.apex_s is None else phrase.apex_s
    return Moment(at_s, phrase.start_s, number, name, phrase.original)
