"""What every group is: children that are claimed, checked and told of as one cue."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.groups.child import Child
from moderator.cues.materials import Materials

_SHOWN = 3


class Group(Action):
    """Children that make one cue, with one outcome."""

    short: ClassVar[str] = "children"

    children: Sequence[Child]

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset().union(
            *(child.claimed(child.heading(heading), materials) for child in self.children)
        )

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        for place, child in self.placed(path, checking):
            child.check_actions(place, child.heading(heading), checking)

    @override
    def check_times(
        self, path: Path_, heading: Heading, lengths: Lengths, checking: Checking
    ) -> None:
        for place, child in self.placed(path, checking):
            child.check_times(place, child.heading(heading), lengths, checking)

    def placed(self, path: Path_, checking: Checking) -> Iterator[tuple[Path_, Child]]:
        """Each child, and where it stands in the document."""
        listed = isinstance(checking.document.at(*path), list)
        around = path if listed else (*path, "children")
        for position, child in enumerate(self.children):
            yield (*around, position), child

    @override
    def lines(self) -> Iterator[str]:
        for child in self.children:
            yield from child.lines()

    @override
    def within(self) -> Iterator[tuple[str, int]]:
        for child in self.children:
            yield from child.within()

    @override
    def must_say(self) -> Iterator[str]:
        for child in self.children:
            if child.on_failure == "fail":
                yield from child.must_say()

    @override
    def in_order(self) -> Iterator[str]:
        for child in self.children:
            yield from child.in_order()

    @override
    def shows(self) -> Iterator[str]:
        for child in self.children:
            yield from child.shows()

    @override
    def sounds(self) -> Iterator[str]:
        for child in self.children:
            yield from child.sounds()

    @override
    def devices(self) -> Iterator[str]:
        for child in self.children:
            yield from child.devices()

    @override
    def motions(self, heading: Heading) -> Iterator[str]:
        for child in self.children:
            yield from child.does(child.heading(heading))

    @override
    def described(self, materials: Materials) -> str:
        titles = [child.title(materials) for child in self.children[:_SHOWN]]
        more = len(self.children) - _SHOWN
        return ", ".join(titles) + (f" and {more} more" if more > 0 else "")
