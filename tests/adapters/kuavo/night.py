"""A Kuavo made of software at the far side, and its adapter on this one."""

from math import degrees

from tests.adapters import night

from moderator.adapters.kuavo.robot import Kuavo


class Night(night.Night):
    """Both sides; `version` is the fake's."""

    robot_class = Kuavo
    moves = ("arms", "head", "waist")

    def __init__(self, folder, version=45):
        super().__init__(folder, "moderator_simulator.fakes.kuavo", "--version", str(version))

    def config(self):
        return {"port": self.fake.ready["port"]}

    def joints_deg(self, since_s):
        """Where the arms and the head were, degrees, with when; since that time."""
        return [
            (line["at_s"], [degrees(angle) for angle in line["q"][12:]])
            for line in self.came("joints")
            if line["at_s"] >= since_s
        ]
