"""A G1 made of software at the far side, and its adapter on this one."""

from math import degrees

from tests.adapters import night

from moderator.adapters.unitree_g1.kept import Kept
from moderator.adapters.unitree_g1.robot import UnitreeG1
from moderator.adapters.unitree_g1.settings import G1Settings

MODULE = "moderator_simulator.fakes.unitree_g1"


def config_of(ready):
    """What leads to a fake that has said that it is ready."""
    peers = ["127.0.0.1"]
    return {"interface": "lo", "peers": peers, "domain": ready["domain"], "ramp_s": 1.0}


class Night(night.Night):
    """Both sides."""

    robot_class = UnitreeG1
    moves = ("arms",)

    def __init__(self, folder, *arguments):
        super().__init__(folder, MODULE, *arguments)
        Kept(G1Settings(**self.config())).end()  # of an earlier one in this domain

    def config(self):
        return config_of(self.fake.ready)

    def joints_deg(self, since_s):
        """Where arms and waist were, degrees, with when; since that time."""
        return [
            (line["at_s"], [degrees(angle) for angle in line["q"][12:]])
            for line in self.came("joints")
            if line["at_s"] >= since_s
        ]
