"""A moment is told as people tell it, with its day when it is not today's."""

from datetime import datetime, timedelta, timezone

import pytest

from moderator.values.in_mandarin import said_in, written_in
from moderator.values.moment import Moment, moment_told
from moderator.values.quotation import Quotation

NOW = datetime(2025, 9, 10, 0, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("moment", "english", "mandarin"),
    [
        ("2025-09-09T16:05Z", "00:05", "00:05"),
        ("2025-09-09T15:59Z", "23:59 on 9 September 2025", "2025年9月9日23:59"),
        ("2024-09-09T16:05Z", "00:05 on 10 September 2024", "2024年9月10日00:05"),
    ],
)  # fmt: skip
def test_it_is_told_where_it_is_now(moment, english, mandarin):
    told = moment_told(datetime.fromisoformat(moment), NOW)
    assert told.written() == english
    assert written_in("zh", told) == mandarin


def test_a_text_is_read_as_one_or_refused():
    assert Moment.parse("2025-09-10T14:05+08:00").written() == "14:05 on 10 September 2025"
    with pytest.raises(ValueError, match="is not a moment"):
        Moment.parse("soon")


def test_a_quotation_is_one_in_mandarin_too():
    assert said_in("zh", Quotation("机器人跳舞")) == "引文，机器人跳舞，引文完"
