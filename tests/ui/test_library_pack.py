"""A pack, opened: what is written in its forms comes out of its files, and what is wrong with it leads to its field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.errors import DiskFull
from climate_desktop.services.library import HIGHEST_EDGE, LOWEST_EDGE, Library
from climate_desktop.ui.library_about import AboutTab
from climate_desktop.ui.library_bands import BandsTab
from climate_desktop.ui.library_dialogs import LanguageDialog
from climate_desktop.ui.library_edges import EdgesDialog
from climate_desktop.ui.library_form import PassageEdit
from climate_desktop.ui.library_pack import PackPage
from climate_desktop.ui.library_places import ABOUT, BANDS_TAB, PROBLEMS, STATEMENTS, TEXTS
from climate_desktop.ui.library_print import PrintedDialog
from climate_desktop.ui.library_problems import ProblemsTab
from climate_desktop.ui.library_sheet import ChangesDialog
from climate_desktop.ui.library_statements import StatementsTab
from climate_desktop.ui.library_texts import TextsTab
from climate_desktop.ui.library_work import PackWork
from climate_desktop.ui.messages import Question
from climate_desktop.ui.reading import PassageText
from climate_desktop.ui.theme import Theme

Open = Callable[..., PackPage]
FILE = "en-GB.toml"


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    return Library(tmp_path / "packs")


@pytest.fixture
def own(shelf: Library) -> str:
    return shelf.copy("social-climate", "Canalside wording")


@pytest.fixture
def open_pack(qtbot: QtBot, shelf: Library, theme: Theme) -> Open:
    """The page of a pack, in a window of an old laptop."""

    def open_(pack_id: str, tab: str = "") -> PackPage:
        shelved = next(pack for pack in shelf.shelf() if pack.id == pack_id)
        page = PackPage(PackWork(shelf, shelved, shelf.draft(pack_id)), theme)
        qtbot.addWidget(page)
        page.resize(1149, 690)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        if tab:
            page.show_tab(tab)
        page.take_focus()
        return page

    return open_


def broken(shelf: Library, pack_id: str) -> None:
    """Three things to put right: in the texts, in a statement, and in the bands."""
    draft = shelf.draft(pack_id)
    draft.put("", FILE, "factors", "roles", "low", "family", "account")
    draft.put("", FILE, "factors", "roles", "items", "roles_2", "care_worker")
    draft.put(51, "pack.toml", "bands", 1, "low")
    shelf.save(pack_id, draft)


def statements(page: PackPage) -> StatementsTab:
    tab = page.show_tab(STATEMENTS)
    assert isinstance(tab, StatementsTab)
    return tab


def texts(page: PackPage) -> TextsTab:
    tab = page.show_tab(TEXTS)
    assert isinstance(tab, TextsTab)
    return tab


def bands(page: PackPage) -> BandsTab:
    tab = page.show_tab(BANDS_TAB)
    assert isinstance(tab, BandsTab)
    return tab


def problems(page: PackPage) -> ProblemsTab:
    tab = page.show_tab(PROBLEMS)
    assert isinstance(tab, ProblemsTab)
    return tab


def about(page: PackPage) -> AboutTab:
    tab = page.show_tab(ABOUT)
    assert isinstance(tab, AboutTab)
    return tab


def answer(act: Callable[[object], None]) -> None:
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def yes(dialog: object) -> None:
    assert isinstance(dialog, Question)
    dialog.yes.click()


def write(field: QWidget | None, words: str) -> None:
    """Writes over a field as a person does."""
    assert isinstance(field, QPlainTextEdit | QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def test_a_statement_is_found_changed_and_saved_by_keyboard(open_pack: Open, shelf: Library, own: str) -> None:
    page = open_pack(own, STATEMENTS)
    tab = statements(page)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tab.find_field.hasFocus()
    QTest.keyClicks(tab.find_field, "hear about plans for my work")
    assert [entry.key for entry in tab.list.rows.entries if entry.key] == ["decisions_2"]
    tab.list.setFocus()
    field = tab.form.field_of(("factors", "decisions", "items", "decisions_2", "care_worker"))
    write(field, "I hear of plans at work early.")
    assert page.foot.says == "Not saved yet"
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.foot.says == "All saved"
    draft = shelf.draft(own)
    assert draft.get(FILE, "factors", "decisions", "items", "decisions_2", "care_worker") == "I hear of plans at work early."
    assert draft.get("pack.toml", "version") == "1.1"
    assert shelf.problems(own) == ()


def test_the_list_of_statements_follows_what_is_written(open_pack: Open, own: str) -> None:
    tab = statements(open_pack(own))
    write(tab.form.field_of(("factors", "autonomy", "items", "autonomy_1", "care_receiver")), "I choose my own day.")
    assert tab.list.rows.entries[1].words == "I choose my own day."
    assert tab.list.current_key() == "autonomy_1"


def test_short_and_reverse_are_ticked_in_the_form(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = statements(page)
    assert tab.short.isChecked()
    tab.short.click()
    tab.reverse.click()
    assert page.work.value("pack.toml", "items", 0, "short") is False
    assert page.work.value("pack.toml", "items", 0, "reverse") is True


def test_a_statement_is_added_behind_the_current_one_and_taken_out_again(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = statements(page)
    tab.add.click()
    assert page.work.ids("items")[:3] == ("autonomy_1", "autonomy_5", "autonomy_2")
    assert tab.list.current_key() == "autonomy_5"
    first = tab.form.field_of(("factors", "autonomy", "items", "autonomy_5", "care_receiver"))
    assert first is not None
    assert first.hasFocus()
    assert len(page.work.problems()) == 5
    answer(yes)
    tab.take_out.click()
    assert len(page.work.ids("items")) == 48
    assert page.work.problems() == ()


def test_the_sample_says_what_is_written_and_a_sentence_leads_to_its_field(
    qtbot: QtBot, open_pack: Open, own: str
) -> None:
    page = open_pack(own)
    tab = texts(page)
    tab.list.choose("factors/roles")
    path = ("factors", "roles", "low", "family", "account")
    write(tab.form.field_of(path), "They see <b>who</b> carries the bags.")
    shown = [text for text in tab.sample.findChildren(PassageText) if text.isVisible()]
    qtbot.waitUntil(lambda: any("They see <b>who</b> carries the bags." in text.toPlainText() for text in shown))
    tab.list.setFocus()
    next(text for text in shown if "carries the bags" in text.toPlainText()).ask()
    field = tab.form.field_of(path)
    assert field is not None
    assert field.hasFocus()


def test_what_is_not_read_by_itself_has_no_sample(open_pack: Open, own: str) -> None:
    tab = texts(open_pack(own))
    assert tab.sample.isVisible()
    tab.list.choose("report")
    assert not tab.sample.isVisible()
    tab.list.choose("factors/roles")
    assert tab.sample.isVisible()


def test_each_band_has_its_own_fields(open_pack: Open, own: str) -> None:
    tab = texts(open_pack(own))
    tab.list.choose("domains/growth")
    low = tab.form.field_of(("domains", "growth", "low", "opening"))
    assert isinstance(low, QPlainTextEdit)
    tab.bands.button("high").click()
    assert tab.form.field_of(("domains", "growth", "low", "opening")) is None
    assert tab.form.field_of(("domains", "growth", "high", "opening")) is not None
    tab.bands.button("names").click()
    assert tab.form.field_of(("domains", "growth", "short")) is not None


def test_questions_are_written_one_on_each_line(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = texts(page)
    tab.list.choose("domains/growth")
    field = tab.form.field_of(("domains", "growth", "low", "questions"))
    assert isinstance(field, PassageEdit)
    field.selectAll()
    QTest.keyClicks(field, "Who chooses?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Who does not?")
    assert page.work.texts(FILE, "domains", "growth", "low", "questions") == ("Who chooses?", "Who does not?")


def test_words_are_found_in_the_texts_and_enter_goes_to_them(open_pack: Open, own: str) -> None:
    tab = texts(open_pack(own))
    QTest.keyClicks(tab.find_field, "long experience to offer")
    assert [entry.key for entry in tab.list.rows.entries if entry.key] == ["factors/decisions"]
    QTest.keyClick(tab.find_field, Qt.Key.Key_Return)
    field = tab.form.field_of(("factors", "decisions", "low", "general"))
    assert field is not None
    assert field.hasFocus()


def test_a_field_can_be_undone_and_the_draft_follows(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    field = about(page).form.field_of(("pack", "about"))
    assert field is not None
    before = page.work.text(FILE, "pack", "about")
    write(field, "X")
    assert page.work.text(FILE, "pack", "about") == "X"
    while page.work.text(FILE, "pack", "about") != before:
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.work.is_changed


def test_bands_always_meet_when_an_edge_is_moved(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = bands(page)
    tab.edges[0].more.click()
    QTest.keyClick(tab.edges[1].spin, Qt.Key.Key_Down)
    rows = [(row["id"], row["low"], row["high"]) for row in page.work.rows("bands")]
    assert rows == [("low", 0, 50), ("medium", 51, 73), ("high", 74, 100)]
    assert tab.picture.accessibleName() == "Low 0 to 50, Medium 51 to 73, High 74 to 100"
    assert page.work.problems() == ()


def test_no_edge_can_be_moved_where_the_pack_would_be_refused(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = bands(page)
    for number in (0, 300):
        for edge in tab.edges:
            edge.spin.setValue(number)
            assert page.work.problems() == (), number


def test_edges_of_their_own_begin_only_where_a_band_may_begin(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = bands(page)
    for first, last, kept in ((0, 0, (LOWEST_EDGE, LOWEST_EDGE + 1)), (300, 300, (HIGHEST_EDGE - 1, HIGHEST_EDGE))):

        def fill(dialog: object, medium: int = first, high: int = last) -> None:
            assert isinstance(dialog, EdgesDialog)
            dialog.voice.setCurrentIndex(dialog.voice.findData("family"))
            dialog.medium.spin.setValue(medium)
            dialog.high.spin.setValue(high)
            dialog.keep.click()

        answer(fill)
        tab.own_edges.add.click()
        entry = page.work.rows("edges")[0]
        assert (entry["medium"], entry["high"]) == kept
        assert page.work.problems() == ()
        tab.own_edges.take_out.click()


@pytest.mark.parametrize(("medium", "high"), [(5, 75), (50, 96), (0, 100)])
def test_edges_that_the_check_refuses_are_shown_where_the_check_allows_them(
    open_pack: Open, shelf: Library, own: str, medium: int, high: int
) -> None:
    draft = shelf.draft(own)
    for place, (low, end) in enumerate(((0, medium - 1), (medium, high - 1), (high, 100))):
        draft.put(low, "pack.toml", "bands", place, "low")
        draft.put(end, "pack.toml", "bands", place, "high")
    shelf.save(own, draft)
    page = open_pack(own)
    tab = bands(page)
    assert page.work.problems()
    tab.close_gaps.click()
    assert page.work.problems() == ()


def test_thresholds_can_be_raised_and_never_lowered(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = bands(page)
    for key, least in (("mean", 5), ("detail", 10), ("difference", 5)):
        tab.privacy[key].fewer.click()
        assert tab.privacy[key].value() == least
        tab.privacy[key].more.click()
        assert page.work.value("pack.toml", "privacy", key) == least + 1


def test_one_theme_can_have_edges_of_its_own(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    tab = bands(page)
    seen: list[str] = []

    def fill(dialog: object) -> None:
        assert isinstance(dialog, EdgesDialog)
        dialog.keep.click()
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        dialog.factor.setCurrentIndex(dialog.factor.findData("roles"))
        dialog.medium.spin.setValue(40)
        dialog.keep.click()

    answer(fill)
    tab.own_edges.add.click()
    assert any("Choose a theme or a voice" in words for words in seen)
    assert page.work.rows("edges") == ({"factor": "roles", "medium": 40, "high": 75},)
    assert page.work.problems() == ()
    tab.own_edges.take_out.click()
    assert page.work.rows("edges") == ()
    assert not page.work.is_changed


def test_a_broken_pack_opens_on_its_problems_and_cannot_be_used(open_pack: Open, shelf: Library, own: str) -> None:
    broken(shelf, own)
    page = open_pack(own)
    tab = problems(page)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Problems 3"
    assert tab.table.count() == 3
    assert not page.head.use.isEnabled()
    assert not page.head.share.isEnabled()
    assert page.head.use.accessibleDescription()


@pytest.mark.parametrize(
    ("words", "tab", "path"),
    [
        ("roles.low", TEXTS, ("factors", "roles", "low", "family", "account")),
        ("roles_2", STATEMENTS, ("factors", "roles", "items", "roles_2", "care_worker")),
        ("band holds", BANDS_TAB, ()),
    ],
)
def test_a_problem_leads_to_the_field_that_mends_it(
    qtbot: QtBot, open_pack: Open, shelf: Library, own: str, words: str, tab: str, path: tuple[str, ...]
) -> None:
    broken(shelf, own)
    page = open_pack(own)
    shown = problems(page)
    QTest.keyClicks(shown.find_field, words)
    assert shown.table.count() == 1
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    made = page.show_tab(tab)
    if isinstance(made, BandsTab):
        assert made.close_gaps.hasFocus()
        made.close_gaps.click()
    else:
        field = made.form.field_of(path)  # type: ignore[union-attr]
        assert field is not None
        assert field.hasFocus()
        write(field, "I see who does what.")
    qtbot.waitUntil(lambda: page.tabs.tabText(4) == "Problems 2")


def test_the_lines_round_a_problem_are_shown_and_a_row_is_copied_as_a_sentence(
    open_pack: Open, shelf: Library, own: str
) -> None:
    broken(shelf, own)
    tab = problems(open_pack(own))
    QTest.keyClicks(tab.find_field, "band holds")
    assert "low = 51" in tab.excerpt.toPlainText()
    assert "low = 51" in tab.excerpt.accessibleDescription()
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("pack.toml, line ")
    assert "No band holds 50." in copied


def test_problems_are_filtered_by_file(open_pack: Open, shelf: Library, own: str) -> None:
    broken(shelf, own)
    tab = problems(open_pack(own))
    tab.files.button("pack.toml").click()
    assert tab.table.count() == 1
    tab.files.button("").click()
    assert tab.table.count() == 3


def test_f5_reads_the_files_again(open_pack: Open, shelf: Library, own: str) -> None:
    broken(shelf, own)
    page = open_pack(own)
    main = shelf.folder(own) / "pack.toml"
    main.write_text(main.read_text("utf-8").replace("low = 51", "low = 50"), "utf-8")
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert problems(page).table.count() == 2
    assert page.work.value("pack.toml", "bands", 1, "low") == 50


@pytest.mark.parametrize("text", ["", "format = [", "items = 3\nvoices = 'x'\nbands = [1]\nlanguages = 'en-GB'"])
def test_a_pack_that_cannot_be_read_at_all_still_opens(open_pack: Open, shelf: Library, own: str, text: str) -> None:
    (shelf.folder(own) / "pack.toml").write_text(text, "utf-8")
    page = open_pack(own)
    assert problems(page).table.count() > 0
    for tab in (ABOUT, STATEMENTS, TEXTS, BANDS_TAB):
        page.show_tab(tab)
    assert not page.work.is_changed


def test_nothing_is_saved_when_the_disk_is_full_and_the_bar_stays(
    open_pack: Open, shelf: Library, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_pack(own)
    write(about(page).form.field_of(("pack", "name")), "Other words")

    def full(*_: object) -> str:
        raise DiskFull(folder="/home")

    with monkeypatch.context() as patch:
        patch.setattr(Library, "save", full)
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert page.not_saved.isVisible()
        assert any("full" in label.text() for label in page.not_saved.findChildren(QLabel))
        assert page.foot.says == "Not saved yet"
        assert page.work.is_changed
    assert shelf.draft(own).get(FILE, "pack", "name") == "Canalside wording"
    page.not_saved.try_again_wanted.emit()
    assert not page.not_saved.isVisible()
    assert shelf.draft(own).get(FILE, "pack", "name") == "Other words"


def test_changes_are_taken_back_to_what_was_saved_last(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    field = about(page).form.field_of(("pack", "name"))
    write(field, "Other words")
    answer(yes)
    page.foot.take_back.click()
    assert page.work.text(FILE, "pack", "name") == "Canalside wording"
    kept = about(page).form.field_of(("pack", "name"))
    assert isinstance(kept, QLineEdit)
    assert kept.text() == "Canalside wording"
    assert not page.work.is_changed


def test_nothing_in_a_bundled_pack_can_be_changed(open_pack: Open) -> None:
    page = open_pack("social-climate")
    assert not page.foot.isVisible()
    assert page.head.copy.isVisible()
    for tab in (ABOUT, STATEMENTS, TEXTS, BANDS_TAB):
        shown = page.show_tab(tab)
        fields = [one for one in shown.findChildren(QPlainTextEdit) if not isinstance(one, PassageText)]
        assert all(one.isReadOnly() for one in fields)
        assert all(not one.isEnabled() for one in shown.findChildren(QCheckBox))
    page.work.put("Other words", FILE, "pack", "name")
    assert page.work.text(FILE, "pack", "name") == "Social climate survey"


def test_a_language_is_added_as_a_draft_and_taken_out(open_pack: Open, shelf: Library, own: str) -> None:
    page = open_pack(own)
    tab = about(page)
    heard: list[str] = []

    def add(dialog: object) -> None:
        assert isinstance(dialog, LanguageDialog)
        dialog.short.setText("Welsh!")
        dialog.add.click()
        heard.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        dialog.language.setCurrentIndex(dialog.language.findData("cy"))
        dialog.language.activated.emit(dialog.language.currentIndex())
        dialog.add.click()

    answer(add)
    tab.add.click()
    assert any("Welsh!" in words for words in heard)
    assert page.work.languages() == ("en-GB", "cy")
    assert page.work.is_draft("cy")
    assert tab.languages.currentItem().text() == "Welsh, cy, a draft"
    tab.read.click()
    assert not page.work.is_draft("cy")
    answer(yes)
    tab.take_out.click()
    assert page.work.languages() == ("en-GB",)
    assert not page.work.is_changed


def test_statements_go_to_a_spreadsheet_and_come_back_translated(
    qtbot: QtBot, open_pack: Open, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_pack(own)
    target = tmp_path / "statements.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    seen: list[tuple[str, ...]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Question):
            dialog.yes.click()
        elif isinstance(dialog, ChangesDialog):
            model = dialog.table.model()
            seen.append(tuple(str(model.index(0, column).data()) for column in range(3)))
            dialog.take.click()

    timer = QTimer(page)
    timer.timeout.connect(look)
    timer.start(20)
    about(page).sheet_out.click()
    qtbot.waitUntil(target.exists)
    book = openpyxl.load_workbook(target)
    for row in book["survey"].iter_rows():
        for cell in row:
            if cell.value == "I have control over my daily life.":
                cell.value = "I choose my own day."
    book.save(target)
    about(page).sheet_in.click()
    qtbot.waitUntil(lambda: bool(seen))
    timer.stop()
    assert seen[0][1:] == ("I have control over my daily life.", "I choose my own day.")
    assert page.work.text(FILE, "factors", "autonomy", "items", "autonomy_1", "care_receiver") == "I choose my own day."
    assert page.foot.says == "Not saved yet"


def test_the_printed_page_is_made_from_the_words_as_they_are(
    qtbot: QtBot, open_pack: Open, own: str, theme: Theme
) -> None:
    page = open_pack(own)
    page.work.put("They carry the bags themselves.", FILE, "factors", "roles", "low", "general")
    dialog = PrintedDialog(page.work, theme, "roles", "low", page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.preview.isVisible, timeout=20_000)
    document = dialog.preview.document
    words = " ".join(document.getAllText(number).text() for number in range(document.pageCount()))
    assert "They carry the bags themselves." in " ".join(words.split())
    dialog.close_it.click()


def test_no_page_is_printed_while_something_is_wrong(
    qtbot: QtBot, open_pack: Open, shelf: Library, own: str, theme: Theme
) -> None:
    broken(shelf, own)
    dialog = PrintedDialog(open_pack(own).work, theme, "roles", "low")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "Put right first" in dialog.say.text(), timeout=20_000)
    assert not dialog.preview.isVisible()
    dialog.close_it.click()


def test_another_language_is_written_beside_the_first(open_pack: Open, own: str) -> None:
    page = open_pack(own)
    page.work.add_language("cy")
    tab = statements(page)
    assert tab.language.isVisible()
    field = tab.form.field_of(("factors", "autonomy", "items", "autonomy_1", "easy"))
    assert field is not None
    assert "I am in charge of my own day." in field.accessibleDescription()
    write(field, "Fi piau fy niwrnod.")
    assert page.work.text("cy.toml", "factors", "autonomy", "items", "autonomy_1", "easy") == "Fi piau fy niwrnod."
    assert page.work.text(FILE, "factors", "autonomy", "items", "autonomy_1", "easy") != "Fi piau fy niwrnod."


def test_a_pack_with_nothing_to_put_right_says_when_it_was_looked_at_in_one_line(open_pack: Open, own: str) -> None:
    tab = open_pack(own, PROBLEMS).show_tab(PROBLEMS)
    (when,) = [label for label in tab.findChildren(QLabel) if label.text().startswith("Looked at today")]
    assert when.isVisible()
    assert when.height() < 2 * when.fontMetrics().height()
