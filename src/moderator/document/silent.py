"""Text that YAML changes without saying so."""

import re

Told = tuple[str, str, str]

_CLOCKLIKE = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
_COMMENT = re.compile(r" #|\s+#[^ #!\r]")


def cut_short(rest: str) -> Told | None:
    """What is wrong with a text without quotes, when the rest of its line is a comment to YAML.

    A comment is told from cut text by two spaces before its # and one after.
    """
    if not _COMMENT.match(rest):
        return None
    return (
        "cut-short",
        "the text ends before this #, which YAML takes for a comment",
        "put the text in quotes; before a comment, two spaces, and one after its #",
    )


def clocklike(value: str) -> Told | None:
    """What is wrong with a text without quotes that some readers take for a number to base 60."""
    clock = _CLOCKLIKE.fullmatch(value)
    if clock is None:
        return None
    first, second, third = clock.groups()
    duration = f"{first}h{second}m{third}s" if third else f"{first}m{second}s"
    return (
        "unquoted-time",
        f"{value} without quotes is a different number to different YAML readers",
        f"write a duration as {duration}, a time of day or a ratio in quotes",
    )


def split_at_commas(value: str) -> Told | None:
    """What is wrong with a text without quotes that stands inside […]."""
    if " " not in value:
        return None
    return (
        "unquoted-in-brackets",
        "text inside […] is split at its commas",
        "put each text in quotes, or each on a line of its own after '- '",
    )


def stands_alone(key: str) -> Told:
    """What is wrong with a key inside {…} that has no value."""
    return (
        "unquoted-in-brackets",
        f"{key!r} stands alone inside {{…}}: a comma or a bracket has split a text",
        "put the text in quotes",
    )
