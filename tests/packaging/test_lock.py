from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"


def test_the_lock_asks_for_no_kernel_s_release():
    # pip 24.1 to 25.3, as in Python 3.13, fails of one like 6.1.0-18-amd64
    assert "platform_release" not in LOCK.read_text(encoding="utf-8")
