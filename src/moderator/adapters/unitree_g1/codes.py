"""The G1's services by name, and what their answers' codes mean, in words for an operator.

Sources: unitreerobotics/unitree_sdk2_python at 37116c5, `unitree_sdk2py/rpc/internal.py` and
`unitree_sdk2py/g1/*/*_api.py`; for 7400 and up unitreerobotics/unitree_sdk2,
`include/unitree/robot/g1/arm/g1_arm_action_error.hpp`, and for 7300 and up `g1_loco_error.hpp`.
"""

ARM_SERVICE = "arm"
VOICE_SERVICE = "voice"
LOCO_SERVICE = "sport"
"""Source: `g1_loco_api.py`."""

SET_VELOCITY = 7105
"""Of loco: three figures in `velocity`, m/s, m/s, rad/s, for `duration` seconds."""
DO_ARM_ACTION = 7106
"""Of arm: the action's number in `data`."""
LIST_ARM_ACTIONS = 7107
SPEAK = 1001
PLAY = 1003
STOP_PLAYING = 1004

RELEASE_ARM = 99
"""The arm action that gives the arms back. Source: `g1_arm_action_client.py`."""

_MEANING = {
    3001: "the robot says that something unknown went wrong",
    3102: "the request did not leave, or no such service is there; is the robot in debug mode?",
    3103: "the service does not offer this; the robot's firmware may be older",
    3104: "no answer in time; is the robot in debug mode, and the network the right one?",
    3105: "the answer is of another request",
    3106: "the answer cannot be read",
    3201: "the robot could not send its answer",
    3202: "the service has a fault of its own",
    3203: "the service does not know this; the robot's firmware may be older",
    3204: "the service does not take these values",
    3205: "another program has leased the service; end it first",
    7301: "the robot does not know its own walking state; restart its own controller",
    7302: "its own controller cannot be set so from where it is now",
    7303: "it has no such task",
    7400: "another program streams to rt/arm_sdk; end it first",
    7401: "its arms hold a pose; release them first (action 99)",
    7402: "it has no arm action of that number",
    7404: "its controller is not in a state that allows arm actions; let it stand or walk first",
}


def meaning(code: int) -> str:
    """What a code says, in words; empty for 0, which is well."""
    if code == 0:
        return ""
    return f"{_MEANING.get(code, 'the robot refuses')} (code {code})"
