"""Qt's own buttons speak Chinese."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox

from desktop_app.ui.translation import speak_chinese


def test_qt_s_own_buttons(qapp, qtbot):
    before = QLocale()
    assert speak_chinese(qapp) is True
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Yes)
        qtbot.addWidget(box)
        assert sorted(button.text() for button in box.buttons()) == ["取消", "是(&Y)"]
    finally:
        for words in qapp.findChildren(QTranslator):
            qapp.removeTranslator(words)
        QLocale.setDefault(before)
