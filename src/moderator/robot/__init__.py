"""The robot interface: one contract, many adapters."""

from moderator.body.table import Joint
from moderator.robot.capabilities import (
    BuiltIn,
    Capabilities,
    Grade,
    StopEffect,
    Support,
)
from moderator.robot.contract import (
    LONGEST_WALK_S,
    Check,
    Gauge,
    Handle,
    MotionHandle,
    Robot,
    RobotSetup,
    RobotState,
    SpeechHandle,
    StopReceipt,
    StopRoute,
)
from moderator.robot.outcome import Ended, Outcome
from moderator.robot.trial import Freeze, Trial

__all__ = [
    "LONGEST_WALK_S",
    "BuiltIn",
    "Capabilities",
    "Check",
    "Ended",
    "Freeze",
    "Gauge",
    "Grade",
    "Handle",
    "Joint",
    "MotionHandle",
    "Outcome",
    "Robot",
    "RobotSetup",
    "RobotState",
    "SpeechHandle",
    "StopEffect",
    "StopReceipt",
    "StopRoute",
    "Support",
    "Trial",
]
