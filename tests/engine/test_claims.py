LINE = "Good afternoon, and welcome to Shijingshan, everybody who is here."


async def test_cues_that_need_different_things_run_beside_each_other(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}"}}
      - {{cue: "2", wait: 30s}}
      - {{cue: "3", move: bow}}
    """)
    for cue in ("1", "2", "3"):
        assert (await show.go(expecting=cue)).accepted
        await show.after(0.5)
    assert show.running == ["1", "2", "3"]


async def test_a_go_for_what_another_cue_holds_is_refused_with_the_reason(on_stage):
    show = await on_stage(f'- {{cue: "1", speak: "{LINE}"}}\n- {{cue: "2", speak: "{LINE}"}}')
    await show.go()
    await show.after(1)
    assert (await show.go(expecting="2")).reason == "cue 1 still holds voice"
    assert show.standby == "2"
    await show.until("cue_ended", "1")
    assert (await show.go(expecting="2")).accepted


async def test_a_go_is_refused_for_what_a_cue_that_starts_together_needs(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}"}}
      - {{cue: "2", wait: 1s, continue: auto_continue}}
      - {{cue: "3", move: bow, continue: auto_continue}}
      - {{cue: "4", speak: "{LINE}"}}
    """)
    await show.go()
    await show.after(1)
    assert (await show.go(expecting="2")).reason == "cue 1 still holds voice"
    assert (show.running, show.standby) == (["1"], "2")
    await show.until("cue_ended", "1")
    assert (await show.go(expecting="2")).accepted


async def test_a_gesture_in_a_line_is_part_of_the_lines_claims(on_stage):
    show = await on_stage(f"""
      - cue: "1"
        speak: "{LINE} [mark: here]"
        gestures: {{here: wave}}
      - {{cue: "2", move: wave}}
    """)
    await show.go()
    await show.after(1)
    assert (await show.go()).reason.startswith("cue 1 still holds arms")


async def test_a_cue_that_takes_over_ends_the_older_one_first(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}", continue: auto_follow}}
      - {{cue: "2", wait: 1s}}
      - {{cue: "3", speak: "One moment, please.", takes_over: true}}
    """)
    await show.go()
    await show.after(1)
    assert (await show.go(expecting="3")).accepted
    await show.until_state("finished")
    assert show.outcomes() == {"1": "cancelled", "3": "succeeded"}
    [older], [newer] = show.entries("cue_ended", "1"), show.entries("cue_started", "3")
    assert older.n < newer.n
    assert not show.entries("fault")


async def test_a_motion_that_is_taken_over_has_come_to_a_standstill(on_stage):
    show = await on_stage("""
      - {cue: "1", move: wave}
      - {cue: "2", move: open_palm_right, takes_over: true}
    """)
    await show.go()
    await show.after(2)
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "cancelled", "2": "succeeded"}
    assert 2 < show.entries("cue_ended", "1")[0].at_s == show.starts()["2"] < 3


async def test_a_takeover_that_is_itself_taken_over_has_its_one_outcome(on_stage):
    show = await on_stage("""
      - {cue: "1", move: bow}
      - {cue: "2", move: wave, takes_over: true}
      - {cue: "3", move: bow, takes_over: true}
    """)
    await show.go()
    await show.after(2)
    await show.go()
    await show.after(0.31)
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "cancelled", "2": "cancelled", "3": "succeeded"}
    assert len(show.entries("cue_ended")) == 3
    assert show.cues("cue_started") == ["1", "3"]


async def test_a_cue_in_its_pre_wait_needs_nothing_yet(on_stage):
    show = await on_stage("""
      - {cue: "1", speak: "Good afternoon.", continue: auto_continue}
      - {cue: "2", speak: "I am Kuafu.", pre_wait: 10s}
    """)
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded", "2": "succeeded"}
    assert show.starts()["2"] == 10.0


async def test_what_a_cue_in_its_pre_wait_will_need_is_kept_for_it(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}", pre_wait: 10s}}
      - {{cue: "2", speak: "{LINE}"}}
    """)
    await show.go()
    await show.after(1)
    assert (await show.go()).reason == "cue 1 still holds voice"


async def test_a_pre_wait_that_ends_too_early_is_a_failure_that_says_why(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}", continue: auto_continue}}
      - {{cue: "2", speak: "{LINE}", pre_wait: 1s}}
    """)
    await show.go()
    await show.until_state("held")
    [ended] = show.entries("cue_ended", "2")
    assert (ended.data["outcome"], ended.data["why"]) == ("rejected", "cue 1 still holds voice")


async def test_a_takeover_waits_for_its_pre_wait(on_stage):
    show = await on_stage("""
      - {cue: "1", move: tai_chi_hold, continue: auto_continue}
      - {cue: "2", move: wave, takes_over: true, pre_wait: 2s}
    """.replace("tai_chi_hold", "bow"))  # fmt: skip
    await show.go()
    await show.after(1.9)
    assert show.running == ["1", "2"]
    assert not show.entries("cue_ended")
    await show.until_state("finished")
    assert show.outcomes() == {"1": "cancelled", "2": "succeeded"}


async def test_music_under_a_cue_ends_with_it(on_stage, tmp_path):
    from tests.sounds import silence

    silence(tmp_path / "show" / "music.wav", 60)
    show = await on_stage("""
      - cue: "1"
        wait: 5s
        play: {file: music.wav, ends_with_cue: true}
    """)
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded"}
    assert show.now < 6


async def test_a_cue_of_nothing_but_music_under_it_plays_to_its_end(on_stage, tmp_path):
    from tests.sounds import silence

    silence(tmp_path / "show" / "music.wav", 7)
    show = await on_stage('- {cue: "1", play: {file: music.wav, ends_with_cue: true}}')
    await show.go()
    await show.until_state("finished")
    assert show.now >= 7


async def test_what_a_cue_has_taken_over_is_kept_from_one_whose_pre_wait_ends(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}"}}
      - {{cue: "2", speak: "{LINE}", takes_over: true}}
      - {{cue: "3", speak: "{LINE}", pre_wait: 1s}}
    """)
    for cue in ("1", "2", "3"):
        assert (await show.go(expecting=cue)).accepted
        await show.after(0.5)
    ended = await show.until("cue_ended", "3")
    assert (ended.data["outcome"], ended.data["why"]) == ("rejected", "cue 2 still holds voice")
