"""Labels, buttons and panels: plain text, names for a screen reader, words that can change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.badges import Badge, BadgeLabel
from desktop_app.ui.parts.basics import Facts, Panel, button, field, form_label, label, panes, say
from desktop_app.ui.parts.memory import Memory


def words(widget: QWidget) -> dict[str, str]:
    return {said.objectName(): said.text() for said in widget.findChildren(QLabel) if not said.isHidden()}


def test_a_name_never_becomes_markup(qtbot: QtBot) -> None:
    made = label("<b>甲</b> & 乙", "name")
    qtbot.addWidget(made)
    assert (made.textFormat(), made.text()) == (Qt.TextFormat.PlainText, "<b>甲</b> & 乙")


def test_an_ampersand_in_a_button_is_no_mnemonic(qtbot: QtBot) -> None:
    made = button("甲&乙", "open", keys="F2")
    qtbot.addWidget(made)
    assert (made.text(), made.accessibleName(), made.toolTip()) == ("甲&&乙", "甲&乙", "甲&乙　F2")
    assert made.shortcut().isEmpty()
    say(made, "丙", says="打开丙")
    assert (made.text(), made.accessibleName(), made.toolTip()) == ("丙", "打开丙", "打开丙")


def test_an_icon_alone_says_what_it_does(qtbot: QtBot) -> None:
    made = button("", "copy", "quiet", "copy", says="复制为图片")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip()) == ("复制为图片", "复制为图片")


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    branch, filtered = field("branch"), field("filter", hint="筛选　Ctrl+F", looks="filter", says="筛选收件")
    before = form_label("党支部 *", "branch", branch)
    for made in (branch, filtered, before):
        qtbot.addWidget(made)
    assert (branch.accessibleName(), filtered.accessibleName()) == ("党支部", "筛选收件")
    assert before.buddy() is branch


def test_a_panel_changes_its_words(qtbot: QtBot) -> None:
    panel = Panel("应报未报", "missing", "9 / 41")
    qtbot.addWidget(panel)
    panel.show_title("未报")
    panel.show_count("8 / 41")
    assert words(panel) == {"missing_title": "未报", "missing_count": "8 / 41"}
    assert panel.accessibleName() == "未报"


def test_parts_open_no_window_of_their_own(qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    panel = Panel("", "sheet")
    facts = Facts("facts", 56)
    facts.show_facts([("编号", "031"), ("品牌", "杏林")])
    facts.show_facts([("编号", "031")])
    panel.body.addLayout(facts)
    qtbot.addWidget(panel)
    panel.show()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before] == [panel]


def test_facts_change_grow_and_shrink(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    facts = Facts("facts", 56)
    facts.show_facts([("编号", "031")])
    QVBoxLayout(holder).addLayout(facts)
    facts.show_facts([("编号", "032"), ("品牌", "杏林")])
    assert words(holder) == {"facts_0_key": "编号", "facts_0": "032", "facts_1_key": "品牌", "facts_1": "杏林"}
    facts.show_facts([("品牌", "薪火")])
    assert words(holder) == {"facts_0_key": "品牌", "facts_0": "薪火"}


def test_the_width_of_the_right_pane_is_remembered(qtbot: QtBot) -> None:
    drawer: dict[str, str] = {}
    memory = Memory(drawer.__setitem__, lambda key: drawer.get(key, ""))

    def made() -> tuple[QWidget, list[int]]:
        split = panes("intake", QWidget(), QWidget(), 240, memory)
        qtbot.addWidget(split)
        split.resize(1000, 300)
        with qtbot.waitExposed(split):
            split.show()
        return split, split.sizes()

    split, sizes = made()
    assert sizes[1] == 240
    split.moveSplitter(600, 1)  # type: ignore[attr-defined]
    assert drawer == {"intake/right": str(split.sizes()[1])}  # type: ignore[attr-defined]
    assert made()[1][1] == int(drawer["intake/right"]) > 240


def test_a_badge_says_its_word_and_grows_with_it(qtbot: QtBot) -> None:
    made = BadgeLabel("state")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.sizeHint().width()) == ("", 0)
    made.show_badge(Badge("warn", "clock", "逾期"))
    narrow = made.sizeHint().width()
    made.show_badge(Badge("warn", "clock", "逾期三天", filled=True))
    assert (made.accessibleName(), made.sizeHint().width() > narrow > 0) == ("逾期三天", True)
