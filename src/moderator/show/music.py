"""Making a show's music into sound, before anything else happens."""

from itertools import chain

from moderator.cues.materials import Materials
from moderator.music import is_recipe, render_music
from moderator.show.model import Show


def render_all_music(show: Show, materials: Materials) -> None:
    """Render every piece that is written as music and has not been rendered yet.

    Raises:
        ShowHasProblems: there is an error in a file.
        CannotWrite: a sound cannot be kept.
    """
    cues = chain(chain.from_iterable(act.cues for act in show.acts), show.hot)
    for file in sorted({file for cue in cues for file in cue.sounds() if is_recipe(file)}):
        render_music(materials.folder_of(file) / file)
