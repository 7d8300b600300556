"""Which variant of a motion is made: another one than the last time, by chance."""

from moderator.motion.library import Library
from moderator.motion.variants import family
from moderator.values.chance import Chance


class Variants:
    """The picks of one run.

    Args:
        motions: the motions that there are.
        chance: random streams; each family of motions has one of its own.
    """

    def __init__(self, motions: Library, chance: Chance) -> None:
        self._motions = motions
        self._chance = chance
        self._last: dict[str, str] = {}

    def pick(self, asked: str) -> str:
        """Return the full name of the motion to make now.

        Args:
            asked: a motion's name as the show has it; one of the robot's own is itself.
        """
        choices = self._motions.variants(asked) or [asked]
        others = [name for name in choices if name != self._last.get(family(asked))] or choices
        picked = self._chance.stream(f"variant/{family(asked)}").choice(others)
        self._last[family(asked)] = picked
        return picked
