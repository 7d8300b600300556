"""What a YAML syntax error most often comes from, told to somebody who writes shows."""

import re

_READ = 400
"""Characters of a line that are looked at."""

_TOLD = (
    (
        "mapping values are not allowed",
        "a second ': ' on the line",
        "put text with a colon in quotes or after |",
    ),
    ("found character '\\t'", "a tab in the indentation", "indent with spaces"),
    (
        "found character that cannot start any token",
        "text cannot begin with this sign",
        "put the text in quotes",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "begin each item with '- ', all of them equally far in",
    ),
    (
        "did not find expected key",
        "this does not line up with the keys above it",
        "indent keys that belong together equally; put text with quotes or brackets in quotes",
    ),
    (
        "could not find expected ':'",
        "a key without its ': '",
        "write 'key: value', and indent text that goes on over several lines",
    ),
    ("did not find expected ','", "a bracket is not closed", "close it, or put the text in quotes"),
    ("unexpected end of stream", "a quote is opened and never closed", "close it"),
    ("unexpected document indicator", "a quote is opened and never closed", "close it"),
    ("unknown escape character", 'a \\ in "…" that YAML does not know', "use '…' instead"),
    ("did not find URI escape", "a sign that YAML gives a meaning of its own", "use quotes"),
    ("block sequence entries are not allowed", "a '-' out of place", "begin it on a line below"),
    ("maximum nesting depth", "nested far too deep", "look for a stray [, { or -"),
)


def explained(complaint: str, line: str, column: int) -> tuple[str, str]:
    """What is wrong and what to do.

    Args:
        complaint: libyaml's own words.
        line: the line it complains about.
        column: where in it, counted from 1.
    """
    line = line[:_READ]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "a tab in the indentation", "indent with spaces"
    if opening := re.match(r"(?:[^'\"|>]*?:|\s*-)\s+([\[{])[^\]}]*[\]}]\s*[^\s,#\]}]", line):
        what = f"text that begins with {opening[1]} is not text to YAML"
        return what, "put the whole text in quotes, or after |"
    if "mapping values are not allowed" in complaint and "[mark:" in line[:column]:
        return "a mark's ': ' in text without quotes", "put the line in quotes or after |"
    if re.match(r"\s*-?\s*[\w]+:\s+(\"[^\"]*\"|'[^']*')\s*\S", line) and "expected" in complaint:
        return "the text goes on after its closing quote", "put all of it in quotes, or after |"
    if "expected '-' indicator" in complaint and not line.lstrip().startswith("-"):
        complaint = "did not find expected key"
    for part, what, hint in _TOLD:
        if part in complaint:
            return what, hint
    return "this is not YAML", f"its reader says: {complaint}"
