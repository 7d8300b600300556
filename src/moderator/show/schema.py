"""The JSON Schema of a show file, by which an editor completes and underlines.

`python -m moderator.show.schema` prints it; with a FILE, writes it there.
"""

import json
import sys
from pathlib import Path
from typing import Any

from moderator.show.model import Show
from moderator.values.duration import format_duration
from moderator.values.fields import DURATION_PATTERN

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema, draft 2020-12."""
    schema: Schema = _told(Show.model_json_schema(by_alias=True))
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A run-of-show for a humanoid robot",
    }
    return about | schema


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
    """Print the schema, or write it into a file."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
