"""The schema that editors use is that of the models, short forms and all."""

import json
from pathlib import Path

import pytest
import yaml
from tests.docs.pages import of_sort

from moderator.show.load import load
from moderator.show.schema import faults_schema, json_schema

SCRIPTS = Path(__file__).parents[2] / "scripts"
KEPT = SCRIPTS / "show.schema.json"
SHOWS = [*SCRIPTS.glob("*/show.yaml"), *(Path(__file__).parent / "broken").glob("*.yaml")]


def test_the_schema_in_scripts_is_current():
    kept = json.loads(KEPT.read_text("utf-8"))
    assert kept == json_schema(), "run: python -m moderator.show.schema scripts/*.schema.json"


def test_the_schema_of_faults_in_scripts_is_current():
    kept = json.loads((SCRIPTS / "faults.schema.json").read_text("utf-8"))
    assert kept == faults_schema(), "run: python -m moderator.show.schema scripts/*.schema.json"


def test_every_show_in_scripts_names_the_schema_in_its_first_line():
    for show in SCRIPTS.glob("*/show.yaml"):
        first, _, _ = show.read_text("utf-8").partition("\n")
        assert first == "# yaml-language-server: $schema=../show.schema.json"


@pytest.mark.parametrize(
    ("model", "key"),
    [
        ("Speak", "text"),
        ("Move", "motion"),
        ("Play", "file"),
        ("Wait", "time"),
        ("VoiceWritten", "voice"),
        ("RobotWritten", "name"),
    ],
)
def test_a_bare_value_is_allowed_where_there_is_a_short_form(model, key):
    bare, whole = json_schema()["$defs"][model]["anyOf"]
    assert bare == whole["properties"][key]
    assert bare["type"] == "string"


def test_durations_are_told_with_their_units_and_nothing_is_null():
    schema = json_schema()
    assert schema["$defs"]["Talk"]["properties"]["walk_on"]["default"] == "30s"
    assert '"null"' not in json.dumps(schema)


class _AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2: a date is text."""


_AsEditorsRead.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in forms if not tag.endswith("timestamp")]
    for sign, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def test_sound_shows_are_valid_and_a_misspelt_key_is_not():
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    sound = [show for show in SHOWS if load(str(show), "simulator").sound]
    assert sound
    for show in sound:
        written = yaml.load(show.read_text("utf-8"), _AsEditorsRead)
        assert [error.message for error in validator.iter_errors(written)] == []
        assert list(validator.iter_errors(written | {"peopel": {}}))


def test_the_faults_on_the_page_are_valid_and_a_misspelt_kind_is_not():
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(faults_schema())
    for name in ("faults.yaml", "physics.yaml"):
        written = yaml.load(of_sort("running.md", name)[0], _AsEditorsRead)
        assert [error.message for error in validator.iter_errors(written)] == []
    assert list(validator.iter_errors([{"fault": "lnik", "at": "5s"}]))
