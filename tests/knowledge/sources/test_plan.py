"""What stands in a source's data becomes a typed fact, or is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from moderator.knowledge.sources.plan import Pick, moment

BEIJING = timezone(timedelta(hours=8))


def told(raw, kind="quantity", form="{} °C", decimals=None):
    return Pick("x", kind, form, "1", decimals).value(raw).written()


@pytest.mark.parametrize(
    ("raw", "decimals", "written"),
    [
        (23.6, None, "23.6 °C"), (23.6, 0, "24 °C"), (24.5, 0, "25 °C"), (-0.4, 0, "0 °C"),
        (-5, None, "−5 °C"), ("23.60", None, "23.60 °C"), (" 1,234.5 ", 1, "1,234.5 °C"),
        ("−5", None, "−5 °C"), (1e-7, None, "0.0000001 °C"),
        (1e16, None, "10,000,000,000,000,000 °C"),
        (10, 2, "10.00 °C"),
    ],
)  # fmt: skip
def test_a_number_is_told_in_its_form_and_rounded(raw, decimals, written):
    assert told(raw, decimals=decimals) == written


@pytest.mark.parametrize(
    "raw", ["warm", "", "21 °C", "1e5", "0x10", "12 idiots", "1" * 25, "{clock.time}", "1\n2"]
)
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(ValueError, match="is not a number"):
        told(raw)


def test_other_kinds_are_read_by_their_kind():
    assert told("2025-09-10", "date", "{}") == "10 September 2025"
    assert told(2024, "year", "{}") == "2024"
    assert told("69.66", "money", "{} billion yuan") == "69.66 billion yuan"
    assert told(7.6, "percent", "{} %") == "7.6 %"
    assert told(12, "count", "{} visitors") == "12 visitors"


@pytest.mark.parametrize("raw", ["10 September 2025; hurry", "[mark: bow]", "soon"])
def test_a_date_with_anything_else_is_refused(raw):
    with pytest.raises(ValueError, match="is not a date"):
        told(raw, "date", "{}")


@pytest.mark.parametrize(
    "raw",
    [
        1757484000, "1757484000", "1757484000.0", "2025-09-10T06:00Z", "2025-09-10T14:00",
        "2025-09-10 14:00:00", "2025-09-10T08:00+02:00", "Wed, 10 Sep 2025 06:00:00 GMT",
    ],
)  # fmt: skip
def test_a_moment_is_read_as_sources_write_it(raw):
    assert moment(raw, BEIJING) == datetime(2025, 9, 10, 6, tzinfo=UTC)


@pytest.mark.parametrize("raw", ["now", "", "2025-13-01", "9" * 12, "14:00", "1e400"])
def test_what_is_no_moment_is_refused(raw):
    with pytest.raises(ValueError, match="no date and time"):
        moment(raw, BEIJING)


WEST = timezone(-timedelta(hours=5))


@pytest.mark.parametrize(
    "raw", ["0001-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59-12:00", "1601-01-01T00:00Z"]
)
def test_a_moment_of_a_year_that_nobody_tells_of_is_refused(raw):
    for zone in (WEST, BEIJING):
        with pytest.raises(ValueError, match="no date and time of our days"):
            moment(raw, zone)


def test_a_moment_is_where_the_show_is():
    assert moment("2025-09-10T06:00Z", BEIJING).utcoffset() == timedelta(hours=8)
