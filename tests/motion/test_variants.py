import pytest

from moderator.motion.variants import family, means, variants_among

NAMES = ["bow", "wave", "wave.10", "wave.2", "wavering"]


@pytest.mark.parametrize(
    ("name", "head"),
    [("wave", "wave"), ("wave.2", "wave"), ("wave.10", "wave"), ("v.one", "v.one"), (".2", ".2")],
)
def test_a_variant_is_of_the_family_before_its_number(name, head) -> None:
    assert family(name) == head


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("wave", ["wave", "wave.2", "wave.10"]),
        ("wave.2", ["wave.2"]),
        ("wave.1", ["wave"]),
        ("wave.3", []),
        ("bow", ["bow"]),
        ("nod", []),
    ],
)
def test_a_name_means_all_variants_and_a_number_one(asked, found) -> None:
    assert variants_among(NAMES, asked) == found


def test_a_first_variant_in_a_file_of_its_own_is_the_first() -> None:
    names = ["wave.1", "wave.2"]
    assert variants_among(names, "wave") == names
    assert variants_among(names, "wave.1") == ["wave.1"]


@pytest.mark.parametrize("asked", ["wave", "wave.2"])
def test_who_names_a_gesture_means_its_variant(asked) -> None:
    assert means(asked, "wave.2")
    assert not means(asked, "bow")
    assert not means("wave.1", "wave.2")
