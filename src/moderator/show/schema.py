"""The JSON Schemas of a show file and a faults file, by which an editor completes and underlines.

`python -m moderator.show.schema FILE…` writes each into a file: that of faults where the file's
name begins so, else that of a show.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from moderator.faults.reading import Faults
from moderator.show.model import Show
from moderator.values.duration import format_duration
from moderator.values.fields import DURATION_PATTERN

Schema = dict[str, Any]


def json_schema() -> Schema:
    """A show's schema, draft 2020-12."""
    return _about(Show, "A run-of-show for a humanoid robot")


def faults_schema() -> Schema:
    """A faults file's schema, draft 2020-12."""
    return _about(Faults, "What is to fail in a rehearsal")


def _about(model: type[BaseModel], title: str) -> Schema:
    schema: Schema = _told(model.model_json_schema(by_alias=True))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | schema


def _told(schema: Any) -> Any:  # noqa: ANN401 — any JSON
    """A schema as an editor should tell it.

    Pydantic's titles only repeat the keys; nothing is ever `null` in a show, where a key without a
    value is an error; and durations are written with their units.
    """
    if isinstance(schema, list):
        return [_told(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    told = {
        key: _told(part)
        for key, part in schema.items()
        if not (key == "title" and isinstance(part, str)) and (key, part) != ("default", None)
    }
    if "anyOf" in told:
        told["anyOf"] = [form for form in told["anyOf"] if form != {"type": "null"}]
        if len(told["anyOf"]) == 1:
            told = told["anyOf"][0] | {key: part for key, part in told.items() if key != "anyOf"}
    if "patternProperties" in told:
        told["additionalProperties"] = False
    if told.get("pattern") == DURATION_PATTERN and isinstance(told.get("default"), int):
        told["default"] = format_duration(told["default"])
    return told


def main(arguments: list[str]) -> None:
    """Write the schemas."""
    for path in map(Path, arguments):
        schema = faults_schema() if path.name.startswith("faults") else json_schema()
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
