"""Inverse kinematics: joint angles that bring hands, feet and centre of mass where they shall be.

Feet and centre of mass come before the hips, those before the hands, and all before the comfort of
the joints; no joint leaves its limits, none is faster than it shall be, and the body keeps clear of
itself.
"""

from collections.abc import Callable
from dataclasses import replace

import mink
import numpy as np
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from moderator.body.joints import PARTS, SIDES, part_of
from moderator.motion.whole_body.elbows import elbows_at
from moderator.motion.whole_body.footwork import minimum_jerk
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.pairs import pairs
from moderator.motion.whole_body.targets import RATE_HZ, Targets

CLEARANCE_M = 0.022
"""How near the body comes to itself."""
_NOTICE_M = 0.05
_FASTEST_RAD_S = 2.5
_FASTEST_ARM_RAD_S = 2.0
_SUPPLE = 0.1
"""Which share of what a hand is off its place it makes good with every sample."""
_SOFT_ARM_S = 0.12
"""How softly arms and head go, as the deviation of what their angles are averaged over."""
_ROOM_RAD = 0.01
_BENT_RAD = 0.14
_SOLVER = "daqp"
_SETTLING = 60
_ROUGH = 10
"""Every which sample is tried first, to see how high the hips can be."""
_GIVEN_M = 0.002
"""How much lower than written the hips may be without more ado."""
_NEAR_REST_RAD = 0.1
"""A pose so near to rest is meant to be it."""
_EARLY = 13
"""Over how many of those they are already as low as they will have to be."""
_SOFT = 3.0
"""How softly they sink, as a deviation in those samples."""


class Solver:
    """Whole-body inverse kinematics, sample after sample.

    Args:
        mannequin: the body.
    """

    def __init__(self, mannequin: Mannequin) -> None:
        model = mannequin.model
        self.mannequin = mannequin
        for side in SIDES:  # a straight leg cannot be made longer, and then races to bend
            model.joint(f"{side}_knee").range[0] = _BENT_RAD
        felt = model.geom_contype == 1
        model.geom_conaffinity[felt] |= 1  # else mink takes them for shapes that never meet
        self._chest = np.array(mannequin.body.link("waist_yaw").at_m)
        self._turned = mannequin.columns(("waist_yaw", "head_yaw", "head_pitch"))
        self._configuration = mink.Configuration(model)
        self._feet = [
            mink.FrameTask(f"{side}_sole", "site", position_cost=200.0, orientation_cost=60.0)
            for side in SIDES
        ]
        self._centre = mink.ComTask(cost=(100.0, 100.0, 0.0))
        self._hips = mink.FrameTask(
            "pelvis", "body", position_cost=(0.0, 0.0, 12.0), orientation_cost=(10.0, 10.0, 10.0)
        )
        self._hands = [
            mink.RelativeFrameTask(
                f"{side}_palm",
                "site",
                "waist_yaw",
                "body",
                position_cost=6.0,
                orientation_cost=0.4,
                gain=_SUPPLE,
            )
            for side in SIDES
        ]
        self._elbows = [
            mink.RelativeFrameTask(
                f"{side}_elbow", "body", "waist_yaw", "body",
                position_cost=0.8, orientation_cost=0.0, gain=_SUPPLE,
            )
            for side in SIDES
        ]  # fmt: skip
        self._posture = mink.PostureTask(model, cost=_comfort(mannequin))
        self._calm = mink.DampingTask(model, cost=np.full(model.nv, 0.02))
        speeds = {
            joint.name: np.array([min(_fastest(joint.name), joint.velocity_rad_s)])
            for joint in mannequin.body.joints
        }
        self._limits = [
            mink.ConfigurationLimit(model, min_distance_from_limits=_ROOM_RAD),
            mink.CollisionAvoidanceLimit(
                model, list(pairs(mannequin)), gain=0.3,
                minimum_distance_from_collisions=CLEARANCE_M,
                collision_detection_distance=_NOTICE_M,
            ),
            mink.VelocityLimit(model, speeds),
        ]  # fmt: skip

    def solve(self, targets: Targets, told: Callable[[float], None] = lambda _: None) -> Array:
        """Find the joint angles for every sample.

        Args:
            targets: what the body shall do.
            told: hears from time to time which share is done.

        Returns:
            MuJoCo's `qpos`, shape (k, nq).
        """
        rough = targets.every(_ROUGH)
        heights = self._followed(rough, lambda _: None)[:, 2]
        lower = maximum_filter1d(np.maximum(rough.hips[:, 0] - heights - _GIVEN_M, 0.0), _EARLY)
        lower = gaussian_filter1d(lower, _SOFT, mode="nearest")
        hips = targets.hips.copy()
        hips[:, 0] -= np.interp(targets.times_s, rough.times_s, lower)
        found = self._followed(replace(targets, hips=hips), told)
        soft = self.mannequin.columns([*PARTS["arms"], *PARTS["head"]])
        found[:, soft] = gaussian_filter1d(
            found[:, soft], _SOFT_ARM_S * RATE_HZ, axis=0, mode="nearest"
        )
        for end, way in ((0, found), (-1, found[::-1])):
            self._at_rest(found[end], way)
        return found

    def _at_rest(self, end: Array, way: Array) -> None:
        """Let a way that comes to rest come there exactly: redundant joints end where they like."""
        off = self.mannequin.rest - end[self.mannequin.places]
        if np.abs(off).max() < _NEAR_REST_RAD:
            share = minimum_jerk(np.linspace(1.0, 0.0, min(RATE_HZ, len(way))))
            way[: len(share), self.mannequin.places] += share[:, None] * off

    def _followed(self, targets: Targets, told: Callable[[float], None]) -> Array:
        configuration, mannequin = self._configuration, self.mannequin
        start = np.zeros(mannequin.model.nq)
        start[2] = targets.hips[0, 0]
        start[:2] = targets.centre_m[0]
        start[3:7] = _turn(0.0, targets.hips[0, 2]).wxyz
        start[mannequin.places] = mannequin.rest
        configuration.update(start)
        found = np.empty((len(targets.times_s), mannequin.model.nq))
        elbows = [elbows_at(mannequin, side, targets.hands[side]) for side in (0, 1)]
        for _ in range(_SETTLING):
            self._go_to(targets, elbows, 0)
        for i in range(len(found)):
            self._go_to(targets, elbows, i)
            found[i] = configuration.q
            if i % 500 == 0:
                told(i / len(found))
        return found

    def _go_to(self, targets: Targets, elbows: list[Array], i: int) -> None:
        for side in (0, 1):
            x, y, up, heading, toes = targets.soles[side, i]
            self._feet[side].set_target(
                mink.SE3.from_rotation_and_translation(_turn(-toes, heading), np.array([x, y, up]))
            )
            self._aim_arm(side, targets.hands[side, i], elbows[side][i])
        height, lean, face = targets.hips[i]
        self._hips.set_target(
            mink.SE3.from_rotation_and_translation(_turn(lean, face), np.array([0.0, 0.0, height]))
        )
        self._centre.set_target(np.array([*targets.centre_m[i], 0.0]))
        wanted = self._configuration.q.copy()
        wanted[self.mannequin.places] = self.mannequin.rest
        wanted[self._turned] = targets.turns[i]
        self._posture.set_target(wanted)
        tasks = [
            *self._feet, self._centre, self._hips, *self._hands, *self._elbows, self._posture,
            self._calm,
        ]  # fmt: skip
        dt = float(targets.times_s[1] - targets.times_s[0])
        speed = mink.solve_ik(
            self._configuration, tasks, dt, _SOLVER, damping=1e-6, limits=self._limits
        )
        self._configuration.integrate_inplace(speed, dt)

    def _aim_arm(self, side: int, row: Array, elbow: Array) -> None:
        turn = mink.SO3(row[3:7] / np.linalg.norm(row[3:7]))
        self._hands[side].set_target(
            mink.SE3.from_rotation_and_translation(turn, row[:3] - self._chest)
        )
        self._elbows[side].set_target(mink.SE3.from_translation(elbow))


def _fastest(joint: str) -> float:
    """Greatest speed of a joint here, radians a second. Source: ours."""
    return _FASTEST_ARM_RAD_S if part_of(joint) == "arms" else _FASTEST_RAD_S


def _turn(lean_rad: float, heading_rad: float) -> mink.SO3:
    """Facing a heading and leaning forward there."""
    return mink.SO3.from_z_radians(heading_rad) @ mink.SO3.from_y_radians(lean_rad)


def _comfort(mannequin: Mannequin) -> Array:
    """How much each degree of freedom is drawn to its wanted angle, shape (nv,)."""
    cost = np.full(mannequin.model.nv, 0.03)
    cost[:6] = 0.0
    cost[mannequin.columns(("waist_yaw", "head_yaw", "head_pitch")) - 1] = (8.0, 4.0, 4.0)
    for side in SIDES:
        cost[mannequin.columns((f"{side}_hip_yaw",)) - 1] = 0.02
    return cost
