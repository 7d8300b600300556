"""One rule of speaking: a pattern of writing, and what is said for it."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

ENDS = r"(?=[\s'\ue000]*(?:$|\s[A-Z\ue001]))"
"""Where a full stop after an abbreviation may also end the sentence, as a pattern."""


class Rule(NamedTuple):
    """A pattern and what is said for each place where it matches.

    Attributes:
        pattern: what is written.
        say: a template, or the words for one match; the match itself leaves it to later rules.
    """

    pattern: str
    say: str | Callable[[re.Match[str]], str]


def apply(rules: Iterable[Rule], text: str) -> str:
    """Apply the rules one after another, each to the whole text."""
    for rule in rules:
        text = _compiled(rule.pattern).sub(rule.say, text)
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a rule when it is first used: a check imports the rules and never uses them."""
    return re.compile(pattern)


def whole_words(entries: Iterable[str]) -> str:
    """Return a pattern for any of the entries as whole words, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    patterns = (r"\s+".join(map(re.escape, entry.split())) for entry in ordered)
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
