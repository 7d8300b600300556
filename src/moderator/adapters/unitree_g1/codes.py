"""The G1's services by name, and what their answers' codes mean, in words for an operator.

Sources: unitreerobotics/unitree_sdk2_python at 37116c5, `unitree_sdk2py/rpc/internal.py`,
`unitree_sdk2py/g1/*/*_api.py` and `unitree_sdk2py/comm/motion_switcher`; for 7400 and up
unitreerobotics/unitree_sdk2, `include/unitree/robot/g1/arm/g1_arm_action_error.hpp`, and for 7300
and up `g1_loco_error.hpp`.
"""

ARM = "arm"
VOICE = "voice"
LOCO = "sport"
OLDER_LOCO = "loco"
"""What firmware of early 2025 calls it. Source: unitree_sdk2_python issue 42; hucebot/g1pilot issue
15 has the change."""
SWITCHER = "motion_switcher"

CHECK_MODE = 1001
"""Of the switcher: the name of the controller that has the robot; none in debug mode."""
GET_STATE = 7001
"""Of loco: the number of its walking state."""
SET_STATE = 7101
DAMP = 1
"""A walking state: every joint gives way slowly, and a standing robot sinks and falls. Source:
unitree_sdk2_python, `g1_loco_client.py`, `Damp`."""
STANDING_STATES = (500, 501, 801)
"""Walking states in which arm actions are allowed. Source: g1_arm_action_error.hpp, 7404."""
SET_VELOCITY = 7105
"""Of loco: three figures in `velocity`, m/s, m/s, rad/s, for `duration` seconds."""
DO_ARM_ACTION = 7106
"""Of arm: the action's number in `data`."""
PLAY = 1003
"""Of voice: samples of 16 bits as bytes, for a stream by name."""
STOP_PLAYING = 1004

ACTIONS = {
    "two_hand_kiss": 11,
    "left_kiss": 12,
    "right_kiss": 13,
    "hands_up": 15,
    "clap": 17,
    "high_five": 18,
    "hug": 19,
    "heart": 20,
    "right_heart": 21,
    "reject": 22,
    "right_hand_up": 23,
    "x_ray": 24,
    "face_wave": 25,
    "high_wave": 26,
    "shake_hand": 27,
}
"""Its own arm actions. Source: `g1_arm_action_client.py`, `action_map`."""
RELEASE_ARM = 99
"""The arm action that gives the arms back. Source: likewise."""

NOT_SENT = 3102
NO_ANSWER = 3104
UNREADABLE = 3106
NOT_OFFERED = 3203
ARM_SDK_BUSY = 7400
ARMS_HELD = 7401

_MEANING = {
    3001: "the robot says that something unknown went wrong",
    NOT_SENT: "nobody takes the request: is the robot in debug mode, or the network another?",
    3103: "the service does not offer this; the robot's firmware may be older",
    NO_ANSWER: "no answer in time; is the robot in debug mode, and the network the right one?",
    3105: "the answer is of another request",
    UNREADABLE: "the answer cannot be read",
    3201: "the robot could not send its answer",
    3202: "the service has a fault of its own",
    NOT_OFFERED: "the service does not know this; the robot's firmware may be older",
    3204: "the service does not take these values",
    3205: "another program has leased the service; end it first",
    7301: "the robot does not know its own walking state; restart its own controller",
    7302: "its own controller cannot be set so from where it is now",
    7303: "it has no such task",
    ARM_SDK_BUSY: "another program streams to rt/arm_sdk; end it first",
    ARMS_HELD: "its arms hold a pose; release them first (action 99)",
    7402: "it has no arm action of that number",
    7404: "its controller is not in a state that allows arm actions; let it stand or walk first",
}


def meaning(code: int) -> str:
    """What a code says, in words; empty for 0, which is well."""
    if code == 0:
        return ""
    return f"{_MEANING.get(code, 'the robot refuses')} (code {code})"
