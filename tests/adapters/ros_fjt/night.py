"""A robot that follows joint trajectories, made of software, and its adapter on this one."""

from math import degrees

from tests.adapters import night

from moderator.adapters.ros_fjt.robot import RosFjt


class Night(night.Night):
    """Both sides; `ros` is 1 or 2."""

    robot_class = RosFjt
    moves = ("goal",)

    def __init__(self, folder, ros=1):
        self._ros = ros
        super().__init__(folder, "moderator_simulator.fakes.ros", "--ros", str(ros))

    def config(self):
        return {"port": self.fake.ready["port"], "ros": self._ros}

    def joints_deg(self, since_s):
        """Where the joints were, degrees, with when; since that time."""
        return [
            (line["at_s"], [degrees(angle) for angle in line["rad"].values()])
            for line in self.came("joints")
            if line["at_s"] >= since_s
        ]
