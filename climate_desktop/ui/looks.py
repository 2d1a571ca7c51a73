"""The menu of text sizes and colours, the same wherever it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


def fill_sizes(menu: QMenu, theme: Theme) -> None:
    """Puts every text size into a menu, the present one marked."""
    group = QActionGroup(menu)
    for step in theme.steps:
        action = menu.addAction(_tr("Text {percent} %").format(percent=round(step * 100)))
        action.setCheckable(True)
        action.setChecked(step == theme.scale)
        action.triggered.connect(lambda _=False, step=step: theme.set_scale(step))
        group.addAction(action)


def fill_colours(menu: QMenu, theme: Theme) -> None:
    """Puts every theme into a menu, the chosen one marked."""
    group = QActionGroup(menu)
    words = {
        "auto": _tr("Colours as the system has them"),
        "light": _tr("Light"),
        "dark": _tr("Dark"),
        "contrast_light": _tr("More contrast, light"),
        "contrast_dark": _tr("More contrast, dark"),
    }
    for name, said in words.items():
        action = menu.addAction(said)
        action.setCheckable(True)
        action.setChecked(name == theme.name)
        action.triggered.connect(lambda _=False, name=name: theme.set_name(name))
        group.addAction(action)


def show_looks(theme: Theme, at: QWidget) -> QMenu:
    """Opens the menu of text sizes and colours beside a widget."""
    menu = looks_menu(theme, at)
    point = at.mapToGlobal(at.rect().topLeft())
    point.setY(point.y() - menu.sizeHint().height())
    if point.y() < 0:
        point = at.mapToGlobal(at.rect().bottomLeft())
    menu.popup(point)
    return menu


def looks_menu(theme: Theme, parent: QWidget) -> QMenu:
    """The menu itself; Qt puts it away when its parent goes."""
    menu = QMenu(parent)
    menu.setAccessibleName(_tr("Text and colours"))
    fill_sizes(menu, theme)
    menu.addSeparator()
    fill_colours(menu, theme)
    return menu


def _tr(words: str) -> str:
    return QCoreApplication.translate("looks", words)
