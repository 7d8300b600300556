"""Settings that did not come with a place in a file."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from moderator.document.wording import in_our_words
from moderator.errors import CannotStart

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], data: Mapping[str, object], what: str) -> Model:
    """Read settings.

    Args:
        model: what to read them as.
        data: the settings.
        what: what they are called in the error.

    Raises:
        CannotStart: they are not right; every problem in one line.
    """
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        found = "; ".join(_in_words(model, details) for details in error.errors(include_url=False))
        known = ", ".join(info.alias or name for name, info in model.model_fields.items())
        raise CannotStart(f"{what}: {found}", f"known keys: {known}") from None


def _in_words(model: type[BaseModel], details: ErrorDetails) -> str:
    code, message, hint = in_our_words(details, model, model, of_a_key=False)
    told = f"{message} ({hint})" if hint else message
    place = ".".join(str(key) for key in details["loc"])
    of_its_own = code in ("unknown-key", "missing-key") and len(details["loc"]) == 1
    return told if of_its_own or not place else f"{place}: {told}"
