"""What the robot did in a show and how it fared."""

from tests.journal.told import record

from moderator.journal.robot_told import (
    MotionDone,
    Plot,
    battery_plots,
    motions_done,
    picture_widths,
)


def test_each_motion_is_told_once_with_the_cues_it_was_done_in():
    told = motions_done(
        record(
            ("motion", "1", {"motion": "bow"}),
            ("gesture", "2", {"motion": "wave", "duration_s": 2}),
            ("motion", "1", {"motion": "bow", "duration_s": 4}),
            ("motion", "3", {"motion": "bow", "duration_s": 5}),
            ("motion", None, {}),
        )
    )
    assert told == [
        MotionDone("bow", 4.0, ("1", "3")),
        MotionDone("wave", 2.0, ("2",)),
        MotionDone("", None, ("",)),
    ]


def test_charge_and_warmth_are_plotted_over_the_show():
    told = battery_plots(
        record(
            ("battery", None, {"charge": 0.9, "temperature_c": 31}),
            ("battery", None, {"charge": None}),
            ("battery", None, {"charge": 0.5, "temperature_c": 45}),
            ("go", None, {}),
        )
    )
    assert told == [
        Plot("Battery", "90 %", "50 %", "0 %", "100 %", "250.0,10.0 750.0,50.0"),
        Plot("Temperature", "31 °C", "45 °C", "30 °C", "50 °C", "250.0,95.0 750.0,25.0"),
    ]


def test_a_temperature_that_stays_has_a_plot_of_ten_degrees():
    warm = ("battery", None, {"temperature_c": 40})
    (plot,) = battery_plots(record(warm, warm))
    assert (plot.low, plot.high, plot.points) == ("40 °C", "50 °C", "500.0,100.0 1000.0,100.0")


def test_one_reading_is_no_plot():
    assert battery_plots(record(("battery", None, {"charge": 0.9}))) == []
    assert battery_plots(record()) == []


def test_drawings_stand_at_one_scale_and_one_without_a_size_has_the_pages_width():
    pictures = {"a": '<svg id="x" width="240" height="9">', "b": "<img width='36'>", "c": "<svg>"}
    assert picture_widths(pictures) == {"a": 10.0, "b": 1.5, "c": 62.0}
