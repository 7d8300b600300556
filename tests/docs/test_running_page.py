import json

import pytest
from tests.docs.pages import code_words, examples, of_sort, put_together, table
from tests.docs.test_shows_page import CUES, HEADS

from moderator.cli import main
from moderator.document import Problems, read_document
from moderator.document.annotations import keys_of
from moderator.robot import RobotSetup
from moderator_simulator.body import JOINTS
from moderator_simulator.faults import ANY_BODY, Fault, read_faults
from moderator_simulator.physics.robot import PhysicsRobot

PAGE = "running.md"


def test_the_faults_are_accepted_and_there_is_one_of_every_kind(tmp_path):
    any_kind = frozenset(Fault.model_fields["fault"].annotation.__args__)
    kinds = set()
    for name, known in (("faults.yaml", ANY_BODY), ("physics.yaml", any_kind)):
        [written] = of_sort(PAGE, name)
        path = tmp_path / name
        path.write_text(written, encoding="utf-8")
        problems = Problems()
        document = read_document(path, name, problems)
        assert list(problems) == []
        PhysicsRobot(RobotSetup(faults=tuple(document.data)))
        kinds |= {fault.fault for fault in read_faults(document.data, JOINTS, known)}
    assert kinds == any_kind
    assert kinds == {row[0] for row in table(PAGE, "| `fault` | what happens to the robot |")}


def test_every_key_of_a_fault_is_on_the_page():
    known = keys_of(Fault).keys()
    assert known <= {row[0] for row in table(PAGE, "| key | default | meaning |")}


def test_faults_are_taken_by_a_rehearsal(tmp_path, capsys):
    folder = put_together(tmp_path, CUES, HEADS)
    (folder / "faults.yaml").write_text(of_sort(PAGE, "faults.yaml")[0], encoding="utf-8")
    faults = ["--faults", str(folder / "faults.yaml"), "--out", str(tmp_path / "out")]
    assert main(["rehearse", str(folder), "--json", *faults]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["ended"] in ("finished", "stopped", "faulted")


@pytest.mark.parametrize(
    ("example", "command"), [(0, "check"), (1, "plan"), (2, "rehearse"), (3, "check")]
)
def test_json_has_the_shape_that_the_page_shows(example, command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = json.loads(examples(PAGE, "json")[example])
    cues = ['- {cue: "1", move: bwo}\n' if example == 0 else '- {cue: "1", move: bow}\n']
    folder = put_together(tmp_path, cues, [])
    named = "my-shwo" if example == 3 else str(folder)
    main([command, named, "--json"])
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
