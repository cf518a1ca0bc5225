"""What the Settings page says of the case."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from debttracker.case.case import Case
from debttracker.ui.settings.page import SettingsPage
from tests.ui.living import Opener, settle


@pytest.mark.parametrize(("language", "folder", "whole"), [
    ("en", "in the folder “files”", "copy the whole folder of the case"), ("zh-Hans", "“files”文件夹", "复制整个案卷文件夹"),
    ("zh-Hant", "「files」資料夾", "複製整個案卷資料夾")])
def test_where_large_attachments_lie_stands_beside_the_backups(open_window: Opener, empty_case: Case, language: str,
                                                               folder: str, whole: str) -> None:
    window = open_window(empty_case, language)
    window.session.go("settings")
    settle()
    page = window.current_page
    assert isinstance(page, SettingsPage)
    told = " ".join(label.text() for label in page.backup_card.findChildren(QLabel) if label.isVisible())
    assert folder in told and whole in told
