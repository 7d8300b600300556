"""How `moderator film` is called."""

import argparse
from collections.abc import Callable

Command = Callable[[str, str, str], argparse.ArgumentParser]


def add(command: Command) -> argparse.ArgumentParser:
    """Add the command; SHOW, --robot and --speech are added as for any other."""
    film = command("film", "film", "make a film of the show: a rehearsal, or a night on record")
    film.add_argument("--record", metavar="DIR", help="of that night, instead of a rehearsal")
    film.add_argument("--from", dest="begin", metavar="CUE", help="the first cue of the film")
    film.add_argument("--to", dest="end", metavar="CUE", help="the last one")
    film.add_argument("--out", metavar="FILE", help="the MP4 to write (the show's name)")
    film.add_argument("--seed", type=int, default=1, metavar="N", help="of the rehearsal (1)")
    film.add_argument("--size", default="854x480", metavar="WxH", help="(854x480)")
    film.add_argument("--fps", type=int, default=25, metavar="N", help="pictures a second (25)")
    return film
