"""Qt's own words (是, 取消, the print dialog, the context menus of fields) in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def speak_chinese(app: QCoreApplication) -> bool:
    """Load Qt's Chinese words for as long as `app` lives; False when this Qt came without them."""
    QLocale.setDefault(CHINESE)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(CHINESE, "qtbase", "_", folder) and app.installTranslator(words)
