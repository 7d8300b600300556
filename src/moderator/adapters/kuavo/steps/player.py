"""Kuavo's own players: what each of them takes of a file, and the figures that hold for both."""

from dataclasses import dataclass

LEAD_IN_S = 2.0
"""For so long the robot stands while its arms come to the first pose. Source: the first pose of
src/demo/taiji/taiji.json."""
SWING_M = 0.06
"""So high a foot is swung. Source: swingHeight of src/humanoid-control/humanoid_controllers/config/
kuavo_v45/mpc/task.info and src/ocs2/ocs2_core/src/reference/ModeSchedule.cpp, where
src/demo/taiji/actions_player.py leaves it; the CSV's player as of commit 1885f14, before 0.10."""
LONGEST_S = 1.0
"""The longest time of a row. Source: src/demo/taiji/read.md."""
QUICKEST_S = 0.4
"""The quickest step in a file of its maker. Source: src/demo/full_body_demo/actions/
taichi_motion_1.json, and src/demo/csv2body_demo/actions/taiji_step.csv."""
LONGEST_STEP_M = 0.59
"""The longest step in a file of its maker. Source: src/demo/csv2body_demo/actions/
taiji_wuhan_step_part.csv."""
WIDEST_TURN_DEG = 53.0
"""The widest turn of a foot in one step of such a file. Source: src/demo/csv2body_demo/
actions/taiji_step.csv."""
LOWEST_M = -0.30
"""As low as such a file has the torso. Source: src/demo/full_body_demo/actions/
taichi_motion_1.json."""
APART_M = 0.1
"""How far left of the torso's middle the left foot of a standing robot counts as, and as far right
the right one. Source: src/humanoid-control/humanoid_interface_ros/scripts/simStepControl.py."""
BEHIND_M = 0.03
"""How far behind the line between the feet the CSV's player puts the torso. Source:
src/demo/csv2body_demo/step_player_csv_ocs2.py, as of commit 1885f14."""
STANDS_S = 0.1
"""The least time on both feet between two steps; without one the controller puts in 0.4 s of its
own, and the arms are no more in step. Source: ours, and default_stance_duration_ of
src/humanoid-control/humanoid_controllers/config/kuavo_v45/command/reference.info."""

ARMS_EVERY_S = 0.1
"""How often a file says where the arms are: between, they go straight. Source: the rows of
src/demo/csv2body_demo/actions/taiji_step.csv; HumanoidArmTargetPosesNode.cpp."""


@dataclass(frozen=True)
class Player:
    """One player.

    Attributes:
        program: what is run on the robot with the file.
        keeps_torso: whether the torso goes where the file has it. Else its height is 0, which is as
            it stands, and its middle midway between the feet.
        rows_in_steps: whether a step has rows of its own for the arms, of which the last says where
            the foot comes down. Else it is one row, and the arms are a list of their own.
        every_s: how often the file says where the torso is, seconds.
    """

    program: str
    keeps_torso: bool
    rows_in_steps: bool
    every_s: float


PLAYERS = {
    ".json": Player(
        "src/demo/taiji/actions_player.py", keeps_torso=True, rows_in_steps=False, every_s=0.5
    ),
    ".csv": Player(
        "src/demo/csv2body_demo/step_player_csv_ocs2.py",
        keeps_torso=False,
        rows_in_steps=True,
        every_s=ARMS_EVERY_S,
    ),
}
"""By the ending of the file. The first one's neighbour, src/demo/full_body_demo/actions_player.py,
takes the same file and its swing heights. None of them takes roll and pitch of the torso."""
