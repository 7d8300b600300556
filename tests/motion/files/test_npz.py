import io
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from tests.motion.curves import trajectories
from tests.motion.files.conftest import nod, npz

from moderator.document import Problems
from moderator.motion.files.npz import npz_bytes, read_npz
from moderator.motion.files.source import Source


def test_an_archive_gives_its_knots_and_what_it_is_about(read):
    motion = read("nod.npz", npz(**nod(about=np.array("Nods once.")))).motion
    assert motion.trajectory.joints == ("head_pitch", "head_yaw")
    assert motion.trajectory.at(0.5) == pytest.approx((0.2, -0.1))
    assert motion.about == "Nods once."


def test_speeds_that_are_left_out_are_central_differences(read):
    way = read("nod.npz", npz(**nod(positions_rad=np.array([[0, 0], [1, 0], [4, 0]])))).motion
    assert [row[0] for row in way.trajectory.velocities_rad_s] == pytest.approx([2, 4, 6])


def test_central_differences_are_right_at_uneven_times_too(read):
    arrays = nod(times_s=[0, 1, 3], positions_rad=[[0, 0], [1, 0], [9, 0]])
    way = read("nod.npz", npz(**arrays)).motion
    assert way.trajectory.velocities_rad_s[1][0] == pytest.approx(2)


def test_a_rate_stands_for_times(read):
    motion = read("nod.npz", npz(**nod(times_s=None, rate_hz=np.array(50)))).motion
    assert motion.trajectory.times_s == pytest.approx((0, 0.02, 0.04))


def test_the_first_time_becomes_0_and_32_bit_figures_do(read):
    arrays = nod(
        times_s=np.array([7, 8, 9], "f4"), positions_rad=nod()["positions_rad"].astype("f4")
    )
    assert read("nod.npz", npz(**arrays)).motion.trajectory.times_s == (0, 1, 2)


def test_a_key_that_is_nearly_right_is_told_and_the_rest_is_read(read):
    tried = read("nod.npz", npz(**nod(velocity_rad_s=np.zeros((3, 2)))))
    assert tried.motion is not None
    [problem] = tried.problems
    assert problem.startswith("nod.npz:1:1: warning: the key 'velocity_rad_s' is not read")
    assert problem.endswith("did you mean 'velocities_rad_s'?")


@settings(deadline=None)
@given(trajectories())
def test_what_is_written_is_read_again_to_the_last_digit(trajectory):
    problems = Problems()
    found = read_npz(Source("x.npz", npz_bytes(trajectory, "about it"), problems))
    assert found == (trajectory, "about it")
    assert npz_bytes(trajectory) == npz_bytes(trajectory)


WRONG = {
    "no key 'positions_rad'": nod(positions_rad=None),
    "no key 'joints'": nod(joints=None),
    "no key 'times_s' — write it, or 'rate_hz'": nod(times_s=None),
    "there is no joint 'head_pich' — did you mean 'head_pitch'?": nod(
        joints=np.array(["head_pich", "head_yaw"])
    ),
    "joint 'head_yaw' a second time": nod(joints=np.array(["head_yaw", "head_yaw"])),
    "'joints' is not a list of texts": nod(joints=np.array([1, 2])),
    "'positions_rad' has 2 columns for 1 joints": nod(joints=np.array(["head_yaw"])),
    "'positions_rad' has 1 dimensions, not 2": nod(positions_rad=np.array([0.0, 1.0, 2.0])),
    "'positions_rad' holds <U1, not numbers": nod(positions_rad=np.array([["a", "b"]] * 3)),
    "'times_s' has 2 times for 3 rows": nod(times_s=np.array([0.0, 1.0])),
    "0.5 s follows 0.5 s in sample 3": nod(times_s=np.array([0.0, 0.5, 0.5])),
    "nan s follows 0 s": nod(times_s=np.array([0.0, np.nan, 0.5])),
    "head_yaw has the angle nan rad at 0.5 s": nod(
        positions_rad=np.array([[0, 0], [0, np.nan], [0, 0]])
    ),
    "head_pitch has the angle 200 rad at 1 s": nod(
        positions_rad=np.array([[0, 0], [0, 0], [200, 0]])
    ),
    "head_yaw has the speed inf rad/s": nod(
        velocities_rad_s=np.array([[0, np.inf], [0, 0], [0, 0]])
    ),
    "'velocities_rad_s' has the shape (1, 2), not (3, 2)": nod(velocities_rad_s=np.zeros((1, 2))),
    "no joint moves": nod(positions_rad=np.zeros((3, 2))),
    "fewer than two samples": nod(times_s=np.array([0.0]), positions_rad=np.zeros((1, 2))),
    "0 samples a second": nod(times_s=None, rate_hz=np.array(0)),
    "a motion of 9,999 s": nod(times_s=np.array([0.0, 1.0, 9999.0])),
}


@pytest.mark.parametrize("told", WRONG)
def test_what_is_wrong_with_the_arrays_is_told_in_one_line(read, told):
    assert f": error: {told}" in read("nod.npz", npz(**WRONG[told])).only_problem


def test_objects_are_refused_and_never_unpickled(read, tmp_path):
    class Trap:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    tried = read("trap.npz", npz(**nod(positions_rad=np.array([[Trap()]], dtype=object))))
    assert "holds Python objects, which are not read" in tried.only_problem
    assert not (tmp_path / "ran").exists()


def test_an_archive_cut_short_says_so(read):
    whole = npz(**nod())
    assert "cut short or damaged" in read("nod.npz", whole[: len(whole) // 2]).only_problem


def test_damaged_bytes_in_an_array_say_which_one(read):
    whole = bytearray(npz(**nod()))
    whole[whole.index(b"positions_rad") + 180] ^= 0xFF
    assert "the array 'positions_rad' is cut short" in read("nod.npz", bytes(whole)).only_problem


def test_what_is_no_archive_says_how_to_write_one(read):
    assert (
        "this is not an NPZ archive — write it with numpy.savez"
        in read("nod.npz", b"\x93NUMPY\x01\x00").only_problem
    )


def test_an_array_that_claims_to_be_huge_is_not_tried(read):
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        stream, {"descr": "<f8", "fortran_order": False, "shape": (10**9, 2)}
    )
    small = {key: value for key, value in nod().items() if key != "positions_rad"}
    archive = io.BytesIO(npz(**small))
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("positions_rad.npy", stream.getvalue())
    assert "says that it has the shape" in read("nod.npz", archive.getvalue()).only_problem


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked(read):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("positions_rad.npy", bytes(260_000_000))
    assert "larger than 256 MB" in read("bomb.npz", archive.getvalue()).only_problem
