"""One rule of speaking: a pattern of writing, and what is said for it."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

ENDS = r"(?=[\s'\ue000]*(?:$|\s[A-Z\ue001]))"
"""Where a full stop after an abbreviation may also end the sentence, as a pattern."""


class Rule(NamedTuple):
    """A pattern and what is said for each place where it matches.

    Attributes:
        pattern: what is written.
        say: the words for one match; the match itself leaves it to later rules.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


def rule(pattern: str, say: Callable[[re.Match[str]], str] | str) -> Rule:
    """Make a rule from a pattern and either a function or a replacement template."""
    compiled = re.compile(pattern)
    if isinstance(say, str):
        template = say
        return Rule(compiled, lambda match: match.expand(template))
    return Rule(compiled, say)


def apply(rules: Iterable[Rule], text: str) -> str:
    """Apply the rules one after another, each to the whole text."""
    for each in rules:
        text = each.pattern.sub(each.say, text)
    return text


def whole_words(entries: Iterable[str]) -> str:
    """Return a pattern for any of the entries as whole words, the longest first."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    patterns = (r"\s+".join(map(re.escape, entry.split())) for entry in ordered)
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
