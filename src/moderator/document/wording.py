"""Pydantic's complaints in the words of somebody who writes shows."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from moderator.document.annotations import keys_of, models_in

_LONG = 40
_WANTED = {
    "string_type": ("text is wanted here", "write it on one line, or after |"),
    "list_type": ("a list is wanted here", "begin each item with '- '"),
    "tuple_type": ("a list is wanted here", "begin each item with '- '"),
    "dict_type": ("keys and values are wanted here", "write them as 'key: value'"),
    "model_type": ("keys and values are wanted here", "write them as 'key: value'"),
}
_NUMBERS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a number that anybody needs here",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}

Told = tuple[str, str, str]


def in_our_words(
    details: ErrorDetails,
    around: type[BaseModel] | None,
    reading: type[BaseModel] | None,
    *,
    of_a_key: bool,
) -> Told:
    """Code, message and hint for one of pydantic's errors.

    Args:
        details: the error.
        around: the model whose key has it.
        reading: the model that reads the value itself, or that a key is missing from.
        of_a_key: whether the error is in a key that the writer chose.
    """
    kind, value = details["type"], details["input"]
    context = details.get("ctx", {})
    shown = _shown(value)
    if kind == "extra_forbidden":
        return _unknown_key(str(details["loc"][-1]), around)
    if kind == "missing":
        return _missing(str(details["loc"][-1]), reading)
    if isinstance(value, (dict, list)) and context.get("of") == "text":
        return "wrong-shape", *_WANTED["string_type"]
    if kind in _WANTED:
        return "wrong-shape", *_WANTED[kind]
    if kind in _NUMBERS:
        if isinstance(value, (dict, list)):
            return "wrong-shape", f"{_NUMBERS[kind]} is wanted here", "write it after the ': '"
        return "bad-value", f"{shown} is not {_NUMBERS[kind]}", "write it in figures"
    if kind in ("literal_error", "enum"):
        return _not_one_of(shown, value, str(context["expected"]))
    if (bounds := _out_of_bounds(kind, shown, context)) is not None:
        return bounds
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition("; ")
        return "bad-value", message, hint
    if "-" in kind:
        message = details["msg"].replace("{value}", shown)
        return "bad-name" if of_a_key and kind == "bad-value" else kind, message, context["hint"]
    return "bad-value", f"{shown} cannot stand here", ""


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _LONG else text[:_LONG] + "…")


def _out_of_bounds(kind: str, shown: str, context: dict[str, Any]) -> Told | None:
    match kind:
        case "greater_than_equal" | "greater_than":
            return "out-of-range", f"{shown} is too little", f"at least {context.get('ge', 0):g}"
        case "less_than_equal" | "less_than":
            return "out-of-range", f"{shown} is too much", f"at most {context.get('le', 0):g}"
        case "too_short" if context["actual_length"]:
            return "wrong-shape", f"fewer than {context['min_length']} items", "add what is missing"
        case "string_too_short" | "too_short":
            return "empty", "nothing is written here", "write something, or leave the key out"
        case "string_too_long":
            most = context["max_length"]
            return "too-long", f"longer than {most} characters", "shorten it"
        case "too_long":
            return "too-long", f"more than {context['max_length']} items", "leave some out"
    return None


def _missing(key: str, reading: type[BaseModel] | None) -> Told:
    called = getattr(reading, "called", "this")
    what = keys_of(reading).get(key) if reading else ""
    return "missing-key", f"{called} without {key!r}", f"add {key}: {what}" if what else "add it"


def _not_one_of(shown: str, value: object, expected: str) -> Told:
    allowed = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    if isinstance(value, (dict, list)):
        return "wrong-shape", "one word is wanted here", f"write one of: {', '.join(allowed)}"
    near = get_close_matches(str(value).lower(), allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"write one of: {', '.join(allowed)}"
    return "not-one-of", f"{shown} is none of what can stand here", hint


def _unknown_key(key: str, around: type[BaseModel] | None) -> Told:
    if around is None:
        return "unknown-key", f"{key!r} has no place here", "leave it out"
    known = keys_of(around)
    inner = dict(models_in(around))
    kinds = [name for name, model in inner.items() if getattr(model, "kind", None) == name]
    called = getattr(around, "called", "this")
    what = f"{key!r} is not a key of {called}"
    if why_not := getattr(around, "never", {}).get(key):
        return "unknown-key", what, str(why_not)
    if inside := [name for name, model in inner.items() if key in keys_of(model)]:
        return "unknown-key", what, f"it belongs to {inside[0]}: indent it under that"
    near = get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.55)
    if near and near[0] in kinds:
        what = f"{key!r} is not a kind of cue"
    if near:
        return "unknown-key", what, f"did you mean {near[0]!r}?"
    others = [name for name in known if name not in kinds]
    listed = f"keys: {', '.join(others)}"
    return "unknown-key", what, f"kinds: {', '.join(kinds)}; {listed}" if kinds else listed
