"""Qt's own words (是, 取消, the print dialog, the context menus of fields) in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
# What Qt's Chinese (6.8 to 6.11) leaves in English: all of it stands in its file dialog, which is seen where the
# desktop has none of its own.
LEFT_OVER = {
    ("QFileDialog", "&Look in:"): "查找范围(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QAbstractFileIconProvider", "Drive"): "驱动器",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
    ("QAbstractFileIconProvider", "Alias"): "别名",
    ("QAbstractFileIconProvider", "Unknown"): "未知",
}


class LeftOver(QTranslator):
    """Asked after Qt's own words."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """None says that it does not know: the words then stay as they are."""
        return LEFT_OVER.get((context, source))


def speak_chinese(app: QCoreApplication) -> bool:
    """Load Qt's Chinese words for as long as `app` lives; False when this Qt came without them."""
    QLocale.setDefault(CHINESE)
    app.installTranslator(LeftOver(app))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return words.load(CHINESE, "qtbase", "_", folder) and app.installTranslator(words)
