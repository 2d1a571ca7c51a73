"""A search for what a person has left behind, everywhere that the next one, or a screen reader, could reach.

`traces(screen, words)` tells each place that still holds one of the words; `left_open(screen)` each answer that is still
chosen, and each field whose undo would bring something back. Both come out empty when nothing is left.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QByteArray,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication, QTextDocument, QUndoStack
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from climate_desktop.ui.saving import Saving

_SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    *(Qt.ItemDataRole.UserRole + number for number in range(10)),
)
_HOLDS_WORDS = ("QString", "QStringList", "QVariant", "QVariantList", "QVariantMap", "QByteArray", "QUrl")
_MOST_CELLS, _MOST_STEPS = 5000, 200


def traces(words: Iterable[str]) -> list[str]:
    """Each place in the whole program that holds one of these words, as a sentence; none when nothing is left."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sought = [word.casefold() for word in words if word]
    assert sought, "a search for nothing finds nothing"
    return [
        f"“{text[:80]}” in {place}" for place, text in everything_held() if any(w in text.casefold() for w in sought)
    ]


def left_open(screen: QWidget) -> list[str]:
    """Each answer that is still chosen or moved onto, each field with words or an undo, and each sheet still in memory."""
    found = [f"chosen: {_name(button)}" for button in screen.findChildren(QAbstractButton) if _is_an_answer(button)]
    written: list[QLineEdit | QTextDocument] = [*screen.findChildren(QLineEdit), *_documents(screen)]
    for held in written:
        words = held.text() if isinstance(held, QLineEdit) else held.toPlainText()
        if words or held.isUndoAvailable() or held.isRedoAvailable():
            found += [f"words or undo: {_name(held)}"]
    found += [f"undo stack: {_name(stack)}" for stack in screen.findChildren(QUndoStack) if stack.count()]
    found += [f"sheet: {_name(it)}" for it in gc.get_objects() if isinstance(it, Saving) and shiboken6.isValid(it)]
    return found


def everything_held() -> Iterator[tuple[str, str]]:
    """Every place and text: properties, models, completers, undo, the accessibility tree, and the clipboard."""
    yield from _clipboard()
    seen: set[int] = set()
    for widget in QApplication.allWidgets():
        for thing in (widget, *widget.findChildren(QObject)):
            (address,) = shiboken6.getCppPointer(thing)[:1]
            if address not in seen:
                seen.add(address)
                yield from _of_object(thing)
    for window in QApplication.topLevelWidgets():
        told = QAccessible.queryAccessibleInterface(window)
        if told is not None:
            yield from _of_tree(told, _name(window))


def _clipboard() -> Iterator[tuple[str, str]]:
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer):
        data = clipboard.mimeData(mode)
        if data is not None:
            for kind in data.formats():
                yield f"the {mode.name}", bytes(data.data(kind).data()).decode("utf-8", "replace")


def _of_object(thing: QObject) -> Iterator[tuple[str, str]]:
    about = thing.metaObject()
    declared = [about.property(number) for number in range(about.propertyCount())]
    names = [str(it.name()) for it in declared if str(it.typeName()) in _HOLDS_WORDS]
    names += [bytes(name.data()).decode() for name in thing.dynamicPropertyNames()]
    for name in names:
        try:
            value = thing.property(name)
        except RuntimeError:  # a kind of Qt's own that no Python value stands for, and no words
            continue
        if isinstance(value, str | list | tuple):
            yield f"{name} of {_name(thing)}", str(value)
        elif isinstance(value, QByteArray):
            yield f"{name} of {_name(thing)}", bytes(value.data()).decode("utf-8", "replace")
    if isinstance(thing, QAbstractItemModel):
        yield from _of_model(thing, _name(thing))
    if isinstance(thing, QAbstractItemView) and thing.model() is not None:
        yield from _of_model(thing.model(), f"the model of {_name(thing)}")
    completer = thing.completer() if isinstance(thing, QComboBox | QLineEdit) else None
    if completer is not None and completer.model() is not None:
        yield from _of_model(completer.model(), f"the completer of {_name(thing)}")
    if isinstance(thing, QCompleter) and thing.model() is not None:
        yield from _of_model(thing.model(), _name(thing))
    if isinstance(thing, QUndoStack):
        yield from ((f"undo {number} of {_name(thing)}", thing.text(number)) for number in range(thing.count()))
    if isinstance(thing, QLineEdit):
        yield from _of_undo(thing)


def _of_undo(field: QLineEdit) -> Iterator[tuple[str, str]]:
    """What undo and redo would bring back; afterwards the field is as it was."""
    held = []
    for back, there in (("undo", field.undo), ("redo", field.redo)):
        can = field.isUndoAvailable if back == "undo" else field.isRedoAvailable
        again = field.redo if back == "undo" else field.undo
        steps = 0
        while can() and steps < _MOST_STEPS:
            there()
            steps += 1
            held.append((f"{back} of {_name(field)}", field.text()))
        for _ in range(steps):
            again()
    yield from held


def _of_model(model: QAbstractItemModel, name: str) -> Iterator[tuple[str, str]]:
    rows = model.rowCount(QModelIndex())
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for cell in range(min(rows * columns, _MOST_CELLS)):
        index = model.index(cell // columns, cell % columns)
        for role in _ROLES:
            value = model.data(index, role)
            if isinstance(value, str):
                yield f"cell {index.row()}, {index.column()} of {name}", value


def _of_tree(told: QAccessibleInterface, name: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    for kind in _SPOKEN:
        yield f"what {name} tells", told.text(kind)
    text = told.textInterface()
    if text is not None:
        yield f"the text that {name} tells", text.text(0, text.characterCount())
    for place in range(told.childCount() if depth < 40 else 0):
        inner = told.child(place)
        if inner is not None and inner.isValid():
            yield from _of_tree(inner, name, depth + 1)


def _is_an_answer(button: QAbstractButton) -> bool:
    """True for a choice that is chosen; the size of the text is nobody's answer."""
    return button.isCheckable() and button.isChecked() and "Text size" not in button.accessibleName()


def _documents(screen: QWidget) -> Iterator[QTextDocument]:
    for kind in (QPlainTextEdit, QTextEdit):
        for editor in screen.findChildren(kind):
            assert isinstance(editor, QPlainTextEdit | QTextEdit)
            yield editor.document()


def _name(thing: QObject) -> str:
    parent = thing.parent()
    return f"{type(parent).__name__} > {type(thing).__name__}" if parent is not None else type(thing).__name__
