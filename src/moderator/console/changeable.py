"""Which words of a show can be changed on the night, and where they are written."""

from collections.abc import Iterator
from typing import Any

from moderator.document.document import Path_, Tree
from moderator.show.load import Loaded

_OF_PEOPLE = ("name", "say", "office")


def words(loaded: Loaded) -> dict[str, Any]:
    """What can be changed: how people are called, and what cues say.

    Returns:
        `people`, each with a `key` and `texts`; `lines`, each with its `cue`. A text has the
        `path` that leads to it, and is empty where nothing is written yet.
    """
    show, document = loaded.show, loaded.document
    assert show is not None
    assert document is not None

    def text(*path: str | int) -> dict[str, Any]:
        return {"path": list(path), "text": str(document.at(*path) or "").strip()}

    people = [
        {"key": key, "texts": [text("people", key, name) for name in _OF_PEOPLE]}
        for key in show.people
    ]
    lines = []
    for at, act in enumerate(show.acts):
        for position, cue in enumerate(act.cues):
            said = {line.strip() for line in cue.lines()}
            if cue.talk and cue.talk.title:
                said.add(cue.talk.title)
            path = ("acts", at, "cues", position)
            texts = [text(*each) for each in _texts(document.at(*path), path)]
            lines += [{"cue": cue.cue, **each} for each in texts if each["text"] in said]
    return {"people": people, "lines": lines}


def _texts(value: Tree, path: Path_) -> Iterator[Path_]:
    """Where each text in a value is."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _texts(inner, (*path, position))
    elif isinstance(value, str):
        yield path
