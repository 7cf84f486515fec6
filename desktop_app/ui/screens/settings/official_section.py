"""公文版式: size, line pitch and third level of official papers, what follows on a page, and this machine's faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from desktop_app.office import office_settings
from desktop_app.rules.errors import RuleBroken
from desktop_app.rules.official_look import BODY_SIZES, look_of, look_words, pitch_text
from desktop_app.shapes.office import OfficeProfile
from desktop_app.shapes.official import BodySize, FaceChoice
from desktop_app.ui.parts.basics import Facts, Panel, button, field, form, form_label, label, row
from desktop_app.ui.parts.errors import Notice
from desktop_app.ui.parts.fields import enter_goes_on
from desktop_app.ui.parts.pane import Choice
from desktop_app.ui.screen import Screen
from desktop_app.ui.screens.settings.section import Section
from desktop_app.ui.style import APART, BESIDE, NEAR

PITCH_WIDTH = 72
STEP = "修改公文版式"
STANDARD = "国家标准：三号，28.95 磅，每页 22 行，每行 28 字。"
ALWAYS = "docx 里始终写标准的字体名：在装有这些字体的电脑上打开，就是标准字体。"


class OfficialSection(Section):
    title, name = "公文版式", "official"

    def __init__(self, page: Screen) -> None:
        super().__init__(page)
        self._stored = OfficeProfile()
        self._shown = self._asked = False
        self.body_size = Choice(
            "official_size", [(key, f"{key}（{points:g} 磅）") for key, points in BODY_SIZES.items()]
        )
        self.body_size.setFixedWidth(160)
        self.pitch = field("official_pitch", "", "28.95")
        self.pitch.setFixedWidth(PITCH_WIDTH)
        self.pitch.setMaxLength(10)
        self.third = QCheckBox("三级标题加粗")
        self.third.setObjectName("official_third")
        self.third.setAccessibleDescription("“1.”一级的标题用仿宋加粗；标准不加粗")
        self.choices = {"official_bold_third": self.third}
        self.follows = label("", "official_follows", wrap=True)
        self.trouble = Notice("official_trouble")
        self.faces = Facts("official_faces", 56)
        self.said = label("正在查看本机字体…", "official_faces_said", "muted", wrap=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(BESIDE)
        box.addWidget(self._form(), 3)
        box.addWidget(self._machine(), 2, Qt.AlignmentFlag.AlignTop)
        self.body_size.currentIndexChanged.connect(lambda _: self._typed())
        self.pitch.textChanged.connect(lambda _: self._typed())
        self.third.toggled.connect(lambda _: self._typed())

    def _form(self) -> Panel:
        entry = form()
        entry.addRow(form_label("正文字号", "official_size", self.body_size), row(self.body_size, 0))
        unit = label("磅，固定值", "official_pitch_unit", "muted")
        entry.addRow(form_label("行距", "official_pitch", self.pitch), row(self.pitch, unit, 0))
        entry.addRow("", self.third)
        entry.addRow("", self.follows)
        entry.addRow("", label(STANDARD, "official_standard", "muted", wrap=True))
        self._save = button("保存", "official_save", "primary", keys="Ctrl+S")
        self._save.clicked.connect(self.save)
        self._saved = label("", "official_said", "muted")
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, NEAR, APART, NEAR)
        inner.setSpacing(NEAR)
        inner.addLayout(entry)
        inner.addStretch(1)
        inner.addWidget(self.trouble)
        inner.addLayout(row(self._saved, 0, self._save))
        panel = Panel("公文版式", "official_panel", "公示、通知等公文的 docx 和 PDF 都照此排版")
        panel.body.addLayout(inner, 1)
        enter_goes_on(panel)
        return panel

    def _machine(self) -> Panel:
        panel = Panel("本机的公文字体", "official_faces_panel")
        inner = QVBoxLayout()
        inner.setContentsMargins(APART, NEAR, APART, BESIDE)
        inner.setSpacing(BESIDE)
        inner.addLayout(self.faces)
        inner.addWidget(self.said)
        panel.body.addLayout(inner)
        return panel

    # ------------------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._ask_for_faces()
        stored = office_settings.profile()
        if self._shown and stored == self._stored:
            return
        untouched = not self._shown or self._as_typed() == self._as_shown(self._stored)
        self._stored, self._shown = stored, True
        if untouched:
            self.body_size.show_word(BodySize(stored.official_body_size))
            self.pitch.setText(stored.official_pitch)
            self.third.setChecked(stored.official_bold_third)
        self._typed()

    def begin(self) -> None:
        self.body_size.setFocus()

    def save(self) -> bool:
        if self._as_typed() != self._as_shown(self._stored):
            self.trouble.attempt(self._write)
        return True

    def _write(self) -> None:
        profile = self._profile()
        self.page.run(STEP, office_settings.change_profile, profile=profile, say=lambda _: "已保存公文版式")
        self.pitch.setText(profile.official_pitch)

    def _profile(self) -> OfficeProfile:
        """What stands there. RuleBroken for a pitch that cannot be."""
        return replace(
            self._stored,
            official_body_size=str(self.body_size.word),
            official_pitch=pitch_text(self.pitch.text()),
            official_bold_third=self.third.isChecked(),
        )

    def _as_typed(self) -> tuple[object, ...]:
        return (str(self.body_size.word), self.pitch.text().strip(), self.third.isChecked())

    def _as_shown(self, profile: OfficeProfile) -> tuple[object, ...]:
        return (profile.official_body_size, profile.official_pitch, profile.official_bold_third)

    def _typed(self) -> None:
        """The button follows what is typed, and so do the words about the page, or what is wrong with it."""
        changed = self._shown and self._as_typed() != self._as_shown(self._stored)
        self._save.setEnabled(changed)
        self._saved.setText("有改动，还没有保存。" if changed else "没有未保存的改动。")
        self.trouble.clear()
        try:
            self.follows.setText(f"{look_words(look_of(self._profile()))}。")
        except RuleBroken as broken:
            self.follows.setText(str(broken))

    # The faces of this machine ----------------------------------------------------------------------------------------

    def _ask_for_faces(self) -> None:
        """Once: the machine's fonts are read on the worker."""
        if self._asked:
            return
        self._asked = True
        from desktop_app.writers.pdf.official_faces import face_choices

        self.desk.jobs.start(
            lambda _: face_choices(), title="正在查看本机字体", done=self._show_faces, failed=self._no_faces
        )

    def _show_faces(self, choices: Sequence[FaceChoice]) -> None:
        self.faces.show_facts([(str(each.script), _face_words(each)) for each in choices])
        self.said.setText(ALWAYS)

    def _no_faces(self, trouble: Exception) -> None:
        self.said.setText(f"没有看成本机的字体：{trouble}")


def _face_words(choice: FaceChoice) -> str:
    if choice.bundled:
        return f"本机没有 {choice.wanted[0]}，PDF 用随程序的 {choice.used} 代替"
    return f"{choice.used}，本机已安装"
