def test_plan_tells_which_numerals_do_not_fit_into_their_time_as_rendered(moderator, small):
    path = small / "show.yaml"
    slow = "defaults: {voice: {rate: 100}}\nrobot:"
    shown = (
        path.read_text().replace("wait: 5s", "count_down: {from: 22}").replace("robot:", slow, 1)
    )
    path.write_text(shown)
    assert "late-numeral" not in moderator("check", small, "--json").out  # by its estimate it fits
    ran = moderator("plan", small)
    assert ran.code == 0
    [told] = [line for line in ran.err.splitlines() if "'22!'" in line]
    assert told.endswith("and has 0.90 s — give the count-down a longer every, or a quicker voice")
    assert not any("'10!'" in line for line in ran.err.splitlines())
