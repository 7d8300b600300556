"""Where the pages are is said when a show starts."""

import re
import subprocess
import sys
import urllib.request

import pytest
from tests.bench import written

pytestmark = pytest.mark.real_time


def test_a_rehearsal_says_where_it_is_called_from(tmp_path):
    show = written(tmp_path / "show", '- {cue: "1", wait: 30s}')
    command = [sys.executable, "-m", "moderator", "rehearse", str(show), "--pace", "real"]
    command += ["--console", "0", "--out", str(tmp_path / "out"), "--speech", "silent"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as rehearsal:
        try:
            told = next(line for line in rehearsal.stderr if "Call the show at" in line)
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/operator", told)
            assert "/backstage" in rehearsal.stderr.readline()
            with urllib.request.urlopen(address) as page:
                assert b"operator/main.js" in page.read()
        finally:
            rehearsal.terminate()
