"""Lines with places for facts, such as `In {gdp_h1.period} it reached {gdp_h1}`."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from moderator.values.in_mandarin import said_in, written_in
from moderator.values.language import Language, language_of
from moderator.values.quantity import Value

_SLOT = re.compile(r"\{([^{}]*)\}")
_JSON = re.compile(r"\s*(\[|\{(?![a-z][a-z0-9_.]*\}))")
_READ = str.maketrans("{}[]", "()()")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True)
class Filled:
    """A line with its facts in place.

    Attributes:
        written: as captions show it.
        said: with each fact put into words, ready to be made speakable.
        used: the names of the facts in it, in order, each once.
        language: the language that it is in, and its facts with it.
        values: the facts' values, by name.
    """

    written: str
    said: str
    used: tuple[str, ...]
    language: Language = "en"
    values: Mapping[str, Value] = field(default_factory=dict, compare=False, repr=False)


def names_in(text: str) -> tuple[str, ...]:
    """The facts that a line asks for, in order, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def facts_in(text: str) -> tuple[str, ...]:
    """The facts that a message asks for; what else stands in braces, as in JSON, is none."""
    return tuple(filter(is_name, names_in(text)))


def shown(text: str, value_of: Callable[[str], Value]) -> str:
    """A message with its facts as captions show them.

    Raises:
        KeyError: `value_of` does not know a name.
    """
    language = language_of(text)
    return put_in(text, {name: written_in(language, value_of(name)) for name in facts_in(text)})


def put_in(text: str, words: Mapping[str, str]) -> str:
    """A message with words in their places; in JSON or XML so that it stays that."""
    if _JSON.match(text):
        words = {k: json.dumps(v, ensure_ascii=False)[1:-1] for k, v in words.items()}
    elif text.lstrip().startswith("<"):
        words = {k: escape(v) for k, v in words.items()}
    return _SLOT.sub(lambda slot: words.get(slot[1], slot[0]), text)


def literal(text: str) -> str:
    """Text from elsewhere as a line: nothing in it is read as a fact's place, or as a mark."""
    return text.translate(_READ)


def is_name(name: str) -> bool:
    """Whether it can be a fact's name at all: `gdp_h1`, `gdp_h1.growth`."""
    return bool(_NAME.fullmatch(name))


def fill(text: str, value_of: Callable[[str], Value]) -> Filled:
    """Put the facts into a line, in the line's language.

    Raises:
        KeyError: `value_of` does not know a name.
    """
    values = {name: value_of(name) for name in names_in(text)}
    language = language_of(text)
    return Filled(
        written=_SLOT.sub(lambda slot: written_in(language, values[slot[1]]), text),
        said=_SLOT.sub(lambda slot: said_in(language, values[slot[1]]), text),
        used=tuple(values),
        language=language,
        values=values,
    )
