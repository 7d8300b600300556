"""From a whole-body score to a motion: solved, thinned, measured, and everything wrong noted."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from moderator.body.joints import PARTS, SIDES
from moderator.body.kuavo import KUAVO
from moderator.body.table import Body
from moderator.document import Document, Problems
from moderator.motion.apex import apex_s
from moderator.motion.compile import Compiled
from moderator.motion.motion import Manifest, Phrase
from moderator.motion.stopping import longest_to_stand_s
from moderator.motion.whole_body.asked import asked
from moderator.motion.whole_body.knots import Knots, thinned
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.margins import Finding, Margins, report
from moderator.motion.whole_body.sheet import Moment
from moderator.motion.whole_body.solving import Solver
from moderator.motion.whole_body.support import corners, inside_m
from moderator.motion.whole_body.targets import RATE_HZ, Targets
from moderator.motion.whole_body.written import WholeBodyScore

SAFE_M = 0.025
"""A motion may be left where the centre of mass is that far from the edge of both soles' area."""
SAFE_EVERY_S = 0.25
STAND_S = 3.0
"""As long as a freeze may take until the body stands still."""
OUT_OF_REACH_M = 0.10
"""A hand that is further from where it is written is told."""
_LATE_S = 0.4
"""As much later than written a hand may come there."""


@dataclass(frozen=True)
class CompiledScore(Compiled):
    """A whole-body score, worked out.

    Attributes:
        knots: what is kept of its trajectory.
        margins: how near it comes to what the body can do.
    """

    knots: Knots
    margins: Margins


def compiled_score(
    path: Path,
    document: Document,
    problems: Problems,
    told: Callable[[float], None] = lambda _: None,
    body: Body = KUAVO,
) -> CompiledScore | None:
    """Work out a whole-body score.

    Args:
        path: its file.
        document: what the file says.
        problems: where to note what is wrong; a broken margin is an error at its keyframe.
        told: hears from time to time which share is done.
        body: whose motion it shall be.

    Returns:
        The motion, also when margins are broken; None when there was another error.
    """
    mannequin = Mannequin(body)
    read = asked(mannequin, document, problems)
    if read is None:
        return None
    score, moments, wanted = read.score, read.moments, read.targets
    if score.motion != path.stem:
        place = document.place("motion")
        problems.error(place, "other-name", f"{score.motion!r} in {path.name}", "use one name")
        return None
    poses = Solver(mannequin).solve(wanted, told)
    knots = thinned(mannequin.joints, wanted.times_s, poses[:, mannequin.places])
    trajectory = knots.trajectory()
    safe = _safe_points(mannequin, wanted, poses)
    phrases = tuple(_phrases(score, moments))
    manifest = Manifest(
        name=score.motion,
        about=score.about,
        duration_s=trajectory.duration_s,
        start_rad=dict(zip(trajectory.joints, trajectory.positions_rad[0], strict=True)),
        end_rad=dict(zip(trajectory.joints, trajectory.positions_rad[-1], strict=True)),
        peaks=trajectory.peaks(),
        safe_points_s=safe,
        phrases=phrases,
        claims=tuple(PARTS),
        apex_s=apex_s(trajectory, phrases),
    )
    margins = report(Mannequin(body), trajectory, manifest, wanted)
    notes = _Notes(document, problems, moments)
    notes.findings(margins.findings)
    notes.freezes(manifest)
    notes.hands(mannequin, wanted, poses)
    return CompiledScore(manifest, trajectory, knots, margins)


def _phrases(score: WholeBodyScore, moments: list[Moment]) -> Iterator[Phrase]:
    position = 0
    for form in score.phrases:
        begins = moments[position - 1].left_s if position else 0.0
        apexes = [i for i, keyframe in enumerate(form.keyframes) if keyframe.apex]
        shown = moments[position + (apexes[0] if apexes else len(form.keyframes) - 1)]
        yield Phrase(form.phrase, begins, shown.reached_s, form.original)
        position += len(form.keyframes)


def _safe_points(mannequin: Mannequin, wanted: Targets, poses: Array) -> tuple[float, ...]:
    """When both feet stand with the centre of mass well between them, every so often."""
    centres = np.empty((len(poses), 2))
    for i, pose in enumerate(poses):
        mannequin.data.qpos[:] = pose
        mannequin.read()
        centres[i] = mannequin.centre_m[:2]
    soles = corners(np.moveaxis(wanted.soles[:, :, [0, 1, 2, 3]], 0, 1), mannequin.half_sole_m)
    stands = wanted.stands.T
    safe = np.flatnonzero(stands.all(axis=1) & (inside_m(centres, soles, stands) >= SAFE_M))
    found = {0, len(poses) - 1}
    for stretch in np.split(safe, np.flatnonzero(np.diff(safe) > 1) + 1):
        if len(stretch):
            found.update(stretch[:: round(SAFE_EVERY_S * RATE_HZ)].tolist(), [int(stretch[-1])])
    return tuple(round(float(wanted.times_s[i]), 6) for i in sorted(found))


@dataclass(frozen=True)
class _Notes:
    """What is wrong with a motion, told at the keyframes that it was written with."""

    document: Document
    problems: Problems
    moments: list[Moment]

    def findings(self, findings: tuple[Finding, ...]) -> None:
        """Note margins that are broken."""
        for finding in findings:
            margin = finding.margin
            code = f"margin-{margin.what.replace(' ', '-')}"
            hint = f"{'at least' if margin.figure < margin.limit else 'at most'} {margin.limit:g}"
            place = self.document.place(*self._towards(finding.worst_s).path)
            self.problems.error(place, code, str(margin), f"{hint} {margin.unit} is wanted")

    def freezes(self, manifest: Manifest) -> None:
        """Note a stretch without safe points that a freeze would have to go on through."""
        longest = longest_to_stand_s(manifest)
        if longest <= STAND_S:
            return
        safe = manifest.safe_points_s
        gaps = [after - before for before, after in pairwise(safe)]
        worst = gaps.index(max(gaps))
        self.problems.warning(
            self.document.place(*self._towards(safe[worst] + gaps[worst] / 2).path),
            "slow-freeze",
            f"on one leg from {safe[worst]:.1f} s to {safe[worst + 1]:.1f} s: a freeze there takes "
            f"up to {longest:.1f} s",
            f"make it shorter, so that it takes no more than {STAND_S:g} s",
        )

    def hands(self, mannequin: Mannequin, wanted: Targets, poses: Array) -> None:
        """Note hands that never come to where they are written."""
        origin = np.array(mannequin.body.link("waist_yaw").at_m)
        chest = mannequin.model.body("waist_yaw").id
        for moment in self.moments:
            first, last = np.searchsorted(
                wanted.times_s, (moment.reached_s, moment.left_s + _LATE_S)
            )
            span = range(max(int(first) - 10, 0), min(int(last) + 1, len(poses)), 5)
            for side, name in enumerate(SIDES):
                if name not in moment.figure.hands:
                    continue
                palm_at = wanted.hands[side, min(int(first), len(poses) - 1), :3] - origin
                off = []
                for i in span:
                    mannequin.data.qpos[:] = poses[i]
                    mannequin.read()
                    frame = mannequin.data.xmat[chest].reshape(3, 3)
                    palm = mannequin.data.site(f"{name}_palm").xpos - mannequin.data.xpos[chest]
                    off.append(float(np.linalg.norm(palm @ frame - palm_at)))
                if min(off) > OUT_OF_REACH_M:
                    self.problems.warning(
                        self.document.place(*moment.path),
                        "out-of-reach",
                        f"the {name} hand stays {min(off) * 100:.0f} cm from where it is written",
                        "bring it nearer, or give it more time",
                    )

    def _towards(self, time_s: float) -> Moment:
        """The keyframe that is on its way, or held, at a time."""
        ends = [moment.left_s for moment in self.moments]
        return self.moments[min(bisect_left(ends, time_s - 1e-6), len(ends) - 1)]
