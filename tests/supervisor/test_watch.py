from moderator.supervisor.messages import Beat
from moderator.supervisor.watch import Watch

MS = 1_000_000


def armed(trip_ms=200):
    watch = Watch(trip_ms * MS)
    watch.arm(0)
    return watch


def test_it_trips_when_the_silence_is_too_long():
    watch = armed()
    watch.heard(Beat(20 * MS, True), 20 * MS)
    assert not watch.trips(219 * MS, 0)
    assert watch.trips(220 * MS, 0)
    assert watch.silence(220 * MS) == "no sign of life from the engine for 200 ms"


def test_beats_do_not_help_an_adapter_that_is_silent():
    watch = armed()
    for at_ms in range(20, 240, 20):
        watch.heard(Beat(20 * MS, True), at_ms * MS)
    assert watch.trips(220 * MS, 0)
    assert watch.silence(220 * MS) == "no sign of life from the robot's adapter for 200 ms"


def test_time_in_which_it_could_not_look_is_forgiven_once_in_a_silence():
    watch = armed()
    assert not watch.trips(1000 * MS, late_ns=980 * MS)
    assert not watch.trips(1170 * MS, late_ns=100 * MS)
    assert watch.trips(1180 * MS, 0)
    watch.heard(Beat(1200 * MS, True), 1200 * MS)
    assert not watch.trips(1500 * MS, late_ns=280 * MS)


def test_it_does_not_trip_for_a_robot_that_is_out_of_our_hands():
    watch = armed()
    watch.heard(Beat(20 * MS, False), 20 * MS)
    assert not watch.trips(900 * MS, 0)
    watch.heard(Beat(920 * MS, True), 920 * MS)
    assert watch.trips(1120 * MS, 0)


def test_it_does_not_trip_before_it_is_armed_nor_afterwards():
    watch = Watch(200 * MS)
    assert not watch.trips(900 * MS, 0)
    watch.arm(900 * MS, watch=False)
    assert not watch.trips(2000 * MS, 0)
    watch.arm(2000 * MS)
    watch.disarm()
    assert not watch.trips(9000 * MS, 0)


def test_the_longest_silence_is_kept_while_silence_means_stop():
    watch = Watch(200 * MS)
    watch.heard(Beat(500 * MS, True), 900 * MS)
    assert watch.longest_ns == 0
    watch.arm(1000 * MS)
    watch.heard(Beat(1080 * MS, True), 1081 * MS)
    watch.heard(Beat(1100 * MS, True), 1101 * MS)
    assert watch.longest_ns == 81 * MS
