"""The one style sheet, made from the tokens of a theme.

It dresses what Qt draws: labels, fields, lists, tables, menus, scroll bars, frames. Buttons and choices draw themselves
(`button.py`, `choices.py`). A frame says what it is with the dynamic property `kind`, a label with `role`.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

_LABELS = """
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: 700; letter-spacing: -0.012em; }
QLabel[role="large"] { font-size: ${large_pt}pt; font-weight: 700; }
QLabel[role="body"] { font-size: ${body_pt}pt; font-weight: 400; }
QLabel[role="strong"] { font-size: ${body_pt}pt; font-weight: 600; }
QLabel[role="small"] { font-size: ${small_pt}pt; font-weight: 400; }
QLabel[role="caption"] { font-size: ${small_pt}pt; font-weight: 600; }
QLabel[ink="soft"] { color: $text_soft; }
QLabel[ink="accent"] { color: $accent; }
QLabel[ink="danger"] { color: $danger; }
QLabel[ink="on_accent"] { color: $on_accent; }
QLabel[ink="on_danger"] { color: $on_danger; }
QLabel:disabled { color: $disabled_text; }
"""

_FRAMES = """
QFrame[kind] { border: none; }
QFrame[kind="card"] { background: $surface; border: ${separator}px solid $line; border-radius: ${r_choice}px; }
QFrame[kind="lead"] { background: $surface; border: 1px solid $accent_line; border-radius: ${r_choice}px; }
QFrame[kind="quiet_box"], QFrame[kind="info"] {
    background: $sunken; border: ${separator}px solid $line; border-radius: ${r_field}px; }
QFrame[kind="warning"] { background: $surface; border: ${control}px solid $control_line; border-radius: ${r_field}px; }
QFrame[kind="wrong"] { background: $danger_soft; border: 2px solid $danger; border-radius: ${r_field}px; }
QFrame[kind="not_saved"] { background: $danger; border: none; border-radius: ${r_field}px; }
QFrame[kind="empty"] { background: transparent; border: none; }
QFrame[kind="well"] { background: $sunken; border: none; border-radius: ${r_field}px; }
QFrame[kind="panel"] { background: $surface; border: none; }
QFrame[kind="bar"] { background: $window; border: none; }
QFrame[kind="separator"] { background: $line; border: none; }
QFrame[kind="accent_box"] { background: $surface; border: 1px solid $accent_line; border-radius: ${r_field}px; }
QFrame[kind="counter"] { background: $surface; border: ${control}px solid $control_line; border-radius: ${r_field}px; }
QFrame[kind="counter"]:disabled { background: $disabled_fill; border-color: $line; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox {
    background: $surface; color: $text; border: ${control}px solid $control_line; border-radius: ${r_field}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $text_soft; }
QLineEdit, QDateEdit, QSpinBox, QComboBox { min-height: ${field_inner}px; padding: 0 ${field_pad}px; }
QPlainTextEdit, QTextEdit { padding: ${half}px ${s}px; }
QTextBrowser { background: transparent; border: none; padding: 0; }
QLineEdit:hover, QPlainTextEdit:hover, QDateEdit:hover, QSpinBox:hover, QComboBox:hover { border-color: $accent; }
QTextBrowser:hover { border: none; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QDateEdit[wrong="true"], QComboBox[wrong="true"] {
    border: 2px solid $danger; padding: 0 ${field_pad_wrong}px; min-height: ${field_inner_wrong}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QDateEdit:disabled, QSpinBox:disabled, QComboBox:disabled {
    background: $disabled_fill; color: $disabled_text; border-color: $line; }
QLineEdit[shown="true"], QPlainTextEdit[shown="true"], QLineEdit[shown="true"]:hover, QPlainTextEdit[shown="true"]:hover {
    background: $sunken; border-color: $line; }
QPlainTextEdit[kind="excerpt"], QPlainTextEdit[kind="excerpt"]:hover { background: transparent; border: none; }
QLineEdit[kind="find"] { padding-left: ${icon_pad}px; }
QComboBox { padding-right: ${icon_pad}px; }
QComboBox::drop-down { border: none; width: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: ${control}px solid $control_line;
    padding: ${half}px; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${button_small}px; padding: 0 ${s}px; border-radius: ${r_small}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $accent; }
QDateEdit { padding-left: 2px; }
QDateEdit::drop-down {
    subcontrol-origin: border; subcontrol-position: center left; width: ${icon_pad}px; border: none; }
QDateEdit::down-arrow { image: none; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QFrame[kind="counter"] QSpinBox, QFrame[kind="counter"] QSpinBox:hover, QFrame[kind="counter"] QSpinBox:disabled {
    border: none; background: transparent; padding: 0; border-radius: 0; font-weight: 600; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:hover, QAbstractSpinBox QLineEdit:disabled,
QComboBox QLineEdit, QComboBox QLineEdit:hover {
    border: none; background: transparent; padding: 0; min-height: 0; border-radius: 0; }
QLineEdit QToolButton { background: transparent; border: none; }
"""

_LISTS = """
QScrollArea, QTextBrowser { border: none; }
QListView, QTreeView, QTableView { background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; gridline-color: $line; }
QListView[kind="clear"], QTableView[kind="clear"] { background: transparent; }
QTableView[kind="card"], QListView[kind="card"], QTreeView[kind="card"] {
    border: ${separator}px solid $line; border-radius: ${r_choice}px; }
QListWidget { padding: ${half}px; }
QListWidget::item { padding: 0 ${s}px; border-radius: ${r_small}px; }
QListWidget::item:selected { background: $accent_soft; color: $accent; }
QTableView::item { padding: 0 ${s}px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $text_soft; border: none; border-bottom: 1px solid $control_line;
    padding: 0 ${s}px; min-height: ${table_header}px; font-size: ${small_pt}pt; font-weight: 600; text-align: left; }
QHeaderView::section:hover { color: $accent; }
QScrollArea { background: transparent; }
QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 16px; margin: 2px; border: none; }
QScrollBar:horizontal { background: transparent; height: 16px; margin: 2px; border: none; }
QScrollBar::handle { background: $control_line; border-radius: 4px; border: none; }
QScrollBar::handle:vertical { min-height: 48px; margin: 0 2px; }
QScrollBar::handle:horizontal { min-width: 48px; margin: 2px 0; }
QScrollBar::handle:hover { background: $accent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_MENUS = """
QMenuBar { background: $window; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: ${half}px ${s}px; border-radius: ${r_small}px; }
QMenuBar::item:selected { background: $accent_soft; color: $accent; }
QMenu { background: $surface; color: $text; border: ${control}px solid $control_line; padding: ${half}px; }
QMenu::item { min-height: ${menu_row}px; padding: 0 ${l}px 0 ${s}px; border-radius: ${r_small}px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::item:disabled { color: $disabled_text; }
QMenu::icon { padding-left: ${s}px; }
QMenu::separator { height: 1px; background: $line; margin: ${half}px ${s}px; }
QMenu::right-arrow { width: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $control_line; padding: ${half}px ${s}px; }
"""

_REST = """
QDialog, QMainWindow { background: $window; }
QPushButton { background: $surface; color: $text; border: ${control}px solid $control_line; border-radius: ${r_field}px;
    min-height: ${button_inner}px; padding: 0 ${m}px; font-weight: 600; }
QPushButton:hover { border-color: $accent; color: $accent; }
QPushButton:pressed { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton:disabled { background: $disabled_fill; color: $disabled_text; border-color: $line; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QProgressBar { background: $sunken; border: 1px solid $control_line; border-radius: ${progress_r}px;
    min-height: ${progress}px; max-height: ${progress}px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: ${progress_r}px; }
QTabBar { border: none; background: transparent; }
QTabBar::tab { background: transparent; color: $text_soft; border: none; border-bottom: 3px solid transparent;
    min-height: ${tab_inner}px; padding: 0 ${m}px; }
QTabBar::tab:hover { color: $accent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 700; }
QCalendarWidget QWidget { background: $surface; color: $text; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { background: $surface; color: $text; border: none; padding: ${half}px ${s}px;
    font-weight: 600; border-radius: ${r_small}px; }
QCalendarWidget QToolButton:hover { background: $accent_soft; color: $accent; }
QSplitter::handle { background: $line; }
"""


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme at its scale."""
    return Template(_LABELS + _FRAMES + _FIELDS + _LISTS + _MENUS + _REST).substitute(_values(theme))


def _values(theme: Theme) -> dict[str, str]:
    """What the placeholders of the sheet stand for. Heights are inner ones: Qt adds the borders."""
    edge = theme.line_px("control_px")
    points = {f"{role}_pt": theme.font(role).pointSizeF() for role in ("small", "body", "large", "title")}
    lengths = {
        "separator": theme.line_px("separator_px"),
        "control": edge,
        "r_small": theme.radius("small"),
        "r_field": theme.radius("field"),
        "r_choice": theme.radius("choice"),
        "half": theme.space(4),
        "s": theme.space(8),
        "m": theme.space(16),
        "l": theme.space(24),
        "field_inner": theme.size("field") - 2 * edge,
        "field_inner_wrong": theme.size("field") - 4,
        "field_pad": theme.space(12),
        "field_pad_wrong": theme.space(12) + edge - 2,
        "icon_pad": theme.space(40),
        "button_inner": theme.size("button") - 2 * edge,
        "button_small": theme.size("button_small"),
        "menu_row": theme.height(40),
        "table_header": theme.size("table_header") - 1,
        "tab_inner": theme.size("tab") - 6,
        "progress": theme.px(10),
        "progress_r": theme.px(5),
    }
    values = {name: f"{round(value)}" for name, value in lengths.items()}
    values.update({name: f"{value:g}" for name, value in points.items()})
    values.update(theme.palette_for_charts())
    return values
