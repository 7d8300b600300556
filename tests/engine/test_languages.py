"""A line in Mandarin, from the show to the record."""

SHOW = """
- {cue: "1", speak: "Good afternoon."}
- {cue: "2", speak: "今天是{clock.date}，增长7.6%。"}
"""


async def test_the_record_says_that_a_line_was_in_mandarin_and_how_it_was_said(on_stage):
    show = await on_stage(SHOW)
    await show.go()
    english = await show.until("said", "1", within_s=60)
    assert "language" not in english.data
    await show.until("cue_ended", "1", within_s=60)
    await show.go()
    said = await show.until("said", "2", within_s=60)
    assert said.data["language"] == "zh"
    assert said.data["text"] == "今天是2025年9月10日，增长7.6%。"
    assert said.data["spoken"] == "今天是二零二五年九月十日， 增长百分之七点六。"
