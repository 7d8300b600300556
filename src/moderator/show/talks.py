"""Whose talk each one is, and in which place: its lines tell of that."""

from moderator.cues.materials import Materials
from moderator.show.model import Show


def bind_talks(show: Show, materials: Materials) -> None:
    """Tell each talk of its speaker and of its act's other talks; of one unknown, nothing."""
    for cues in (*(act.cues for act in show.acts), *((cue,) for cue in show.hot)):
        talks = [cue.talk for cue in cues if cue.talk]
        for number, talk in enumerate(talks, 1):
            if person := materials.people.get(talk.by):
                talk.bind(person, number, len(talks), materials.language)
