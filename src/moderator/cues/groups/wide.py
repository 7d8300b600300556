"""Groups that may have groups among their children; those have none: two deep is the deepest."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.acting import PLAIN
from moderator.cues.action import Action
from moderator.cues.groups.child import MOST, Child, TimedChild
from moderator.cues.groups.count_down import CountDown
from moderator.cues.groups.sequence import Sequence
from moderator.cues.groups.timeline import Timeline

_KINDS: Mapping[str, type[Action]] = {
    **PLAIN,
    **{kind.kind: kind for kind in (Timeline, Sequence, CountDown)},
}


class WideChild(Child):
    """A child that may be a group."""

    kinds: ClassVar[Mapping[str, type[Action]]] = _KINDS

    timeline: Timeline | None = None
    sequence: Sequence | None = None
    count_down: CountDown | None = None


class WideTimedChild(WideChild, TimedChild):
    """A child of a timeline that may be a group."""


class WideTimeline(Timeline):
    """A timeline that may have groups among its children."""

    children: Annotated[
        tuple[WideTimedChild, ...],
        Field(min_length=1, max_length=MOST, description="the children, each at its moment"),
    ]


class WideSequence(Sequence):
    """A sequence that may have groups among its children."""

    children: Annotated[
        tuple[WideChild, ...],
        Field(min_length=1, max_length=MOST, description="the children, in order"),
    ]
