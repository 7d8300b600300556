"""Every real robot's adapter and its robot of software, for tests that hold for all of them."""

from functools import partial
from math import radians

import pytest
from tests.adapters.kuavo import night as kuavo
from tests.adapters.ros_fjt import night as ros_fjt

from moderator.motion.blend import reach


def g1(folder):
    """A G1, where DDS is installed."""
    pytest.importorskip("cyclonedds")
    from tests.adapters.unitree_g1 import night

    return night.Night(folder)


ROBOTS = {
    "kuavo": kuavo.Night,
    "ros1": partial(ros_fjt.Night, ros=1),
    "ros2": partial(ros_fjt.Night, ros=2),
    "unitree_g1": g1,
}


def bent(robot, deg, lasts_s):
    """A move of the left elbow from where it is."""
    start = {"left_elbow": robot.state().joints_rad["left_elbow"]}
    joints = robot.capabilities(robot.setup.config).joints
    return reach(start, {"left_elbow": radians(deg)}, joints, lasts_s)
