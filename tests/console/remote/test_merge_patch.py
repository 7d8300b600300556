from hypothesis import given
from hypothesis import strategies as st

from moderator.console.remote.merge_patch import merge_patch, patched, without_nulls

PLAIN = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from("abcd"), PLAIN, max_size=4)


@given(OBJECTS, OBJECTS)
def test_the_patch_makes_the_one_of_the_other(before, after):
    assert patched(before, merge_patch(before, after)) == after


@given(OBJECTS)
def test_what_has_not_changed_is_no_patch(plain):
    assert merge_patch(plain, plain) == {}


def test_a_list_is_replaced_whole():
    assert merge_patch({"a": [1, 2], "b": 1}, {"a": [1], "b": 1}) == {"a": [1]}


def test_nulls_are_left_out_at_every_depth():
    assert without_nulls({"a": None, "b": [{"c": None}], "d": {"e": None}}) == {"b": [{}], "d": {}}
