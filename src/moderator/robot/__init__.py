"""The robot interface: one contract, many adapters."""

from moderator.body.table import Joint
from moderator.robot.capabilities import (
    BuiltIn,
    Capabilities,
    Grade,
    StopEffect,
    Support,
    VoiceLatency,
)
from moderator.robot.contract import (
    LONGEST_WALK_S,
    DatagramRoute,
    Handle,
    MotionHandle,
    ProgramRoute,
    Robot,
    RobotSetup,
    SpeechHandle,
    StopReceipt,
    StopRoute,
)
from moderator.robot.export import Export, Loss, Stretch
from moderator.robot.limits import Limit, Passed, Reading, Rule, passed
from moderator.robot.outcome import Ended, Outcome
from moderator.robot.state import Check, Found, Gauge, RobotState
from moderator.robot.trial import Freeze, Trial

__all__ = [
    "LONGEST_WALK_S",
    "BuiltIn",
    "Capabilities",
    "Check",
    "DatagramRoute",
    "Ended",
    "Export",
    "Found",
    "Freeze",
    "Gauge",
    "Grade",
    "Handle",
    "Joint",
    "Limit",
    "Loss",
    "MotionHandle",
    "Outcome",
    "Passed",
    "ProgramRoute",
    "Reading",
    "Robot",
    "RobotSetup",
    "RobotState",
    "Rule",
    "SpeechHandle",
    "StopEffect",
    "StopReceipt",
    "StopRoute",
    "Stretch",
    "Support",
    "Trial",
    "VoiceLatency",
    "passed",
]
