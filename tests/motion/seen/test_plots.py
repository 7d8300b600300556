"""Plots, and the weight on the feet that they show."""

import numpy as np
import pytest

from moderator.body.kuavo import KUAVO
from moderator.motion.seen.loads import GRAVITY_M_S2, loads
from moderator.motion.seen.performance import Performance
from moderator.motion.seen.plots import plots, write_plots
from moderator.motion.trajectory import Trajectory

WEIGHT_N = KUAVO.mass_kg * GRAVITY_M_S2


def still(**angles):
    row = tuple(angles.values())
    rest = tuple(0.0 for _ in row)
    return Performance(KUAVO, Trajectory(tuple(angles), (0.0, 1.0), (row, row), (rest, rest)))


def test_standing_still_each_foot_bears_half(wave):
    forces = loads(KUAVO, still(head_yaw=0.0).grounded)
    np.testing.assert_allclose(forces, WEIGHT_N / 2, rtol=1e-3)


def test_a_lifted_foot_bears_nothing():
    forces = loads(KUAVO, still(right_hip_pitch=-1.4, right_knee=1.4).grounded)
    np.testing.assert_allclose(forces[:, 0], WEIGHT_N, rtol=1e-3)
    np.testing.assert_allclose(forces[:, 1], 0.0, atol=1e-6)


def test_there_is_a_plot_for_each_joint_with_what_is_left(wave):
    sheet = plots(wave, "wave")
    titles = [axes.get_title(loc="left") for axes in sheet.axes]
    assert titles[:2] == ["Centre of mass over the feet, m", "Weight on the feet, N"]
    assert titles[2 : 2 + 29] == [joint.name.replace("_", " ") for joint in KUAVO.joints]
    notes = {axes.get_title(loc="left"): axes.get_title(loc="right") for axes in sheet.axes}
    column = wave.angles[:, [joint.name for joint in KUAVO.joints].index("head_pitch")]
    left = 25 - np.degrees(np.abs(column).max())
    assert notes["head pitch"] == f"{left:.0f}° to spare"


def test_a_joint_beyond_its_limit_is_marked():
    sheet = plots(still(head_yaw=0.7), "try")
    [head] = [axes for axes in sheet.axes if axes.get_title(loc="left") == "head yaw"]
    assert head.get_title(loc="right") == "10° beyond"


def test_forces_are_over_seconds_with_their_legend_above_the_whole_weight(wave):
    sheet = plots(wave, "wave")
    sheet.canvas.draw()
    weight = sheet.axes[1]
    _, line_px = weight.transData.transform((0, WEIGHT_N))
    assert {label.get_text()[-2:] for label in weight.get_xticklabels()} == {" s"}
    assert weight.get_legend().get_window_extent().y0 > line_px


def test_measured_forces_are_plotted_as_they_are(wave):
    measured = np.column_stack([np.full(len(wave.grounded.times_s), n) for n in (100.0, 400.0)])
    weight = plots(wave, "wave", measured).axes[1]
    assert weight.get_title(loc="right") == "as measured"
    assert {line.get_label(): line.get_ydata()[0] for line in weight.lines[1:]} == {
        "right": 400.0,
        "left": 100.0,
    }


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_they_are_written_as_the_name_says(wave, tmp_path, ending, begins):
    write_plots(wave, tmp_path / f"wave.{ending}", "wave")
    assert (tmp_path / f"wave.{ending}").read_bytes().startswith(begins)
