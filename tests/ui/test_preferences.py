"""The file of the user's choices: what was kept comes back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.ui.preferences import Preferences, read_preferences, write_preferences


@given(st.builds(Preferences, language=st.sampled_from(["", "en", "zh-Hans"]), case=st.text(st.characters(codec="utf-8"), max_size=40),
                 text_scale=st.sampled_from([1.0, 1.25, 2.5]), lock_minutes=st.integers(0, 10**6), tray=st.booleans()))
def test_what_was_kept_comes_back(preferences: Preferences) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_preferences(Path(folder) / "settings.toml", preferences)
        assert read_preferences(Path(folder) / "settings.toml") == preferences


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"language = ", b"language = 5\n", b"[language]\n", b"lock_minutes = true\n"])
def test_a_damaged_file_counts_as_not_chosen(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    assert read_preferences(tmp_path / "settings.toml") == Preferences()
