"""What Qt says by itself is said in Chinese."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QFileDialog, QLabel, QTreeView

from desktop_app.ui.translation import speak_chinese


@pytest.fixture(autouse=True)
def chinese(qapp):
    before = QLocale()
    assert speak_chinese(qapp) is True
    yield
    for words in qapp.findChildren(QTranslator):
        qapp.removeTranslator(words)
    QLocale.setDefault(before)


def test_qt_s_own_buttons(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Yes)
    qtbot.addWidget(box)
    assert sorted(button.text() for button in box.buttons()) == ["取消", "是(&Y)"]


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_no_english_in_qt_s_file_dialog(qtbot, tmp_path, mode):
    (tmp_path / "往年").mkdir()
    dialog = QFileDialog(None, "打开", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    files = dialog.findChild(QTreeView, "treeView")
    qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) == 1)
    row = [files.model().index(0, column, files.rootIndex()).data() for column in range(3)]
    assert row == ["往年", "", "文件夹"]
    said = [each.text() for kind in (QLabel, QAbstractButton) for each in dialog.findChildren(kind) if each.text()]
    assert [words for words in said if not any("一" <= sign <= "鿿" for sign in words)] == []


def test_what_nobody_translated_stays_as_it_is():
    assert QCoreApplication.translate("QFileDialog", "Quite unknown") == "Quite unknown"
