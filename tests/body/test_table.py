"""The table of the body: what it claims about itself."""

import pytest

from moderator.body.joints import JOINTS, SIDES
from moderator.body.kuavo import KUAVO
from moderator.body.table import PELVIS, Body


def test_every_link_hangs_on_one_before_it():
    seen = {""}
    for link in KUAVO.links:
        assert link.parent in seen, link.name
        seen.add(link.name)


def test_every_link_but_the_pelvis_is_moved_by_a_joint_of_its_name():
    assert {link.name for link in KUAVO.links} == {PELVIS, *JOINTS}
    assert {joint.name for joint in KUAVO.joints} == set(JOINTS)


def test_every_figure_says_where_it_is_from():
    for row in (*KUAVO.links, *KUAVO.joints, KUAVO.sole):
        assert "urdf" in row.source or "assumed" in row.source, row


def test_it_weighs_what_the_published_model_weighs():
    # The sum of the masses in biped_s45.urdf: 27.416 + 2 × 8.993 + 2 × 5.192 + 0.899 kg.
    assert KUAVO.mass_kg == pytest.approx(56.69, abs=0.02)


def test_both_sides_weigh_the_same_and_lie_opposite():
    for side, other in (SIDES, SIDES[::-1]):
        for link in KUAVO.links:
            if link.name.startswith(side):
                twin = KUAVO.link(link.name.replace(side, other))
                assert twin.mass_kg == link.mass_kg
                assert twin.at_m[1] == -link.at_m[1]


def test_a_limb_ends_in_its_last_link():
    assert KUAVO.end("left_ankle") == "left_ankle_roll"
    assert KUAVO.end("head") == "head_pitch"


@pytest.mark.parametrize("ask", [Body.link, Body.end])
def test_what_the_table_lacks_is_a_key_error(ask):
    with pytest.raises(KeyError):
        ask(KUAVO, "tail")
