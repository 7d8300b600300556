"""Hearing: listeners that turn what the host says into text, and the gate before them."""

from moderator.hearing.contract import Heard, Listener
from moderator.hearing.ears import Ears

__all__ = ["Ears", "Heard", "Listener"]
