"""From a document's data to a pydantic model, with every problem in its place."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from moderator.document.annotations import keys_of, model_at
from moderator.document.document import Document, Path_
from moderator.document.problems import Problems
from moderator.document.wording import in_our_words

Model = TypeVar("Model", bound=BaseModel)

_ROUNDS = 16
_ON_KEY = ("unknown-key", "bad-name")


def validated(model: type[Model], document: Document, problems: Problems) -> Model | None:
    """Read a document as a model.

    Models say what is wrong with `PydanticCustomError(code, message, {"hint": …})` or a
    `ValueError`; pydantic's own complaints are put into our words.

    Returns:
        The model, or None when there was an error; all errors are noted.
    """
    if document.data is None:
        if not problems.errors:
            needed = [key for key in _required(model) if key in keys_of(model)]
            hint = f"{getattr(model, 'called', 'it')} has {', '.join(needed)}"
            problems.error(document.place(), "empty", "the file is empty", hint)
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if not _only_follows(details):
                _note(model, document, details, problems)
    return None


def salvaged(
    model: type[Model], document: Document, stand_ins: Mapping[str, str]
) -> tuple[Model | None, Document]:
    """Read what is left of a document that has errors, so that the rest can be checked too.

    Args:
        model: what to read it as.
        document: the document, its errors noted already.
        stand_ins: what to put for keys of the whole document that cannot be read.

    Returns:
        The model, None when too little is left; and the document without what was left out.
    """
    for _ in range(_ROUNDS if document.data is not None else 0):
        try:
            return model.model_validate(document.data), document
        except ValidationError as error:
            errors = error.errors(include_url=False)
        missing = {
            str(d["loc"][0]) for d in errors if d["type"] == "missing" and len(d["loc"]) == 1
        }
        locs = [d["loc"] for d in errors if not _only_follows(d)]
        left_out = {_path_in(document, loc) for loc in locs if not missing.intersection(loc[:1])}
        if () in left_out or not missing <= stand_ins.keys():
            break
        document = document.without(left_out)
        assert isinstance(document.data, dict)
        document.data |= {key: stand_ins[key] for key in missing}
    return None, document


def _only_follows(details: ErrorDetails) -> bool:
    """Whether an error is only that of the items inside: pydantic counts the ones that pass."""
    if details["type"] != "too_short":
        return False
    least, written = details["ctx"]["min_length"], len(details["input"])
    return bool(details["ctx"]["actual_length"] < written >= least)


def _required(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if info.is_required():
            yield info.alias or name


def _note(
    model: type[BaseModel], document: Document, details: ErrorDetails, problems: Problems
) -> None:
    loc = details["loc"]
    path = _path_in(document, loc)
    whole = (*path, loc[-1]) if details["type"] == "missing" else path
    if any(whole[: len(refused)] == refused for refused in document.refused):
        return
    of_a_key = bool(loc) and loc[-1] == "[key]"
    around = model_at(model, path[:-1], document.at(*path[:-1])) if path else None
    reading = model_at(model, path, document.at(*path))
    code, message, hint = in_our_words(details, around, reading, of_a_key=of_a_key)
    if "-" in details["type"] and any(refused[:-1] == path for refused in document.refused):
        return  # a rule over several keys, one of which was refused
    on_key = of_a_key or code in (*_ON_KEY, "missing-key")
    problems.error(
        document.key_place(*path) if on_key else document.place(*path), code, message, hint
    )


def _path_in(document: Document, loc: tuple[int | str, ...]) -> Path_:
    """The part of pydantic's location that is a path in the document."""
    path: Path_ = ()
    for step in loc:
        if (*path, step) in document.places:
            path = (*path, step)
    return path
