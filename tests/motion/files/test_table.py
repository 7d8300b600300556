from math import radians

import pytest
from hypothesis import given, settings
from tests.motion.curves import trajectories

from moderator.document import Problems
from moderator.motion.files.source import Source
from moderator.motion.files.table import csv_bytes, read_csv

NOD = "time_s,head_pitch,head_yaw\n0,0,0\n0.5,0.2,-0.1\n1,0,0\n"


@pytest.mark.parametrize(
    "text",
    [
        NOD,
        NOD.replace("\n", "\r\n"),
        "\ufeff" + NOD,
        NOD.replace(",", ", ").strip(),
        NOD + "\n\n",
        NOD.replace("0.2", "2e-1"),
        NOD.replace("time_s", '"time_s"'),
    ],
    ids=["plain", "CRLF", "BOM", "blanks, no end", "empty lines", "exponent", "quotes"],
)
def test_a_table_is_read_however_a_program_writes_it(read, text):
    motion = read("nod.csv", text).motion
    assert motion.trajectory.joints == ("head_pitch", "head_yaw")
    assert motion.trajectory.at(0.5) == pytest.approx((0.2, -0.1))


def test_a_column_in_degrees_says_so(read):
    text = NOD.replace("head_pitch", "head_pitch_deg").replace("0.2", "20")
    assert read("nod.csv", text).motion.trajectory.at(0.5) == pytest.approx((radians(20), -0.1))


WRONG = {
    "1:19: error: there is no joint 'head_yau' — did you mean 'head_yaw'?": NOD.replace(
        "head_yaw", "head_yau"
    ),
    "1:19: error: joint 'head_pitch' a second time": NOD.replace("head_yaw", "head_pitch"),
    "1:1: error: the first column is 'time', not 'time_s'": NOD.replace("time_s", "time"),
    "separate columns by commas": NOD.replace(",", ";"),
    "3:1: error: 2 columns, and 3 in the first line": NOD.replace("0.5,0.2,-0.1", "0.5,0.2"),
    "3:5: error: '0,2' is no number": NOD.replace("0.2", '"0,2"'),
    "3:5: error: '' is no number": NOD.replace("0.2", ""),
    "3:5: error: head_pitch has the angle nan rad at 0.5 s": NOD.replace("0.2", "nan"),
    "4:1: error: 0.4 s follows 0.5 s": NOD.replace("\n1,", "\n0.4,"),
    "1:1: error: no joint is named": "time_s\n0\n1\n",
    "fewer than two samples": "time_s,head_yaw\n0,1\n",
    "the table has no line": "\n\n",
    "the file is empty": "",
    "no joint moves": "time_s,head_yaw\n0,1\n1,1\n",
    "this is no table": 'time_s,"head_yaw',
}


@pytest.mark.parametrize("told", WRONG)
def test_what_is_wrong_is_told_at_its_place(read, told):
    assert told in read("nod.csv", WRONG[told]).only_problem


def test_bytes_that_are_no_text_are_told_where_they_begin(read):
    told = read("nod.csv", NOD.encode() + b"2,\xff\xfe,0").only_problem
    assert told.startswith("nod.csv:5:3: error: this is not UTF-8 text")


def test_over_a_hundred_thousand_samples_are_refused(read):
    rows = "".join(f"{i / 100},{i % 2}\n" for i in range(100_002))
    assert "over 100,000 samples" in read("long.csv", "time_s,head_yaw\n" + rows).only_problem


@settings(deadline=None)
@given(trajectories())
def test_what_is_written_is_read_again_to_a_ten_thousandth_of_a_degree(trajectory):
    found = read_csv(Source("x.csv", csv_bytes(trajectory), Problems()))
    assert found is not None
    assert found.joints == trajectory.joints
    for row, again in zip(trajectory.positions_rad, found.positions_rad, strict=True):
        assert again == pytest.approx(row, abs=radians(1e-4))
