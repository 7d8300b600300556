"""The robot's settings, from the command line."""

from pathlib import Path

from moderator.document import Problems, read_document
from moderator.errors import CannotStart


def read_settings(path: str | None) -> dict[str, object]:
    """A robot's settings from a YAML file.

    Raises:
        CannotStart: it cannot be read, or is not keys and values; the first problem is told.
    """
    if path is None:
        return {}
    problems = Problems()
    document = read_document(Path(path), path, problems)
    for problem in problems:
        raise CannotStart(str(problem))
    if not isinstance(document.data, dict):
        raise CannotStart(f"{path} is not keys and values", "write it as 'key: value'")
    return dict(document.data)
