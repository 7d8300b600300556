"""Pages that are ready for A4, from templates beside this."""

from pathlib import Path
from textwrap import shorten

from moderator.motion.seen.writing import written
from moderator.show.load import Loaded

_RUNNING = 60
"""So much of a show's name stands above every sheet."""


def write_printed(path: Path, template: str, loaded: Loaded, called: str, **told: object) -> None:
    """Write a page about a show, with its name and version above each sheet.

    Args:
        path: where to.
        template: its file.
        loaded: the show.
        called: what the page is: `script`.
        told: what the template takes besides.

    Raises:
        CannotWrite: it cannot be written.
    """
    import jinja2
    from markupsafe import Markup

    assert loaded.show is not None
    show, fingerprint = loaded.show, loaded.fingerprint()
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("moderator.cli", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    day = f"{show.starts.day} {show.starts:%B %Y}"
    title = shorten(show.show, _RUNNING, placeholder=" …")
    running = in_css(f"{title} · {called} · {day} · version {fingerprint}")
    page = environment.get_template(template).render(
        show=show,
        day=day,
        fingerprint=fingerprint,
        running=Markup(running),  # noqa: S704 — letters, figures and escapes alone
        **told,
    )
    with written(path) as draft:
        draft.write_text(page, encoding="utf-8")


def in_css(text: str) -> str:
    """Text as the inside of a string in a style sheet, whatever is in it."""
    plain = [sign == " " or (sign.isascii() and sign.isalnum()) for sign in text]
    return "".join(
        sign if safe else f"\\{ord(sign):06x}" for sign, safe in zip(text, plain, strict=True)
    )
