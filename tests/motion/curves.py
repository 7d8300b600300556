"""Trajectories that hypothesis thinks up, and limits to hold them to."""

from dataclasses import dataclass

from hypothesis import strategies as st

from moderator.motion.trajectory import Trajectory


@dataclass(frozen=True)
class Limits:
    name: str
    lower_rad: float
    upper_rad: float
    velocity_rad_s: float


_angle = st.floats(-3, 3)
_speed = st.floats(-6, 6)
_step = st.floats(0.05, 3)


@st.composite
def trajectories(draw: st.DrawFn, standing: bool = False) -> Trajectory:
    """Trajectories of one to three joints; `standing` ones begin at rest."""
    joints = ("left_knee", "head_yaw", "waist_yaw")[: draw(st.integers(1, 3))]
    times = [0.0]
    for step in draw(st.lists(_step, min_size=1, max_size=6)):
        times.append(times[-1] + step)
    rows = [tuple(draw(_angle) for _ in joints) for _ in times]
    speeds = [tuple(draw(_speed) for _ in joints) for _ in times]
    if standing:
        speeds[0] = (0.0,) * len(joints)
    return Trajectory(joints, tuple(times), tuple(rows), tuple(speeds))


@st.composite
def moments(
    draw: st.DrawFn,
) -> tuple[list[Limits], dict[str, float], dict[str, float], dict[str, float]]:
    """Joints with their limits, a pose and speeds within them, and another such pose."""
    limits = [
        Limits(name, draw(st.floats(-3, -0.2)), draw(st.floats(0.2, 3)), draw(st.floats(0.2, 6)))
        for name in ("left_knee", "head_yaw", "waist_yaw")[: draw(st.integers(1, 3))]
    ]
    pose, goal = (
        {joint.name: draw(st.floats(joint.lower_rad, joint.upper_rad)) for joint in limits}
        for _ in range(2)
    )
    fastest = {joint.name: joint.velocity_rad_s for joint in limits}
    speeds = {name: draw(st.floats(-limit, limit)) for name, limit in fastest.items()}
    return limits, pose, speeds, goal
