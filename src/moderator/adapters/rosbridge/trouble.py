"""What can go wrong on the way to a robot behind rosbridge.

ModeratorError
├── LinkLost           the link is gone; it is never made again by itself
└── ServiceFailed      the service answered that it did not do it
    └── NoSuchService  nobody on the robot offers that service
"""

from moderator.errors import ModeratorError


class LinkLost(ModeratorError):
    """The link is gone: nothing was sent, and nobody knows of what is under way."""


class ServiceFailed(ModeratorError):
    """The service answered that it did not do it; the message is its own."""


class NoSuchService(ServiceFailed):
    """Nobody on the robot offers that service."""
