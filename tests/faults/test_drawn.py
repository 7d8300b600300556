from moderator.faults import Fault, drawn
from moderator.values.chance import Chance

NS = 1_000_000_000
LATE = {"fault": "link", "at": "5m", "within": "20m", "for": "3s"}
RARE = {"fault": "voice", "after": "1m", "chance": "0.3"}


def nights(*written):
    faults = [Fault.model_validate(one) for one in written]
    return [list(drawn(faults, Chance(seed))) for seed in range(1000)]


def test_an_instant_by_chance_is_anywhere_in_its_time_and_plain():
    found = [fault for [fault] in nights(LATE)]
    times = [fault.at / (60 * NS) for fault in found]
    assert 5 <= min(times) < 6
    assert 24 < max(times) <= 25
    assert all(fault.within is None and fault.lasts == 3 * NS for fault in found)


def test_in_a_cue_or_motion_it_is_so_long_after_its_beginning():
    [fault] = nights({"fault": "link", "cue": "3", "after": "2s", "within": "4s"})[0]
    assert (fault.cue, fault.at) == ("3", None)
    assert 2 * NS <= fault.after <= 6 * NS


def test_it_comes_on_its_share_of_nights():
    assert 250 < sum(len(faults) for faults in nights(RARE)) < 350


def test_one_fault_more_of_another_kind_changes_no_other():
    alone, more = nights(LATE), nights(RARE, LATE)
    assert [one[0] for one in alone] == [faults[-1] for faults in more]


def test_two_of_a_kind_are_drawn_each_by_itself():
    assert all(one.at != other.at for one, other in nights(LATE, LATE))


def test_plain_data_reads_back_as_the_same_fault():
    for faults in nights(LATE, RARE)[:20]:
        for fault in faults:
            assert Fault.model_validate(fault.plain()) == fault
