"""Faults as data: what fails, when, and for how long."""

from moderator.faults.drawn import drawn
from moderator.faults.fault import Fault
from moderator.faults.kinds import ANY_BODY, CHANGES, IN_HALL, IN_PHYSICS, Kind
from moderator.faults.prompter import Prompter
from moderator.faults.timing import Timing

__all__ = [
    "ANY_BODY",
    "CHANGES",
    "IN_HALL",
    "IN_PHYSICS",
    "Fault",
    "Kind",
    "Prompter",
    "Timing",
    "drawn",
]
