from moderator.hearing.held import BLOCK_BYTES, Held, Order


def block(number):
    return number.to_bytes(2, "little") * (BLOCK_BYTES // 2)


def taken(held, *came):
    return [passed for one in came for passed in held.take(one)]


def test_nothing_is_passed_on_that_was_not_meant_for_the_robot():
    assert taken(Held(), *map(block, range(100))) == []


def test_what_is_said_begins_a_little_before_the_press():
    held = Held()
    taken(held, *map(block, range(100)))
    assert taken(held, Order.PRESS, block(100)) == [block(number) for number in range(85, 101)]


def test_what_is_said_ends_a_little_after_the_release():
    held = Held()
    passed = taken(held, Order.PRESS, block(1), Order.RELEASE, *map(block, range(2, 10)))
    assert passed == [*map(block, range(1, 6)), b""]


def test_the_sound_after_it_is_not_passed_on():
    held = Held()
    taken(held, Order.PRESS, Order.RELEASE, *map(block, range(10)))
    assert taken(held, *map(block, range(100))) == []


def test_a_press_that_is_never_released_ends_after_20_s():
    passed = taken(Held(), Order.PRESS, *map(block, range(2000)))
    assert passed == [*map(block, range(1000)), b""]


def test_who_presses_twice_says_one_thing():
    blocks = map(block, range(1500))
    passed = taken(Held(), Order.PRESS, next(blocks), Order.PRESS, *blocks)
    assert passed == [*map(block, range(1000)), b""]


def test_who_presses_again_at_once_says_another_thing():
    held = Held()
    taken(held, Order.PRESS, block(1), Order.RELEASE)
    passed = taken(held, block(2), Order.PRESS, block(3), Order.RELEASE, *map(block, range(4, 20)))
    assert passed == [block(2), b"", *map(block, range(3, 8)), b""]


def test_a_release_without_a_press_says_nothing():
    assert taken(Held(), Order.RELEASE, *map(block, range(10))) == []
