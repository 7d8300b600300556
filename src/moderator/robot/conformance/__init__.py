"""The conformance kit: whether a robot keeps the contract, sentence by sentence."""

from moderator.robot.conformance.kit import SENTENCES, Report, Result, run
from moderator.robot.conformance.offline import SENTENCES as OFFLINE
from moderator.robot.conformance.sentence import Broken, Need, Sentence

__all__ = ["OFFLINE", "SENTENCES", "Broken", "Need", "Report", "Result", "Sentence", "run"]
