"""A sequence: children one after another."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Heading, Lengths, Span
from moderator.cues.groups.child import MOST, Child
from moderator.cues.groups.group import Group
from moderator.cues.groups.performing import Placed, begins_ns, performed
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.robot import Outcome

InOrder = Annotated[
    tuple[Child, ...],
    Field(min_length=1, max_length=MOST, description="the children, in order"),
]


class Sequence(Group):
    """Children of which each begins when the one before has ended."""

    called: ClassVar[str] = "a sequence"
    kind: ClassVar[str] = "sequence"

    children: InOrder

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return sum(child.lasts_ns(child.heading(heading), lengths) for child in self.children)

    @override
    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        due_ns = 0
        for child in self.children:
            for action in child.actions():
                own = child.heading(heading)
                lead_ns = action.length_ns(own, lengths) - action.after_ns(own, lengths)
                for span in action.spans(own, lengths, materials):
                    yield span.later(due_ns + lead_ns)
            due_ns += child.lasts_ns(child.heading(heading), lengths)

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        due_ns, exact = begins_ns(stage), True
        for n, child in enumerate(self.children):
            placed = Placed(child, f"sequence[{n}]", due_ns, is_moment=False)
            went = await performed(placed, heading, stage)
            if not went.outcome.ok:
                return went.outcome
            due_ns, exact = went.ended_ns, exact and went.exact
        if exact:
            stage.ends_at(due_ns)
        return Outcome.succeeded()
