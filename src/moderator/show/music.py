"""Making a show's music into sound, before anything else happens."""

from concurrent.futures import Future
from itertools import chain
from threading import Thread

from moderator.cues.materials import Materials
from moderator.music import is_recipe, render_music
from moderator.show.model import Show


def music_rendering(show: Show, materials: Materials) -> "Future[None]":
    """Render every piece that is written as music and has not been, beside what else is done.

    Returns:
        Done when all are; or with ShowHasProblems for an error in a file, with CannotWrite for a
        sound that cannot be kept. Nobody who is told to end waits for it.
    """
    cues = chain(chain.from_iterable(act.cues for act in show.acts), show.hot)
    files = sorted({file for cue in cues for file in cue.sounds() if is_recipe(file)})
    rendered: Future[None] = Future()

    def render() -> None:
        try:
            for file in files:
                render_music(materials.folder_of(file) / file)
        except BaseException as error:  # noqa: BLE001 — raised where the result is asked for
            rendered.set_exception(error)
        else:
            rendered.set_result(None)

    Thread(target=render, name="music", daemon=True).start()
    return rendered
