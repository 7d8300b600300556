"""From a file's bytes to its text, with what no text file should hold noted."""

import re

from yaml.reader import Reader

from moderator.document.problems import Place, Problems

MAX_BYTES = 1_000_000

_UNSEEN = re.compile("[\x85\u2028\u2029\ufeff]|\r(?!\n)")
"""Line breaks and marks that YAML takes and an editor does not show."""


def text_of(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file; None when something is wrong with it as a whole.

    Args:
        raw: its bytes, at most one more than `MAX_BYTES`.
        file: its name in problems.
        problems: where to note what is refused.
    """
    if len(raw) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1000} kB"
        problems.error(Place(file, 1, 1), "too-large", what, "split the show into several")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", errors="replace")
        hint = "save the file as text in UTF-8"
        problems.error(_end(before, file), "not-utf8", "this is not UTF-8 text", hint)
        return None
    if odd := Reader.NON_PRINTABLE.search(text) or _UNSEEN.search(text):
        what = f"an invisible character, U+{ord(odd[0]):04X}"
        hint = "delete it, and type the text around it again if need be"
        problems.error(_end(text[: odd.start()], file), "odd-character", what, hint)
        return None
    return text


def _end(before: str, file: str) -> Place:
    """The place after some text."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
