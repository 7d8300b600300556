"""How people behave in a rehearsal, changed on the command line."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from moderator.document.annotations import model_at
from moderator.document.wording import in_our_words
from moderator.errors import CannotStart
from moderator.people import Behaviour
from moderator.show.checks import answer_ids
from moderator.show.model import Show

_EXAMPLE = "write it like operator.reaction=4s or speakers.ji.talks=15m"


def overridden(show: Show, changes: Sequence[str]) -> Behaviour:
    """Change some of the behaviour that a show sets.

    Args:
        show: the show, with its `rehearsal` section.
        changes: `KEY=VALUE`, the key with dots as it would be nested in the show.

    Raises:
        CannotStart: a change is not of that form, or not one of behaviour.
    """
    data = show.rehearsal.model_dump()
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise CannotStart(f"--people {change!r} has no value", _EXAMPLE)
        *outer, last = key.split(".")
        inside: Any = data
        for name in outer:
            inside = inside.setdefault(name, {}) if isinstance(inside, dict) else None
        if not isinstance(inside, dict):
            raise CannotStart(f"--people {change!r}: {key!r} cannot be nested so", _EXAMPLE)
        is_list = isinstance(inside.get(last), tuple)
        inside[last] = value.split(";") if is_list else value
    for key in data["speakers"] if isinstance(data["speakers"], dict) else ():
        if key not in show.people:
            hint = f"there are: {', '.join(show.people) or 'none'}"
            raise CannotStart(f"--people: there is no person {key!r} in the show", hint)
    try:
        behaviour = Behaviour.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        around = model_at(Behaviour, details["loc"][:-1], None)
        _, message, hint = in_our_words(details, around, None, of_a_key=False)
        where = ".".join(str(part) for part in details["loc"])
        raise CannotStart(f"--people: {where}: {message}", hint or _EXAMPLE) from None
    known = answer_ids(show)
    for wanted in behaviour.host.asks:
        if wanted not in known:
            near = get_close_matches(wanted, known, n=1)
            there_are = f"there are: {', '.join(known) or 'none'}"
            hint = f"did you mean {near[0]!r}?" if near else there_are
            raise CannotStart(f"--people: there is no answer {wanted!r} in the show", hint)
    return behaviour
