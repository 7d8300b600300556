"""The book: the show as it is performed, which a revised one may take the place of."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderator.cues.action import Lengths
from moderator.cues.materials import Materials
from moderator.show.lengths import Measured
from moderator.show.lines import Ready
from moderator.show.model import Show


@dataclass(frozen=True)
class Edition:
    """A show whose lines lie rendered.

    Attributes:
        show: what is written.
        materials: what it refers to.
        ready: its lines, by their text as written.
    """

    show: Show
    materials: Materials
    ready: Mapping[str, Ready]


class Book:
    """The edition that is performed now. Whoever needs it later than now asks here again.

    Args:
        edition: the first.
    """

    def __init__(self, edition: Edition) -> None:
        self.take(edition)

    def take(self, edition: Edition) -> None:
        """Perform another from now on."""
        self.edition = edition
        sounds = {text: line.sound for text, line in edition.ready.items()}
        self.lengths: Lengths = Measured(edition.materials, sounds)

    @property
    def show(self) -> Show:
        """What is written."""
        return self.edition.show

    @property
    def materials(self) -> Materials:
        """What it refers to."""
        return self.edition.materials

    @property
    def ready(self) -> Mapping[str, Ready]:
        """The lines that lie rendered, by their text as written."""
        return self.edition.ready
