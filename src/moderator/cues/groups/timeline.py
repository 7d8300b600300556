"""A timeline: children whose moments are counted from the group's start."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Heading, Lengths, Span
from moderator.cues.checking import Checking, Path_
from moderator.cues.groups.child import MOST, TimedChild
from moderator.cues.groups.group import Group
from moderator.cues.groups.overlaps import check_overlaps
from moderator.cues.groups.performing import Placed, all_of, begins_ns, performed
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.knowledge.template import names_in
from moderator.robot import Outcome
from moderator.values.duration import seconds

Timed = Annotated[
    tuple[TimedChild, ...],
    Field(min_length=1, max_length=MOST, description="the children, each at its moment"),
]


class Timeline(Group):
    """Children at moments from the group's start.

    A line's moment is its first word, a motion's its apex where that is asked for, a message's when
    it leaves. What has to begin before the first moment for that delays the whole.
    """

    called: ClassVar[str] = "a timeline"
    kind: ClassVar[str] = "timeline"

    children: Timed

    @override
    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:
        """The largest that a child needs before the group's start."""
        early = (
            action.lead_ns(child.heading(heading), lengths) - child.at
            for child in self.children
            for action in child.actions()
        )
        return max(0, *early)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        ends = (
            child.at + action.after_ns(child.heading(heading), lengths)
            for child in self.children
            for action in child.actions()
        )
        return self.lead_ns(heading, lengths) + max(0, *ends)

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        super().check(path, heading, checking)
        live = checking.materials.live
        for place, child in self.placed(path, checking):
            lines = child.speak.lines() if child.speak else ()
            if any(name in live for line in lines for name in names_in(line)):
                what = "a line with a live fact is rendered when its moment has come, and is late"
                hint = "say it before the timeline, or take a fact from the sheet"
                checking.warning((*place, "speak"), "late-line", what, hint)

    @override
    def in_order(self) -> Iterator[str]:
        for child in sorted(self.children, key=lambda child: child.at):
            yield from child.in_order()

    @override
    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        for child in self.children:
            for span in child.spans(child.heading(heading), lengths, materials):
                yield span.later(child.at)

    @override
    def check_times(
        self, path: Path_, heading: Heading, lengths: Lengths, checking: Checking
    ) -> None:
        super().check_times(path, heading, lengths, checking)
        placed = [
            (place, tuple(span.later(child.at) for span in spans))
            for place, child in self.placed(path, checking)
            if isinstance(child, TimedChild)
            for spans in [child.spans(child.heading(heading), lengths, checking.materials)]
        ]
        check_overlaps(placed, checking)

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        """Slide as a whole when it begins late; never move one child against another."""
        lead_ns = self.lead_ns(heading, stage.lengths)
        zero_ns = begins_ns(stage) + lead_ns
        if lead_ns and stage.moment_ns is None:
            stage.record("lead", lead_s=seconds(lead_ns), zero_s=seconds(zero_ns))
        return await all_of(
            stage,
            [
                performed(Placed(child, f"timeline[{n}]", zero_ns + child.at), heading, stage)
                for n, child in enumerate(self.children)
            ],
        )
