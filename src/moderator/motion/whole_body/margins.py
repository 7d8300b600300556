"""The margins of a motion on a body: how near it comes to each limit, in which form, and when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import degrees, hypot, pi

import numpy as np

from moderator.body.table import Body
from moderator.motion.check import Margin, joint_margins
from moderator.motion.motion import Manifest
from moderator.motion.stopping import longest_to_stand_s
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.measures import (
    CENTRE,
    DISTANCE,
    ERROR,
    PRESSURE,
    SLIDE,
    TORQUE,
    Course,
    Measure,
    course,
    measures,
)
from moderator.motion.whole_body.targets import Targets

_SAME = 25
"""Offences that are no further apart, in samples, are one."""


@dataclass(frozen=True)
class Finding:
    """A limit that is broken for a while.

    Attributes:
        from_s: when that begins, seconds from the motion's start.
        worst_s: when it is worst.
        margin: what is broken, as it is then.
        form: the form in which it begins, or empty.
    """

    from_s: float
    worst_s: float
    margin: Margin
    form: str

    def __str__(self) -> str:
        """One line."""
        where = f" in {self.form}" if self.form else ""
        return f"from {self.from_s:.2f} s{where}: {self.margin}"


@dataclass(frozen=True)
class FormMargins:
    """The least margins of one form.

    Attributes:
        form: its name; of a motion without forms, the motion's.
        start_s: when it begins.
        apart_mm: the least distance of the body to itself.
        centre_mm: the least way from the centre of mass to the edge of the soles that stand.
        pressure_mm: the same from the zero-moment point.
        foot_mm: the greatest error, or slide, of a sole.
        torque_share: the greatest torque, as a share of its limit, and the joint's name.
    """

    form: str
    start_s: float
    apart_mm: float
    centre_mm: float
    pressure_mm: float
    foot_mm: float
    torque_share: tuple[float, str]


@dataclass(frozen=True)
class Margins:
    """How near a motion comes to what a body can do.

    Attributes:
        margins: one for each limit, as far as it goes in the whole motion.
        findings: every limit broken, in order of time.
        forms: form by form.
        highest_step_mm: how high each foot is lifted, left and right.
        ends_m: how far from its start it comes to rest.
        ends_deg: how far turned.
        stands_within_s: the longest time from a freeze to a standstill.
    """

    margins: tuple[Margin, ...]
    findings: tuple[Finding, ...]
    forms: tuple[FormMargins, ...]
    highest_step_mm: tuple[float, float]
    ends_m: float
    ends_deg: float
    stands_within_s: float


def report(
    body: Body | Mannequin,
    trajectory: Trajectory,
    manifest: Manifest,
    targets: Targets | None = None,
) -> Margins:
    """Measure a motion.

    Args:
        body: the table, or a body in MuJoCo already.
        trajectory: the motion; joints that it does not have are at rest.
        manifest: its manifest, for forms and safe points.
        targets: what the score that it was made of asks, to hold the feet against.

    Raises:
        ValueError: the body has not all of its joints.
    """
    mannequin = body if isinstance(body, Mannequin) else Mannequin(body)
    way = course(mannequin, trajectory, targets)
    found = list(measures(way, trajectory.joints))
    form_at = manifest.form_at
    of_joints = tuple(joint_margins(trajectory, mannequin.body.joints))
    findings = [
        *(_joint_finding(margin, form_at) for margin in of_joints if not margin.kept),
        *(finding for measure in found for finding in _broken(measure, way.times_s, form_at)),
    ]
    soles = way.ground.soles
    turned = soles[-1, :, 3].mean() - soles[0, :, 3].mean()
    moved = soles[-1, :, :2].mean(axis=0) - soles[0, :, :2].mean(axis=0)
    return Margins(
        (*of_joints, *(_whole(measure, way.times_s) for measure in found)),
        tuple(sorted(findings, key=lambda finding: finding.from_s)),
        tuple(_forms(manifest, way, found)),
        (float(soles[:, 0, 2].max() * 1e3), float(soles[:, 1, 2].max() * 1e3)),
        hypot(*moved),
        degrees((turned + pi) % (2 * pi) - pi),
        longest_to_stand_s(manifest),
    )


def _margin(measure: Measure, times_s: Array, i: int, broken_s: float | None) -> Margin:
    return Margin(
        what=measure.what,
        of=measure.named(i),
        figure=float(measure.figures[i]),
        limit=measure.limit,
        margin=float(measure.margins[i]),
        unit=measure.unit,
        at_s=float(times_s[i]),
        broken_s=broken_s,
    )


def _whole(measure: Measure, times_s: Array) -> Margin:
    """A measure at its worst, and when its limit is first broken."""
    broken = np.flatnonzero(measure.margins < 0)
    first = float(times_s[broken[0]]) if len(broken) else None
    return _margin(measure, times_s, int(measure.margins.argmin()), first)


def _joint_finding(margin: Margin, form_at: Callable[[float], str]) -> Finding:
    begins = margin.broken_s or 0.0
    return Finding(begins, margin.at_s, margin, form_at(begins))


def _broken(measure: Measure, times_s: Array, form_at: Callable[[float], str]) -> Iterator[Finding]:
    """Each stretch in which a limit is broken."""
    broken = np.flatnonzero(measure.margins < 0)
    for stretch in np.split(broken, np.flatnonzero(np.diff(broken) > _SAME) + 1):
        if len(stretch):
            worst = int(stretch[measure.margins[stretch].argmin()])
            begins = float(times_s[stretch[0]])
            margin = _margin(measure, times_s, worst, begins)
            yield Finding(begins, float(times_s[worst]), margin, form_at(begins))


def _forms(manifest: Manifest, way: Course, found: Sequence[Measure]) -> Iterator[FormMargins]:
    names = [(phrase.name, phrase.start_s) for phrase in manifest.phrases]
    names = names or [(manifest.name, 0.0)]
    ends = [start for _, start in names[1:]] + [manifest.duration_s + 1.0]
    apart = [measure for measure in found if measure.what == DISTANCE]
    [centre] = [measure for measure in found if measure.of == CENTRE]
    [pressure] = [measure for measure in found if measure.of == PRESSURE]
    feet = [measure for measure in found if measure.what in (ERROR, SLIDE)]
    torques = [measure for measure in found if measure.what == TORQUE]
    for (name, start), end in zip(names, ends, strict=True):
        # Before the first form there is nothing that has another name.
        begin = 0 if start == names[0][1] else int(np.searchsorted(way.times_s, start))
        part = slice(begin, max(int(np.searchsorted(way.times_s, end)), begin + 1))
        shares = [float(t.figures[part].max()) / t.limit for t in torques]
        most = int(np.argmax(shares)) if shares else None
        yield FormMargins(
            name,
            start,
            min(float(measure.figures[part].min()) for measure in apart),
            float(centre.figures[part].min()),
            float(pressure.figures[part].min()),
            max((float(measure.figures[part].max()) for measure in feet), default=0.0),
            (0.0, "") if most is None else (shares[most], torques[most].named(0)),
        )
