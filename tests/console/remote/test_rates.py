from moderator.console.remote.rates import Rate, Rates


def test_a_burst_is_let_through_and_then_so_many_a_second():
    now = [0.0]
    rates = Rates(Rate(per_s=2, burst=3), lambda: now[0])
    assert [rates.lets("a") for _ in range(4)] == [True, True, True, False]
    assert rates.lets("b")
    now[0] = 0.5
    assert [rates.lets("a"), rates.lets("a")] == [True, False]
    now[0] = 100.0
    assert [rates.lets("a") for _ in range(4)] == [True, True, True, False]


def test_only_the_latest_senders_are_told_apart():
    rates = Rates(Rate(per_s=0, burst=1), lambda: 0.0, most=2)
    for sender in ("a", "b", "c"):
        assert rates.lets(sender)
    assert not rates.lets("c")
    assert rates.lets("a")
