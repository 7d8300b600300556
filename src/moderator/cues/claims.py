"""What a cue needs for itself while it acts."""

from enum import StrEnum


class Resource(StrEnum):
    """Two cues never hold one of these at once."""

    VOICE = "voice"
    ARMS = "arms"
    HEAD = "head"
    WAIST = "waist"
    LEGS = "legs"
    SCREEN = "screen"
    AUDIO = "audio"


Claims = frozenset[Resource]

BODY: Claims = frozenset({Resource.ARMS, Resource.HEAD, Resource.WAIST, Resource.LEGS})
"""Everything that a motion can move."""


def in_words(claims: Claims) -> str:
    """The names of resources, in a fixed order: `voice and arms`."""
    return " and ".join(resource for resource in Resource if resource in claims)
