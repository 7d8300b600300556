"""How people behave in a rehearsal, changed on the command line."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from moderator.errors import CannotStart
from moderator.people import Behaviour

_EXAMPLE = "write it like operator.reaction=4s or speakers.ji.talks=15m"


def overridden(behaviour: Behaviour, changes: Sequence[str]) -> Behaviour:
    """Change some of the behaviour that a show sets.

    Args:
        behaviour: the show's `rehearsal` section.
        changes: `KEY=VALUE`, the key with dots as it would be nested in the show.

    Raises:
        CannotStart: a change is not of that form, or not one of behaviour.
    """
    data = behaviour.model_dump()
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
    try:
        return Behaviour.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in details["loc"])
        raise CannotStart(f"--people: {where}: {details['msg']}", _EXAMPLE) from None
