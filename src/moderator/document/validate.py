"""From a document's data to a pydantic model, with every problem in its place."""

import typing
from collections.abc import Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from moderator.document.dialect import Document, Path_
from moderator.document.problems import Problems

Model = TypeVar("Model", bound=BaseModel)

_LONG = 40


def validated(model: type[Model], document: Document, problems: Problems) -> Model | None:
    """Read a document as a model.

    Models say what is wrong with `PydanticCustomError(code, message, {"hint": …})` or a
    `ValueError`; pydantic's own complaints are put into our words.

    Returns:
        The model, or None when there was an error; all errors are noted.
    """
    if document.data is None:
        if not problems.errors:
            problems.error(document.place(), "empty", "the file is empty", "see docs/shows.md")
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _note(model, document, details, problems)
    return None


def _note(
    model: type[BaseModel], document: Document, details: ErrorDetails, problems: Problems
) -> None:
    path = _path_in(document, details["loc"])
    if any(path[: len(refused)] == refused for refused in document.refused):
        return
    code, message, hint = _in_our_words(model, path, details)
    on_key = code in ("unknown-key", "bad-name")
    place = document.key_place(*path) if on_key else document.place(*path)
    if code == "missing-key" and path in document.keys and document.place(*path).line > 1:
        place = document.key_place(*path) if not _is_list_item(path) else document.place(*path)
    problems.error(place, code, message, hint)


def _is_list_item(path: Path_) -> bool:
    return bool(path) and isinstance(path[-1], int)


def _path_in(document: Document, loc: tuple[int | str, ...]) -> Path_:
    """The part of pydantic's location that is a path in the document."""
    path: Path_ = ()
    for step in loc:
        if (*path, step) in document.places:
            path = (*path, step)
    return path


def _in_our_words(
    model: type[BaseModel], path: Path_, details: ErrorDetails
) -> tuple[str, str, str]:
    kind, value = details["type"], details["input"]
    context = details.get("ctx", {})
    shown = repr(value if len(str(value)) <= _LONG else str(value)[:_LONG] + "…")
    match kind:
        case "extra_forbidden":
            return _unknown_key(model, path)
        case "missing":
            return "missing-key", f"{details['loc'][-1]!r} is missing", "add it"
        case "value_error":
            return "bad-value", str(context["error"]), ""
        case "string_type" | "int_type" | "float_type" | "decimal_type" if value is None:
            return "empty", "nothing is written here", "write a value, or leave the key out"
        case "literal_error" | "enum":
            return _not_one_of(shown, value, str(context["expected"]))
        case "int_parsing" | "int_type" | "int_from_float":
            return "bad-value", f"{shown} is not a whole number", ""
        case "float_parsing" | "float_type" | "decimal_parsing":
            return "bad-value", f"{shown} is not a number", ""
        case "string_type":
            return "wrong-shape", "text is wanted here", "write it on one line or after |"
        case "list_type" | "tuple_type":
            return "wrong-shape", "a list is wanted here", "begin each item with '- '"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "wrong-shape", "keys and values are wanted here", "write them as 'key: value'"
        case _ if "_" not in kind or "hint" in context:
            return kind, details["msg"], str(context.get("hint", ""))
        case _:
            return "bad-value", f"{shown}: {details['msg'][0].lower()}{details['msg'][1:]}", ""


def _not_one_of(shown: str, value: object, expected: str) -> tuple[str, str, str]:
    allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    near = get_close_matches(str(value), allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"write one of: {', '.join(allowed)}"
    return "not-one-of", f"{shown} is none of what can stand here", hint


def _unknown_key(model: type[BaseModel], path: Path_) -> tuple[str, str, str]:
    key = str(path[-1])
    around = _model_at(model, path[:-1])
    known = list(_keys(around)) if around else []
    called = getattr(around, "called", "this")
    near = get_close_matches(key.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
    return "unknown-key", f"{key!r} is not a key of {called}", hint


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield info.alias or name


def _model_at(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    """The model that reads the value at a path."""
    candidates: list[Any] = [model]
    for step in path:
        candidates = [inner for outer in candidates for inner in _inside(outer, step)]
    return next((c for c in candidates if _is_model(c)), None)


def _is_model(annotation: object) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _inside(annotation: object, step: str | int) -> list[Any]:
    """What an annotation says of the value one step in, all alternatives unwrapped."""
    if _is_model(annotation):
        for name, info in annotation.model_fields.items():
            if step in (info.alias, name):
                return list(_unwrapped(info.annotation))
        return []
    arguments = get_args(annotation)
    if get_origin(annotation) in (list, tuple) and isinstance(step, int):
        return list(_unwrapped(arguments[0]))
    if get_origin(annotation) is dict:
        return list(_unwrapped(arguments[1]))
    return []


def _unwrapped(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 — annotations are of any type
    if get_origin(annotation) is Annotated:
        yield from _unwrapped(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for alternative in get_args(annotation):
            yield from _unwrapped(alternative)
    else:
        yield annotation
