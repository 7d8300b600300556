"""Orders that are typed, as a person says them: `reorder 43 before 41`."""

import re
from dataclasses import dataclass

from moderator.engine.orders import Verb

_CUE = r"([0-9A-Za-z][0-9A-Za-z.-]{0,11})"
_FORMS = {
    f"reorder {_CUE} before {_CUE}": Verb.REORDER,
    f"cut to {_CUE}": Verb.CUT_TO,
    f"drop {_CUE}": Verb.DROP,
    f"restore {_CUE}": Verb.RESTORE,
    f"jump {_CUE}": Verb.JUMP,
}
WANTED = "reorder CUE before CUE · cut to CUE · drop CUE · restore CUE · jump CUE"


@dataclass(frozen=True)
class Command:
    """An order that was typed.

    Attributes:
        verb: what to do.
        cue: the cue it names.
        words: what else it names.
    """

    verb: Verb
    cue: str | None = None
    words: str = ""


def command(line: str) -> Command | None:
    """Read a typed order; None when it is none."""
    told = " ".join(line.split())
    for form, verb in _FORMS.items():
        if found := re.fullmatch(form, told):
            return Command(verb, *found.groups())
    return None
