from moderator.values.chance import Chance


def test_the_same_seed_and_purpose_draw_the_same():
    draws = [Chance(1).stream("talk/21").random() for _ in range(2)]
    assert draws[0] == draws[1]


def test_this_draw_is_the_same_on_every_machine():
    assert Chance(1).stream("talk/21").randrange(10**9) == 65_374_738


def test_another_seed_or_purpose_draws_otherwise():
    first = Chance(1).stream("talk/21").random()
    assert Chance(2).stream("talk/21").random() != first
    assert Chance(1).stream("talk/22").random() != first


def test_a_stream_goes_on_where_it_was():
    chance = Chance(1)
    assert chance.stream("a").random() != chance.stream("a").random()


def test_one_more_draw_elsewhere_changes_nothing_here():
    quiet, busy = Chance(1), Chance(1)
    busy.stream("elsewhere").random()
    assert busy.stream("here").random() == quiet.stream("here").random()
