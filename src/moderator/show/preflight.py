"""The checks that a show adds to preflight: what a person looks at and confirms."""

from typing import ClassVar

from pydantic import Field

from moderator.cues.checking import Checking
from moderator.cues.written import Title, Word, Written

_TAKEN = (
    "link", "battery", "temperature", "balance", "joints", "rope", "supervisor", "limits", "words",
)  # fmt: skip
"""Checks of the robot's and the engine's."""


class PreflightCheck(Written):
    """Something that a person confirms before the robot may move."""

    called: ClassVar[str] = "a check of preflight"

    check: Word = Field(description="its name")
    ask: Title = Field(description="what the person is asked; yes means that all is well")
    if_not: Title = Field("put it right", description="what to do when it is not so")


def check_preflight(checks: tuple[PreflightCheck, ...], checking: Checking) -> None:
    """Note names that stand twice, or that are a check's of the robot."""
    names = list(_TAKEN)
    for position, one in enumerate(checks):
        if one.check in names:
            what = f"a check {one.check!r} a second time"
            hint = f"names are unique; taken: {', '.join(_TAKEN)}"
            checking.error(("preflight", position, "check"), "duplicate-check", what, hint)
        names.append(one.check)
