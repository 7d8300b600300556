import json

import pytest
from tests.docs.pages import code_words, examples, of_sort, put_together, table
from tests.docs.test_shows_page import CUES, HEADS

from moderator.cli import main
from moderator.document import Problems
from moderator.document.annotations import keys_of
from moderator.faults import ANY_BODY, IN_HALL, IN_PHYSICS, Fault
from moderator.faults.reading import read_faults
from moderator.robot import RobotSetup
from moderator_simulator.physics.robot import PhysicsRobot

PAGE = "running.md"


KINDS = tuple(
    "| `fault` | what happens " + where
    for where in ("to the robot |", "around the robot |", "to the body in physics |")
)


def test_there_is_a_fault_of_every_kind_and_each_is_on_the_page(tmp_path):
    kinds = set()
    for name in ("faults.yaml", "physics.yaml"):
        path, problems = tmp_path / name, Problems()
        path.write_text(of_sort(PAGE, name)[0], encoding="utf-8")
        faults, _ = read_faults(path, {}, problems)
        assert list(problems) == []
        body = tuple(fault.plain() for fault in faults if fault.fault not in IN_HALL)
        PhysicsRobot(RobotSetup(faults=body))
        kinds |= {fault.fault for fault in faults}
    assert kinds == ANY_BODY | IN_PHYSICS | IN_HALL
    assert kinds == {row[0] for head in KINDS for row in table(PAGE, head)}


def test_every_key_of_a_fault_is_on_the_page():
    rows = {key for row in table(PAGE, "| key | default | meaning |") for key in row[0].split(", ")}
    assert keys_of(Fault).keys() <= {key.strip("`") for key in rows}


def test_faults_are_taken_by_a_rehearsal(tmp_path, capsys):
    folder = put_together(tmp_path, CUES, HEADS)
    (folder / "faults.yaml").write_text(of_sort(PAGE, "faults.yaml")[0], encoding="utf-8")
    faults = ["--faults", str(folder / "faults.yaml"), "--out", str(tmp_path / "out")]
    assert main(["rehearse", str(folder), "--json", *faults]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["ended"] in ("finished", "stopped", "faulted")


@pytest.mark.parametrize(
    ("example", "command"),
    [(0, "check"), (1, "plan"), (2, "ask"), (3, "rehearse"), (4, "check")],
)
def test_json_has_the_shape_that_the_page_shows(example, command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = json.loads(examples(PAGE, "json")[example])
    cues = ['- {cue: "1", move: bwo}\n' if example == 0 else '- {cue: "1", move: bow}\n']
    asked = [shown["question"]] if command == "ask" else []
    folder = put_together(tmp_path, CUES if asked else cues, HEADS if asked else [])
    named = "my-shwo" if example == 4 else str(folder)
    main([command, named, *asked, "--json"])
    assert shape(json.loads(capsys.readouterr().out)) == shape(shown)


def shape(told):
    """The keys, and what kind of thing each has; a list is as its first item."""
    if isinstance(told, dict):
        return {key: shape(value) for key, value in told.items()}
    if isinstance(told, list):
        return [shape(item) for item in told[:1]]
    return type(told).__name__


def test_the_kinds_of_entry_are_on_the_page(tmp_path, capsys):
    folder = put_together(tmp_path, CUES, HEADS)
    main(["rehearse", str(folder), "--out", str(tmp_path / "out"), "--json"])
    record = (tmp_path / "out" / "as-run.jsonl").read_text(encoding="utf-8")
    kinds = {json.loads(line)["kind"] for line in record.splitlines()}
    assert len(kinds) > 15
    assert kinds - code_words(PAGE) == set()
