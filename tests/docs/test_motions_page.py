import re

import pytest
from tests.docs.pages import examples, page, table

from moderator.cli import main
from moderator.motion.files import READ, WRITTEN
from moderator.motion.files.npz import KEYS
from moderator.motion.files.servos import servos_of
from moderator.motion.files.source import MAX_BYTES, MAX_KNOTS

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
    for command in ("import", "check", "export"):
        with pytest.raises(SystemExit):
            main(["motions", command, "--help"])
    told = capsys.readouterr().out
    for option in set(re.findall(r"--[a-z]+", page(PAGE))):
        assert option in told, option


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
