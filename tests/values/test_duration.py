import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.values.duration import NS_PER_S, format_clock, format_duration, parse_duration

S = NS_PER_S


@pytest.mark.parametrize(
    ("written", "ns"),
    [
        ("90s", 90 * S),
        ("6m", 360 * S),
        ("1m30s", 90 * S),
        ("1h5m", 3900 * S),
        ("2.5s", 2_500_000_000),
        ("250ms", 250_000_000),
        ("1m250ms", 60_250_000_000),
        ("0s", 0),
        (" 2m 10s ", 130 * S),
    ],
)
def test_durations_with_units_are_read(written, ns):
    assert parse_duration(written) == ns


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("90", "has no unit; write 90s or 90m"),
        ("1:30", "write 1m30s or 1h30m"),
        ("01:05", "write 1m05s or 1h05m"),
        ("15:30:00", "write 15h30m00s"),
        ("", "is not a duration"),
        ("soon", "write it like 90s"),
        ("-5s", "is not a duration"),
        ("5 minutes", "is not a duration"),
        ("s", "is not a duration"),
        ("8000h", "longer than seven days"),
        ("٣s", "is not a duration"),
    ],
)
def test_what_is_no_duration_is_told_what_to_write(written, told):
    with pytest.raises(ValueError, match=told):
        parse_duration(written)


@given(st.integers(0, 7 * 24 * 3600 * 1000).map(lambda ms: ms * 1_000_000))
def test_what_is_written_is_read_again(ns):
    assert parse_duration(format_duration(ns)) == ns


@pytest.mark.parametrize(
    ("ns", "written"),
    [
        (0, "0s"),
        (30_000_000, "30ms"),
        (-500_000_000, "-500ms"),
        (999_600_000, "1s"),
        (S, "1s"),
        (S + S // 2, "1.5s"),
        (60 * S + S // 2, "1m0.5s"),
        (3723 * S + S // 2, "1h2m3.5s"),
    ],
)
def test_it_is_written_as_in_a_show_file(ns, written):
    assert format_duration(ns) == written


@pytest.mark.parametrize(
    ("ns", "signed", "shown"),
    [
        (0, False, "0:00"),
        (59 * S, False, "0:59"),
        (3599 * S, False, "59:59"),
        (3661 * S, False, "1:01:01"),
        (420 * S, True, "+7:00"),
        (-65 * S, True, "-1:05"),
        (0, True, "+0:00"),
        (-400_000_000, True, "+0:00"),
    ],
)
def test_lengths_read_as_on_a_clock(ns, signed, shown):
    assert format_clock(ns, signed=signed) == shown
