"""The links to the pages, and the tokens behind them."""

import re
import sys

import pytest

from moderator.cli.links import tell_links, tokens_file, tokens_of
from moderator.console.remote.access import Role, Token
from moderator.console.remote.inputs import read_inputs
from moderator.errors import CannotStart


@pytest.fixture(autouse=True)
def _state(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_show_keeps_its_tokens_and_another_has_others(tmp_path):
    tokens = tokens_of(tmp_path / "show")
    assert [token.role for token in tokens] == list(Role)
    assert len({token.text for token in tokens}) == len(Role)
    assert tokens_of(tmp_path / "show") == tokens
    assert tokens_of(tmp_path / "other") != tokens


def test_nobody_else_may_read_them(tmp_path):
    tokens_of(tmp_path)
    file = tokens_file(tmp_path)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_where_they_cannot_be_kept_is_told(tmp_path):
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(CannotStart, match="cannot keep tokens in") as told:
        tokens_of(tmp_path)
    assert "--tokens" in str(told.value.hint)


def test_on_this_machine_alone_links_have_no_tokens(capsys):
    tell_links(read_inputs("8080", None, [], []), 8080)
    told = capsys.readouterr().err
    assert told.splitlines()[0] == "Call the show at http://127.0.0.1:8080/operator"
    assert re.search(r"captions +http://127\.0\.0\.1:8080/captions\n", told)


@pytest.mark.parametrize("tty", [False, True])
def test_beyond_it_each_link_has_its_role_s_and_a_terminal_has_codes(
    capsys, monkeypatch, tmp_path, tty
):
    tokens = tokens_of(tmp_path)
    text = {token.role: token.text for token in tokens}
    monkeypatch.setattr(sys.stderr, "isatty", lambda: tty)
    tell_links(read_inputs("0.0.0.0:8080", None, [], tokens), 8080)
    told = capsys.readouterr().err
    assert f"/operator#{text[Role.OPERATOR]}\n" in told
    assert f"/confidence#{text[Role.VIEW]}\n" in told
    assert f"/captions#{text[Role.CAPTIONS]}\n" in told
    assert "0.0.0.0" not in told
    assert "Nothing is encrypted" in told
    assert ("█" in told) is tty


def test_a_role_without_a_token_has_a_link_without(capsys):
    tokens = [Token(Role.OPERATOR, "o" * 16)]
    tell_links(read_inputs("8080", None, [], tokens), 8080)
    told = capsys.readouterr().err
    assert f"/operator#{'o' * 16}\n" in told
    assert "/captions\n" in told
