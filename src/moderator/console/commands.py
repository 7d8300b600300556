"""Orders that are typed, as a person says them: `reorder 43 before 41`."""

import re
from dataclasses import dataclass

from moderator.engine.orders import Verb

_NUMBER = r"[0-9A-Za-z][0-9A-Za-z.-]{0,11}"
_CUE = f"(?P<cue>{_NUMBER})"
_FORMS = {
    f"reorder {_CUE} before (?P<words>{_NUMBER})": Verb.REORDER,
    f"cut to {_CUE}": Verb.CUT_TO,
    f"drop {_CUE}": Verb.DROP,
    "shorten": Verb.SHORTEN,
    f"restore {_CUE}": Verb.RESTORE,
    f"jump {_CUE}": Verb.JUMP,
    f"absent {_CUE}": Verb.ABSENT,
    f"present {_CUE}": Verb.PRESENT,
    r"give (?P<words>[0-9.hms]{1,12})": Verb.GIVE_TIME,
    "take back": Verb.TAKE_BACK,
    "ended": Verb.ENDED,
}
WANTED = (
    "reorder CUE before CUE · cut to, drop, restore, jump CUE · absent, present CUE · give 2m · "
    "take back · ended"
)
EXAMPLES = (
    "reorder 43 before 41", "cut to 50", "drop 46", "shorten", "restore 46", "jump 50", "absent 41",
    "present 41", "give 2m", "take back", "ended",
)  # fmt: skip


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
            return Command(verb, **found.groupdict())
    return None


def wanted(line: str) -> str:
    """What a typed line still wants to be an order."""
    if not (words := line.split()):
        return WANTED
    like = [example for example in EXAMPLES if example.startswith(words[0])]
    if not like:
        return f"no such order; there are {WANTED}"
    return f"no order yet, such as {' or '.join(like)}"
