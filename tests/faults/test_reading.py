"""What a faults file may say, and what is told of one that is wrong."""

import pytest

from moderator.document import Problems
from moderator.errors import CannotStart
from moderator.faults import Fault
from moderator.faults.reading import read_faults

NAMES = {
    "cue": tuple(str(number) for number in range(1, 14)),
    "during": ("wave", "bow"),
    "joint": tuple(f"joint_{letter}" for letter in "abcdefghijkl"),
    "source": (),
}


@pytest.fixture
def read(tmp_path):
    """Read a faults file; gives its faults, and what is wrong with it."""

    def read(text):
        path = tmp_path / "faults.yaml"
        path.write_text(text, encoding="utf-8")
        problems = Problems()
        faults, document = read_faults(path, NAMES, problems)
        place = f"{path}:"
        return faults, [str(problem).removeprefix(place) for problem in problems], document

    return read


def test_a_sound_file_gives_its_faults_in_order_and_where_each_is_written(read):
    faults, wrong, document = read("- {fault: link, cue: '3', for: 5s}\n- {fault: voice, at: 1m}\n")
    assert faults == (
        Fault.model_validate({"fault": "link", "cue": "3", "for": "5s"}),
        Fault.model_validate({"fault": "voice", "at": "1m"}),
    )
    assert wrong == []
    assert document.place(1).line == 2


def test_an_empty_file_says_what_to_write(read):
    faults, wrong, _ = read("")
    assert faults == ()
    assert wrong == ["1:1: error: the file is empty — write '- fault: …' in it"]


def test_a_file_that_is_no_yaml_is_not_told_as_empty_too(read):
    faults, wrong, _ = read("- {fault: link")
    assert faults == ()
    assert len(wrong) == 1
    assert "empty" not in wrong[0]


def test_a_file_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(CannotStart):
        read_faults(tmp_path / "none.yaml", NAMES, Problems())


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("{fault: link, cue: '133'}", "there is no cue '133' — did you mean '13'?"),
        ("{fault: link, during: wafe}", "there is no motion 'wafe' — did you mean 'wave'?"),
        ("{fault: link, during: jump}", "there is no motion 'jump' — there are wave, bow"),
        (
            "{fault: joint, at: 1s, joint: knee}",
            "there is no joint 'knee' — there are " + ", ".join(NAMES["joint"]),
        ),
        (
            "{fault: link, cue: last}",
            "there is no cue 'last' — there are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …",
        ),
        ("{fault: source, at: 1s, source: sky}", "there is no source 'sky' — there is none at all"),
    ],
)
def test_a_name_that_nothing_has_is_told_with_those_that_there_are(read, fault, told):
    faults, wrong, _ = read(f"- {fault}\n")
    assert faults == ()
    [problem] = wrong
    assert problem.partition(" error: ")[2] == told


def test_one_wrong_fault_leaves_none_and_every_mistake_is_told_in_its_place(read):
    faults, wrong, _ = read(
        "- {fault: voice, at: 1s}\n"
        "- only a word\n"
        "- {fault: link, cue: '99', during: wafe}\n"
        "- {fault: disk, at: 1s, slow: soon}\n"
    )
    assert faults == ()
    places = [problem.partition(" error:")[0].rstrip(":") for problem in wrong]
    assert places == ["2:3", "3:3", "3:22", "3:36", "4:31"]
