from math import radians

from hypothesis import given
from tests.motion.curves import Limits, trajectories

from moderator.motion.limits import offence
from moderator.motion.motion import Manifest, Peak
from moderator.motion.trajectory import Trajectory

KNEE = Limits("left_knee", 0.0, radians(150), 8.0)
HEAD = Limits("head_yaw", radians(-30), radians(30), 5.0)


def manifest(**peaks: Peak) -> Manifest:
    return Manifest("try", "", 20.0, {}, {}, peaks, (), (), ())


def knee(
    lower: float = 0,
    upper: float = 10,
    speed: float = 1,
    at: tuple[float, float, float] = (0, 0, 0),
) -> Peak:
    return Peak(radians(lower), at[0], radians(upper), at[1], speed, at[2])


def test_a_motion_within_the_limits_is_let_pass() -> None:
    assert offence(manifest(left_knee=knee(0, 150, 8)), [KNEE, HEAD]) is None


def test_an_angle_too_great_is_told_with_joint_time_and_figure() -> None:
    told = offence(manifest(left_knee=knee(upper=151.2, at=(0, 12.4, 0))), [KNEE])
    assert told == "left_knee reaches 151.2° at 12.40 s, limit 150.0°"


def test_an_angle_too_small_is_told_as_well() -> None:
    told = offence(manifest(left_knee=knee(lower=-3, at=(1.5, 0, 0))), [KNEE])
    assert told == "left_knee reaches -3.0° at 1.50 s, limit 0.0°"


def test_a_speed_too_great_is_told_in_radians_a_second() -> None:
    told = offence(manifest(left_knee=knee(speed=9.1, at=(0, 0, 3.2))), [KNEE])
    assert told == "left_knee is driven at 9.10 rad/s at 3.20 s, limit 8.00"


def test_figures_that_nearly_meet_are_told_apart() -> None:
    told = offence(manifest(left_knee=knee(upper=150.004)), [KNEE])
    assert told == "left_knee reaches 150.004° at 0.00 s, limit 150.000°"


def test_of_several_offences_the_earliest_is_told() -> None:
    peaks = {
        "left_knee": knee(upper=160, speed=9, at=(0, 5, 4)),
        "head_yaw": knee(lower=-40, upper=40, at=(6, 3, 0)),
    }
    assert str(offence(manifest(**peaks), [KNEE, HEAD])).startswith(
        "head_yaw reaches 40.0° at 3.00"
    )


def test_a_joint_that_the_robot_lacks_is_told_with_the_nearest_one() -> None:
    told = offence(manifest(left_kne=knee()), [KNEE, HEAD])
    assert told == "the robot has no joint left_kne; did you mean left_knee?"


@given(trajectories())
def test_a_limit_just_inside_a_peak_is_found_and_one_just_outside_is_not(
    trajectory: Trajectory,
) -> None:
    peaks = trajectory.peaks()
    motion = manifest(**peaks)
    around = [
        Limits(name, p.lower_rad - 1e-6, p.upper_rad + 1e-6, p.velocity_rad_s + 1e-6)
        for name, p in peaks.items()
    ]
    assert offence(motion, around) is None
    name, peak = next(iter(peaks.items()))
    tight = Limits(name, peak.lower_rad - 1, peak.upper_rad - 1e-6, peak.velocity_rad_s + 1)
    assert str(offence(motion, [tight, *around[1:]])).startswith(f"{name} reaches")
