from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from moderator.values.time_of_day import TimeOfDay, between_ns, later

S = 10**9
BERLIN = ZoneInfo("Europe/Berlin")
BEIJING = datetime.fromisoformat("2025-09-10T14:00+08:00")
BACK = datetime(2025, 10, 25, 22, tzinfo=BERLIN)
"""The evening before clocks are put back at 3:00."""
FORTH = datetime(2025, 3, 29, 22, tzinfo=BERLIN)
"""The evening before clocks are put forward at 2:00."""


def shown(start, written):
    moment = TimeOfDay.parse(written).after(start)
    return moment and moment.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("start", "written", "meant"),
    [
        (BEIJING, "15:30", "2025-09-10T15:30+08:00"),
        (BEIJING, "14:00", "2025-09-10T14:00+08:00"),
        (BEIJING, "00:10", "2025-09-11T00:10+08:00"),
        (BEIJING, "13:59:59", "2025-09-11T13:59+08:00"),
        (BEIJING, "2025-09-12 09:00", "2025-09-12T09:00+08:00"),
        (BEIJING, "2025-09-10T13:00", "2025-09-10T13:00+08:00"),
        (BACK, "02:30", "2025-10-26T02:30+02:00"),
        (BACK, "03:30", "2025-10-26T03:30+01:00"),
        (FORTH, "03:30", "2025-03-30T03:30+02:00"),
        (FORTH, "02:30", None),
    ],
)
def test_a_time_is_the_first_from_the_shows_start_on(start, written, meant):
    assert shown(start, written) == meant


def test_a_time_that_comes_twice_is_the_one_that_is_not_past():
    between = datetime(2025, 10, 26, 2, 45, tzinfo=BERLIN)
    assert shown(between, "02:30") == "2025-10-26T02:30+01:00"


@pytest.mark.parametrize(
    "written", ["", "1530", "24:00", "15:60", "9:00", "2025-13-01 10:00", "३०:00"]
)
def test_what_is_no_time_of_day(written):
    with pytest.raises(ValueError, match=r"."):
        TimeOfDay.parse(written)


def test_a_night_in_which_clocks_are_put_back_is_an_hour_longer():
    assert later(BACK, 8 * 3600 * S).isoformat() == "2025-10-26T05:00:00+01:00"
    assert between_ns(BACK, datetime(2025, 10, 26, 5, tzinfo=BERLIN)) == 8 * 3600 * S


def test_a_night_in_which_they_are_put_forward_is_an_hour_shorter():
    assert later(FORTH, 4 * 3600 * S).isoformat() == "2025-03-30T03:00:00+02:00"
    assert between_ns(FORTH, datetime(2025, 3, 30, 3, tzinfo=BERLIN)) == 4 * 3600 * S
