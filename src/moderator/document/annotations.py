"""Finding the model that reads a value, from the annotations of the models around it."""

import typing
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from moderator.document.document import Tree


def model_at(
    model: type[BaseModel], path: tuple[str | int, ...], value: Tree
) -> type[BaseModel] | None:
    """The model that reads the value at a path; of several, the one whose keys are there."""
    candidates: list[Any] = [model]
    for step in path:
        candidates = [inner for outer in candidates for inner in _inside(outer, step)]
    written = value if isinstance(value, dict) else {}
    models = [candidate for candidate in candidates if _is_model(candidate)]
    return max(models, key=lambda m: len(written.keys() & keys_of(m).keys()), default=None)


def keys_of(model: type[BaseModel]) -> dict[str, str]:
    """The keys of a model as they are written, and what each is for."""
    return {
        info.alias or name: info.description or ""
        for name, info in model.model_fields.items()
        if not info.exclude
    }


def models_in(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The models one step in, by their key."""
    for name, info in model.model_fields.items():
        for inner in _unwrapped(info.annotation):
            if _is_model(inner):
                yield info.alias or name, inner


def _is_model(annotation: object) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _inside(annotation: object, step: str | int) -> list[Any]:
    """What an annotation says of the value one step in, all alternatives unwrapped."""
    if _is_model(annotation) and issubclass(annotation, RootModel):
        return [
            inner
            for whole in _unwrapped(annotation.model_fields["root"].annotation)
            for inner in _inside(whole, step)
        ]
    if _is_model(annotation) and isinstance(step, int):
        short = annotation.model_fields.get(getattr(annotation, "short", ""))
        written = _unwrapped(short.annotation) if short else ()
        return [inner for outer in written for inner in _inside(outer, step)]
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
