import re

import pytest
from tests.docs.pages import code_words, examples, of_sort, page, table
from tests.docs.test_shows_page import models

from moderator.cli import main
from moderator.cli.motion_commands import _VERBS
from moderator.document import Problems
from moderator.document.annotations import keys_of
from moderator.motion.compile import compiled
from moderator.motion.files import READ, WRITTEN
from moderator.motion.files.npz import KEYS
from moderator.motion.files.servos import servos_of
from moderator.motion.files.source import MAX_BYTES, MAX_KNOTS
from moderator.motion.whole_body.measures import (
    APART_MM,
    CENTRE,
    DISTANCE,
    ERROR,
    FOOT_MM,
    INSIDE_MM,
    PRESSURE,
    SLIDE,
    SLIDE_MM,
    SUPPORT,
    TORQUE,
)
from moderator.motion.whole_body.written import WholeBodyScore

PAGE = "motions.md"


def test_every_key_of_an_archive_is_on_the_page():
    assert {key: holds for key, holds in table(PAGE, "| key | holds |")} == KEYS  # noqa: C416


def test_every_ending_and_limit_is_on_the_page():
    for ending in (*READ, *WRITTEN):
        assert ending.strip(".").upper() in page(PAGE).upper()
    assert f"{MAX_KNOTS:,} samples" in page(PAGE)
    assert f"{MAX_BYTES // 1_000_000} MB" in page(PAGE)


def test_each_row_of_servos_adds_up():
    for count, _, order in table(PAGE, "| servos | robot | order |"):
        known = servos_of(int(count), None)
        arms = sum("shoulder" in (joint or "") for joint in known.joints)
        assert arms == 6
        assert len(known.joints) == int(count)
        assert known.joints.count(None) == 12
        written = sum(map(int, re.findall(r"\d+", order)))
        assert written in (0, known.joints.index("head_yaw"))


def test_every_command_on_the_page_is_one_and_its_options_are_too(capsys):
    for command in ("import", "check", "show", "export"):
        with pytest.raises(SystemExit):
            main(["motions", command, "--help"])
    told = capsys.readouterr().out
    for option in set(re.findall(r"--[a-z]+", page(PAGE))):
        assert option in told, option


def test_every_motions_command_is_on_the_page():
    for command in _VERBS:
        assert f"`moderator motions {command} " in page(PAGE), command


def test_the_examples_are_motions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [python] = examples(PAGE, "python")
    exec(python, {})
    [table_written] = examples(PAGE, "csv")
    (tmp_path / "nod.csv").write_text(table_written)
    assert main(["motions", "check", "nod.npz"]) == 0
    assert main(["motions", "check", "nod.csv"]) == 0


def test_what_a_check_prints_as_json_is_on_the_page(tmp_path, monkeypatch, capsys):
    import json

    monkeypatch.chdir(tmp_path)
    [table_written] = examples(PAGE, "csv")
    (tmp_path / "nod.csv").write_text(table_written)
    main(["motions", "check", "nod.csv", "--json"])
    printed = json.loads(capsys.readouterr().out)
    for key in (*printed, *printed["margins"][0]):
        assert f"`{key}`" in page(PAGE), key


def test_every_key_of_a_score_in_space_is_on_the_page():
    known = {key for model in models(WholeBodyScore) for key in keys_of(model)}
    assert len(known) > 30
    assert known <= code_words(PAGE)


def test_every_measure_and_its_limit_is_on_the_page():
    rows = {row[0]: row[1] for row in table(PAGE, "| measured | limit | how |")}
    assert rows == {
        DISTANCE: f"{APART_MM:.0f} mm",
        f"{CENTRE} {SUPPORT}": f"{INSIDE_MM:.0f} mm inside",
        f"{PRESSURE} {SUPPORT}": f"{INSIDE_MM:.0f} mm inside",
        TORQUE: "the body's",
        f"foot {ERROR}": f"{FOOT_MM:.0f} mm",
        f"foot {SLIDE}": f"{SLIDE_MM:.0f} mm",
    }


def test_the_score_on_the_page_is_a_motion_that_stands(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    [written] = of_sort(PAGE, "motions/lean_in.yaml")
    path = tmp_path / "lean_in.yaml"
    path.write_text(written, encoding="utf-8")
    problems = Problems()
    assert compiled(path, path.name, problems)
    assert list(problems) == []
