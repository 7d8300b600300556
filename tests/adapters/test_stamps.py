import pytest

from moderator.adapters.wired.stamps import Stamps


def test_the_quickest_is_not_late_and_others_are_as_late_as_they_are():
    stamps = Stamps()
    came = [(1000.0, 5.02), (1000.1, 5.10), (1000.2, 5.45), (1000.3, 5.41)]
    late = [stamps.late_s(made, now) for made, now in came]
    assert late == pytest.approx([0, 0, 0.25, 0.11], abs=1e-3)


def test_clocks_that_go_apart_are_no_lateness():
    stamps = Stamps()
    late = [stamps.late_s(1000 + n * (1 - 5e-5), float(n)) for n in range(3600)]
    assert max(late) < 0.001


@pytest.mark.parametrize("again", [1000.0, 999.9])
def test_what_comes_twice_or_out_of_order_is_told(again):
    stamps = Stamps()
    stamps.late_s(1000.0, 5.0)
    with pytest.raises(ValueError, match="twice, or out of order"):
        stamps.late_s(again, 5.1)
