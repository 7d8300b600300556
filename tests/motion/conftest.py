from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a motion file into a show's folder."""

    def written(text: str, name: str = "try") -> Path:
        folder = tmp_path / "motions"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return written
