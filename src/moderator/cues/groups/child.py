"""A child of a group: actions with their place in the group."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from moderator.cues.acting import Acting
from moderator.cues.action import Heading
from moderator.cues.materials import Materials
from moderator.cues.written import MotionName, Title, Word
from moderator.values.fields import DurationNs

MOST = 200
"""Children of one group."""

_ITS_OWN = "give it a cue of its own"
_NOT_HERE: Mapping[str, str] = {
    "dialogue": _ITS_OWN,
    "talk": _ITS_OWN,
    "cue": "children have no number; write name",
    "continue": "a sequence goes on by itself, and a timeline by its times",
    "pre_wait": "write at in a timeline, or put a wait before it in a sequence",
    "post_wait": "write at in a timeline, or put a wait after it in a sequence",
}


class Child(Acting):
    """One child: one or more actions that begin together."""

    called: ClassVar[str] = "a child of a group"
    never: ClassVar[Mapping[str, str]] = _NOT_HERE

    name: Title | None = Field(None, description="what the record calls it")
    gestures: dict[Word, MotionName] = Field({}, description="the motion made at each [mark: name]")
    on_failure: Literal["fail", "skip"] = Field(
        "fail", description="the whole group fails with it, or goes on without it"
    )

    def heading(self, group: Heading) -> Heading:
        """What its actions share: its own gestures, and the number of the cue."""
        if group.cue not in self._headings:
            self._headings[group.cue] = Heading.model_construct(
                cue=group.cue, name=self.name, gestures=self.gestures
            )
        return self._headings[group.cue]

    @cached_property
    def _headings(self) -> dict[str, Heading]:
        return {}

    def title(self, materials: Materials) -> str:
        """What the record calls it."""
        return self.name or self.told(materials)


class TimedChild(Child):
    """A child of a timeline."""

    at: DurationNs = Field(description="its moment, from the group's start")
