"""A motion as a film, H.264 in an MP4, by ffmpeg."""

import errno
import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from PIL import Image, ImageDraw

from moderator.errors import CannotStart
from moderator.motion.seen.camera import Array, looking
from moderator.motion.seen.frame import Figure, picture
from moderator.motion.seen.lettering import write
from moderator.motion.seen.performance import Performance
from moderator.motion.seen.shading import INK, SEAL
from moderator.motion.seen.writing import written

_FINER = 2
_TURNED_DEG, _RAISED_DEG, _AWAY_M, _TALL_M, _LOOKED_AT_M = 18.0, 8.0, 10.0, 2.5, 0.76
_FOLLOWED_S = 1.6
"""How long the camera takes to follow the body."""
_AT_ONCE = 4
"""Pictures that each process may be ahead."""
_ALONE = ("-preset", "medium")

Caption = tuple[str, str, str]
"""A form's number, name and original name."""
Scene = tuple[Figure, Array, tuple[int, int], Caption]
"""The body, what the camera looks at, the picture's size, and what is written beneath."""


@dataclass(frozen=True)
class Shot:
    """What is filmed.

    Attributes:
        size: width and height, pixels, both even.
        rate_hz: pictures a second.
        first_s: from when in the motion.
        last_s: to when.
    """

    size: tuple[int, int]
    rate_hz: int
    first_s: float
    last_s: float

    @property
    def count(self) -> int:
        """How many pictures it has, at least one."""
        return max(1, round((self.last_s - self.first_s) * self.rate_hz))


def processors() -> int:
    """How many processes take pictures."""
    return len(os.sched_getaffinity(0))


def one_frame_s(performance: Performance, shot: Shot) -> float:
    """How long one picture takes here, seconds, tried out."""
    scene = next(_scenes(performance, shot))
    frame(*scene)
    begun = perf_counter()
    frame(*scene)
    return perf_counter() - begun


def film(
    performance: Performance, shot: Shot, path: Path, told: Callable[[int], None] = lambda _: None
) -> None:
    """Film a motion.

    The file comes to be under its name when it is whole, or not at all.

    Args:
        performance: the motion, with an instant for each picture of it.
        shot: what of it.
        path: the MP4 to write; one that is there is replaced.
        told: called with the number of pictures done.

    Raises:
        CannotStart: there is no ffmpeg.
        CannotWrite: the file cannot be written.
    """
    with written(path) as unfinished, encoder(shot.size, shot.rate_hz, unfinished) as put:
        for done, pixels in enumerate(_frames(performance, shot), start=1):
            put(pixels)
            told(done)


def _scenes(performance: Performance, shot: Shot) -> Iterator[Scene]:
    eyes = _followed(performance)
    for number in range(shot.count):
        time_s = shot.first_s + number / shot.rate_hz
        i = performance.instant(time_s)
        yield performance.figure(i), eyes[i], shot.size, _caption(performance, time_s)


def _frames(performance: Performance, shot: Shot) -> Iterator[bytes]:
    with ProcessPoolExecutor(processors(), mp_context=get_context("forkserver")) as pool:
        ahead: deque[Future[bytes]] = deque()
        try:
            for scene in _scenes(performance, shot):
                ahead.append(pool.submit(frame, *scene))
                if len(ahead) >= processors() * _AT_ONCE:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def frame(figure: Figure, looked_at: Array, size: tuple[int, int], caption: Caption) -> bytes:
    """One picture of a film: red, green, blue of every pixel."""
    camera = looking(looked_at, _TURNED_DEG, _RAISED_DEG, _AWAY_M, _TALL_M, size)
    image = Image.fromarray(picture(figure, camera, _FINER, "stage")[0])
    number, name, original = caption
    scale = size[1] / 720
    draw = ImageDraw.Draw(image)
    line, middle = size[1] - 58 * scale, size[0] / 2
    write(
        draw, middle, line, [(f"{number}  " if number else "", SEAL), (original, INK)], 26 * scale
    )
    write(draw, middle, line + 28 * scale, [(name, INK)], 19 * scale)
    return image.tobytes()


def _followed(performance: Performance) -> Array:
    """What the camera looks at, instant by instant: the pelvis, followed softly, shape (k, 3)."""
    pelvis = performance.places[:, 0].copy()
    pelvis[:, 2] = _LOOKED_AT_M
    rate_hz = (len(pelvis) - 1) / performance.duration_s if performance.duration_s else 1.0
    share = 1 / (1 + _FOLLOWED_S / 2 * rate_hz)
    for order in (range(1, len(pelvis)), range(len(pelvis) - 2, -1, -1)):
        step = order.step
        for i in order:
            pelvis[i] = pelvis[i - step] + share * (pelvis[i] - pelvis[i - step])
    return pelvis


def _caption(performance: Performance, time_s: float) -> Caption:
    """Which form is under way; nothing where a motion has none."""
    moments = performance.moments() if performance.phrases else []
    begun = [moment for moment in moments if moment.begin_s <= time_s]
    return (begun[-1].number, begun[-1].name, begun[-1].original) if begun else ("", "", "")


@contextmanager
def encoder(
    size: tuple[int, int], rate_hz: int, path: Path, *, joinable: bool = False
) -> Iterator[Callable[[bytes], object]]:
    """An ffmpeg that takes pictures and writes a film.

    Args:
        size: width and height, pixels, both even.
        rate_hz: pictures a second.
        path: the MP4 to write.
        joinable: whether it is a stretch to be put together with others, made beside them: on one
            thread, no picture waiting for a later one.
    """
    width, height = size
    how = ("-preset", "veryfast", "-bf", "0", "-threads", "1") if joinable else _ALONE
    command = [
        ffmpeg(), "-y", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", f"{rate_hz}",
        "-i", "-", "-an", "-c:v", "libx264", *how, "-crf", "20",
        "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", str(path),
    ]  # fmt: skip
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stderr=pipe) as process:  # noqa: S603  # our own words
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            yield process.stdin.write
            process.stdin.close()
        except BrokenPipeError as error:  # it has ended early, and says why
            raise ended(process.stderr.read(), process.wait()) from error
        except BaseException:
            process.kill()
            raise
        told = process.stderr.read()
    if process.returncode:
        raise ended(told, process.returncode)


def ended(told: bytes, code: int) -> OSError:
    """Why ffmpeg ended: its exit code is 256 less the system's number, else its last line tells."""
    if (number := 256 - code) in errno.errorcode:
        return OSError(number, os.strerror(number))
    lines = told.decode(errors="replace").strip().splitlines()
    return OSError(lines[-1] if lines else "ffmpeg ended early")


def ffmpeg() -> str:
    """Where ffmpeg is.

    Raises:
        CannotStart: nowhere.
    """
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise CannotStart(
            "no ffmpeg to make a film with", "pip install 'moderator[film]'"
        ) from error
