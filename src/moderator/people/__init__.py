"""The people interface: what humans do in a show, live or simulated."""

from moderator.people.behaviour import Behaviour, HostBehaviour, OperatorBehaviour, TalkBehaviour
from moderator.people.contract import (
    Asked,
    Cited,
    Decision,
    Draft,
    Inquiry,
    People,
    PeopleSetup,
    Person,
    Standby,
    Talk,
    Turn,
)
from moderator.people.registry import people_class

__all__ = [
    "Asked",
    "Behaviour",
    "Cited",
    "Decision",
    "Draft",
    "HostBehaviour",
    "Inquiry",
    "OperatorBehaviour",
    "People",
    "PeopleSetup",
    "Person",
    "Standby",
    "Talk",
    "TalkBehaviour",
    "Turn",
    "people_class",
]
