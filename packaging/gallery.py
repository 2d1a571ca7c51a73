"""Draws every screen as a picture, for eyes: light and dark, at 100 and 200 %, as wide as an old laptop.

`python packaging/gallery.py OUT` makes the example study in a temporary folder and writes OUT/<screen>-<theme>-<percent>.png;
`--only home` draws one screen, `--themes` and `--scales` draw others, `--size 1920x1080` a larger window. Look at them.

To add a screen, write a function that brings the window there, and put it into SCREENS.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from climate_desktop.core.form_code import form_code
from climate_desktop.core.study import GroupKind, Helper
from climate_desktop.services import demo
from climate_desktop.services.answering import AGREED
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.bring_in import BringInScreen
from climate_desktop.ui.button import Button
from climate_desktop.ui.card import CardScreen
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.home import HomeScreen
from climate_desktop.ui.idle import IdleWatch
from climate_desktop.ui.keying import KeyingScreen
from climate_desktop.ui.library_dialogs import CopyDialog
from climate_desktop.ui.library_pack import PackPage
from climate_desktop.ui.library_print import PrintedDialog
from climate_desktop.ui.messages import CrashScreen, WordQuestion
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.participant_pages import ReviewPage
from climate_desktop.ui.questionnaire import Questionnaire
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.setup_plan import PlanDialog
from climate_desktop.ui.tally import TallyScreen
from climate_desktop.ui.window import Window
from climate_desktop.ui.workshop import Workshop
from climate_desktop.ui.writing_box import WritingBox

Shown = Callable[[Window], QWidget]


def start(window: Window) -> QWidget:
    """The start screen with three recent studies, one of which is lost."""
    window.close_study()
    return window


def start_first_time(window: Window) -> QWidget:
    """The start screen of somebody who has never opened a study."""
    kept = window.preferences.settings.recent
    window.preferences.change(recent=())
    window.close_study()
    window.preferences.change(recent=kept)
    return window


def home(window: Window) -> QWidget:
    """Home of the example with an open round, a hidden result and a group that has not met."""
    window.show_home()
    return window


def home_empty(window: Window) -> QWidget:
    """Home of a study without groups."""
    window.open_study(study_of(window).path.with_name("empty.climate"))
    return window


def new_group(window: Window) -> QWidget:
    """The dialog for a new group."""
    dialog = GroupDialog(study_of(window), window.theme, window)
    dialog.show()
    return dialog


def how_long(window: Window) -> QWidget:
    """How long an afternoon takes."""
    return PlanDialog(window.theme, window, people=12, statements=48, short=12)


def which_group(window: Window) -> QWidget:
    """The question which group is meeting."""
    groups = [card.group for card in study_of(window).workshops.groups()]
    dialog = WhichGroupDialog(groups, window.theme, parent=window)
    dialog.show()
    return dialog


def typed_word(window: Window) -> QWidget:
    """The question before a round is closed."""
    question = WordQuestion(
        window.theme,
        "Close the round?",
        "13 people have finished. After closing, these answers are fixed; whoever comes late waits.",
        word="close",
        yes="Close it",
        no="Not yet",
        parent=window,
    )
    question.show()
    return question


def crash(window: Window) -> QWidget:
    """What is shown when the mistake is ours."""
    screen = CrashScreen(window.theme, "Climate Desktop 0.1.0\nshow_round, room.py line 12\nKeyError", window)
    screen.show()
    return screen


def set_up(window: Window) -> QWidget:
    """Set-up of a new round."""
    home_of(window).workshop_wanted.emit(study_of(window).workshops.groups()[0].group.id)
    return window


def room(window: Window) -> QWidget:
    """The room of the open round."""
    home_of(window).room_wanted.emit(study_of(window).workshops.unfinished()[0].round.id)
    return window


def hands(window: Window) -> QWidget:
    """Whose hands are to be counted, in the open round."""
    room(window)
    workshop_of(window).show_way("hands")
    return window


def hands_counted(window: Window) -> QWidget:
    """A statement with some hands still missing."""
    hands(window)
    screen = workshop_of(window).findChild(TallyScreen)
    assert screen is not None
    screen.present.set_value(7)
    screen.begin.click()
    for row, count in zip(screen.counting.rows, (0, 1, 2, 2, 0), strict=True):
        row.counter.spin.setValue(count)
    return window


def print_sheets(window: Window) -> QWidget:
    """Which sheets for a pen are saved as a PDF."""
    room(window)
    workshop_of(window).show_way("print")
    return window


def results(window: Window) -> QWidget:
    """The results of the latest round of the example's team."""
    home_of(window).results_wanted.emit(latest_round(window))
    return window


def results_tab(words: str) -> Shown:
    """The tab of those results that is called so."""

    def shown(window: Window) -> QWidget:
        results(window)
        screen = workshop_of(window).screen_of("results")
        assert isinstance(screen, ResultsScreen)
        screen.tabs.setCurrentIndex(next(n for n in range(screen.tabs.count()) if screen.tabs.tabText(n) == words))
        return window

    return shown


def report(window: Window) -> QWidget:
    """The report of the same round."""
    workshop_of(window).show_report(latest_round(window))
    window.pages.setCurrentWidget(workshop_of(window))
    wait(4000)
    return window


def participant(window: Window) -> QWidget:
    """The first page of a person who has not begun."""
    return hand_over(window, person_of(window))


def statement(window: Window) -> QWidget:
    """A statement on the laptop of a person who has chosen a voice."""
    person = person_of(window)
    answering = study_of(window).answering(person)
    answering.consent(AGREED)
    answering.choose_voice("care_receiver")
    study_of(window).cards.make(person)
    shown = hand_over(window, person)
    wait(50)
    assert window.participant is not None
    go_on = [one for one in window.participant.findChildren(Button) if one.isVisible() and one.text() == "Go on"]
    go_on[0].click()
    return shown


class SilentVoice:
    """A voice that says nothing, so that pictures look alike on systems with and without one."""

    def speaks(self, language: str) -> bool:
        """Every language."""
        return bool(language)

    def say(self, text: str, language: str) -> None:
        """Says nothing."""

    def stop(self) -> None:
        """Has nothing to stop."""

    def is_speaking(self) -> bool:
        """Never."""
        return False

    def on_change(self, call: Callable[[], None]) -> None:
        """Nothing ever changes."""


def statement_with_voice(window: Window) -> QWidget:
    """A statement where the system has a voice, in the size of the window."""
    shown = statement(window)
    person = participant_of(window)
    person.ways.reading.take(SilentVoice())
    while person.text_scale < window.theme.scale:
        press(person, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    press(person, Qt.Key.Key_4)
    wait(100)
    return shown


def statement_easy(window: Window) -> QWidget:
    """A statement in easy words, where the system has a voice."""
    shown = statement(window)
    person = participant_of(window)
    person.ways.reading.take(SilentVoice())
    click(person, "Easy words")
    while person.text_scale < window.theme.scale:
        press(person, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    press(person, Qt.Key.Key_2)
    wait(100)
    return shown


def statement_easy_kept(window: Window) -> QWidget:
    """A statement that was answered on the whole scale, in easy words."""
    shown = statement(window)
    person = participant_of(window)
    press(person, Qt.Key.Key_4)
    wait(100)
    click(person, "Easy words")
    while person.text_scale < window.theme.scale:
        press(person, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    wait(100)
    return shown


def statement_together(window: Window) -> QWidget:
    """A statement that the facilitator reads aloud and answers for the person."""
    person = person_of(window)
    answering = study_of(window).answering(person)
    answering.consent(AGREED)
    answering.choose_voice("care_receiver")
    study_of(window).cards.make(person)
    size = window.size()
    room(window)
    workshop_of(window).together_wanted.emit(person, Helper.FACILITATOR.value)
    window.showNormal()
    window.resize(size)
    wait(50)
    shown = participant_of(window)
    while shown.text_scale < window.theme.scale:
        press(shown, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    click(shown, "Go on")
    wait(100)
    return window


def begun(window: Window) -> str:
    """Somebody who has begun, has a card and has chosen a voice."""
    study = study_of(window)
    person = study.workshops.add_participant(study.workshops.unfinished()[0].round.id).id
    answering = study.answering(person)
    answering.consent(AGREED)
    answering.choose_voice("care_receiver")
    demo.answer_all(answering, lambda item: 4 if item.startswith("autonomy") else None)
    return person


def card_shown(window: Window) -> QWidget:
    """The card that everybody gets before the first statement."""
    shown = hand_over(window, begun(window))
    press_go_on(window)
    return shown


def card_asked(window: Window) -> QWidget:
    """A sealed sheet in the hands of somebody who must type the code."""
    person = begun(window)
    study_of(window).cards.make(person)
    study_of(window).answering(person).seal()
    return hand_over(window, person)


def still_there(window: Window) -> QWidget:
    """The question after two minutes without a touch."""
    person = begun(window)
    study_of(window).cards.make(person)
    shown = hand_over(window, person)
    press_go_on(window)
    assert window.participant is not None
    window.participant.findChildren(IdleWatch)[0].asked.emit()
    return shown


def sheet_sealed(window: Window) -> QWidget:
    """What is left on the screen after four minutes."""
    shown = still_there(window)
    assert window.participant is not None
    window.participant.findChildren(IdleWatch)[0].ran_out.emit()
    return shown


def card(window: Window) -> QWidget:
    """Somebody with a card of a sealed sheet, in a group that has met before."""
    study = study_of(window)
    group = next(one.group for one in study.workshops.groups() if one.latest_round is not None)
    round_ = study.workshops.start_round(group.id)
    answering = study.answering(study.workshops.add_participant(round_.id, "family").id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    code = study.cards.make(answering.participant.id)
    answering.seal()
    workshop_of(window).show_room(round_.id)
    workshop_of(window).show_way("card")
    window.pages.setCurrentWidget(workshop_of(window))
    screen = workshop_of(window).screen_of("card")
    assert isinstance(screen, CardScreen)
    screen.field.setText(code)
    screen.find_sheet.click()
    return window


def press_go_on(window: Window) -> None:
    """Goes on from the page that welcomes somebody back."""
    wait(50)
    assert window.participant is not None
    shown = [one for one in window.participant.findChildren(Button) if one.isVisible() and one.text() == "Go on"]
    shown[0].click()
    wait(50)


def open_circle(window: Window) -> QWidget:
    """The private question whether every voice may be shown, to the first person of a new round."""
    study = study_of(window)
    group = study.workshops.add_group(f"Open {len(study.workshops.groups())}", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, open_circle=True)
    shown = hand_over(window, study.workshops.add_participant(round_.id).id)
    assert window.participant is not None
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return):
        QTest.keyClick(window.participant.focusWidget() or window.participant, key)
    return shown


def open_results(window: Window) -> QWidget:
    """The results of four people who all agreed to an open circle."""
    study = study_of(window)
    group = study.workshops.add_group(f"Agreed {len(study.workshops.groups())}", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, open_circle=True)
    for number, voice in enumerate(("care_receiver", "care_worker", "family", "family")):
        answering = study.answering(study.workshops.add_participant(round_.id, voice).id)
        answering.consent(AGREED)
        answering.vote(agrees=True)
        demo.answer_all(answering, lambda item, number=number: (len(item) + number) % 4 + 2)  # type: ignore[misc]
        answering.finish()
    study.workshops.close_round(round_.id)
    home_of(window).results_wanted.emit(round_.id)
    return window


def room_closed(window: Window) -> QWidget:
    """The room of a closed round in which five have come late, so that a corrected result can be made."""
    study = study_of(window)
    group = study.workshops.add_group(f"Closed {len(study.workshops.groups())}", GroupKind.TEAM)
    hold(study, group.id, finished=9, waiting=0)
    round_id = study.workshops.rounds(group.id)[0].id
    study.workshops.close_round(round_id)
    study.results.result(round_id)
    for number in range(6):
        answering = study.answering(study.workshops.add_late(round_id, "family").id)
        if number < 5:
            answering.consent(AGREED)
            demo.answer_all(answering, lambda _, number=number: number % 3 + 2)  # type: ignore[misc]
            answering.finish()
    workshop_of(window).show_room(round_id)
    window.pages.setCurrentWidget(workshop_of(window))
    return window


def library(window: Window) -> QWidget:
    """The packs of this laptop: those that came with the program, one of one's own, and one with problems."""
    own_pack(window)
    window.show_library()
    wait(1000)
    return window


def library_pack(tab: str) -> Shown:
    """A tab of a pack of one's own that has problems."""

    def shown(window: Window) -> QWidget:
        opened(window, own_pack(window)).show_tab(tab)
        return window

    return shown


def library_bundled(window: Window) -> QWidget:
    """A pack that came with the program, which is never changed."""
    opened(window, "social-climate").show_tab("texts")
    return window


def library_printed(window: Window) -> QWidget:
    """The printed page of a factor at a band."""
    pack = opened(window, "social-climate")
    dialog = PrintedDialog(pack.work, window.theme, "roles", "low", window)
    dialog.show()
    wait(4000)
    return dialog


def library_copy(window: Window) -> QWidget:
    """The dialog that makes a pack one's own."""
    shelf = study_of(window).library
    dialog = CopyDialog(shelf, shelf.shelf()[0], window.theme, window)
    dialog.show()
    return dialog


def bring_in(tab: str = "", change: Callable[[str], str] = str) -> Shown:
    """Answers from elsewhere in the open round: before a file is chosen, or a file in Kobo’s own style, perhaps changed."""

    def shown(window: Window) -> QWidget:
        room(window)
        workshop_of(window).show_way("file")
        screen = workshop_of(window).findChildren(BringInScreen)[-1]
        if tab:
            source = Path(__file__).parent.parent / "tests" / "exchange" / "samples" / "google-forms.csv"
            copy = study_of(window).path.with_name("google-forms.csv")
            copy.write_text(change(source.read_text("utf-8")), "utf-8")
            screen.read(copy)
            wait(800)
            screen.tabs.button(tab).click()
            wait(100)
        return window

    return shown


def spoilt(text: str) -> str:
    """A file of answers with several things to put right."""
    head, *people = text.splitlines()
    people[1] = people[1].replace(",Agree", ",Agree; Disagree", 2)
    people[2] = people[2].replace("I receive care or support", "I am a volunteer")
    people[3] = people[3].replace("Disagree", "7", 1).replace("Strongly agree", "=A1+2", 1)
    return "\n".join([head, *people, ",".join([""] * 51), people[0]])


def keying(page: str) -> Shown:
    """A page of the keying of paper sheets: list, consent, sheet, sheet-wrong, sheet-end or differences."""

    def shown(window: Window) -> QWidget:
        return show_keying(window, page)

    return shown


def review(window: Window) -> QWidget:
    """The last page of a person who has left three statements out."""
    person = person_of(window)
    answering = study_of(window).answering(person)
    answering.consent(AGREED)
    answering.choose_voice("family")
    answering.record_all({item.id: 4 for item in answering.items[3:]})
    shown = hand_over(window, person)
    wait(50)
    assert window.participant is not None
    next(one for one in window.participant.findChildren(Button) if one.isVisible() and one.text() == "Go on").click()
    press_where_offered(window, "I have it")
    pages = window.participant.findChildren(Questionnaire)
    pages[0].done.emit()
    wait(200)
    return shown


def comment(window: Window) -> QWidget:
    """The page on which somebody writes in their own words."""
    shown = review(window)
    assert window.participant is not None
    window.participant.findChildren(ReviewPage)[0].comment_wanted.emit()
    box = window.participant.findChildren(WritingBox)[0]
    box.setFocus()
    QTest.keyClicks(box, "The rota changed twice in May and nobody told Mum. She sat with her coat on till noon.")
    wait(50)
    return shown


def press_where_offered(window: Window, words: str) -> None:
    """Presses the button with these words, if there is one."""
    assert window.participant is not None
    for one in window.participant.findChildren(Button):
        if one.isVisible() and one.text() == words:
            one.click()
            wait(50)
            return


def way(key: str, round_id: str, window: Window) -> QWidget:
    """The screen of another way in a round."""
    workshop_of(window).show_room(round_id)
    window.pages.setCurrentWidget(workshop_of(window))
    workshop_of(window).show_way(key)
    wait(50)
    return window


def sittings(window: Window) -> QWidget:
    """A round over three sittings, of which the second is held."""
    study = study_of(window)
    group = study.workshops.add_group(f"Sittings {len(study.workshops.groups())}", GroupKind.TEAM)
    hold(study, group.id, finished=0, waiting=4)
    round_id = study.workshops.rounds(group.id)[0].id
    study.sittings.spread(round_id, study.sittings.suggest(round_id, 3))
    study.sittings.begin_next(round_id)
    return way("sittings", round_id, window)


def comments(window: Window) -> QWidget:
    """What eleven people wrote, for the facilitator to read."""
    study = study_of(window)
    group = study.workshops.add_group(f"Comments {len(study.workshops.groups())}", GroupKind.TEAM)
    hold(study, group.id, finished=11, waiting=0)
    round_id = study.workshops.rounds(group.id)[0].id
    said = (
        "The rota changed twice in May and nobody told Mum. She sat with her coat on till noon. " * 3,
        "I like the singing.",
        "<b>Please</b> ask me before you move my chair.",
        "Somebody shouts at her at night. I am afraid to say it aloud.",
    )
    for number, person in enumerate(study.workshops.room(round_id).participants[:4]):
        study.comments.write(person.id, said[number], may_print=number != 2)
        study.comments.mark(person.id, passed_on=number == 3)
    study.workshops.close_round(round_id)
    return way("comments", round_id, window)


def notes(window: Window) -> QWidget:
    """The facilitator's notes on a round with one sitting."""
    study = study_of(window)
    round_id = study.workshops.unfinished()[0].round.id
    sitting = study.notes.of(round_id)[0]
    study.notes.write(round_id, sitting.id, "It was cold in the hall.\nTwo left early for the bus.", prints=False)
    return way("notes", round_id, window)


SCREENS: dict[str, Shown] = {
    "start": start,
    "start-first-time": start_first_time,
    "home": home,
    "home-empty": home_empty,
    "new-group": new_group,
    "how-long": how_long,
    "which-group": which_group,
    "typed-word": typed_word,
    "crash": crash,
    "set-up": set_up,
    "room": room,
    "print-sheets": print_sheets,
    "hands": hands,
    "hands-counted": hands_counted,
    "bring-in": bring_in(),
    "bring-in-columns": bring_in("columns"),
    "bring-in-problems": bring_in("problems", spoilt),
    "results": results,
    "results-differ": results_tab("Where we differ"),
    "results-since": results_tab("Since last time"),
    "report": report,
    "participant": participant,
    "statement": statement,
    "card-shown": card_shown,
    "card-asked": card_asked,
    "still-there": still_there,
    "sheet-sealed": sheet_sealed,
    "card": card,
    "statement-voice": statement_with_voice,
    "statement-easy": statement_easy,
    "statement-easy-kept": statement_easy_kept,
    "statement-together": statement_together,
    "review": review,
    "comment": comment,
    "sittings": sittings,
    "comments": comments,
    "notes": notes,
    "open-circle": open_circle,
    "open-results": open_results,
    "room-closed": room_closed,
    "keying-list": keying("list"),
    "keying-consent": keying("consent"),
    "keying-sheet": keying("sheet"),
    "keying-end": keying("end"),
    "keying-differences": keying("differences"),
    "library": library,
    "library-about": library_pack("about"),
    "library-statements": library_pack("statements"),
    "library-texts": library_pack("texts"),
    "library-bands": library_pack("bands"),
    "library-problems": library_pack("problems"),
    "library-bundled": library_bundled,
    "library-printed": library_printed,
    "library-copy": library_copy,
}


def main() -> int:
    """Zero when every picture was drawn."""
    asked = arguments()
    app = QApplication.instance() or QApplication(["climate-desktop"])
    assert isinstance(app, QApplication)
    asked.out.mkdir(parents=True, exist_ok=True)
    width, height = (int(side) for side in asked.size.split("x"))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # a Library of its own, not that of the person at the keyboard
        study = make_study(Path(folder))
        for theme in asked.themes.split(","):
            for percent in asked.scales.split(","):
                for name in [asked.only] if asked.only else SCREENS:
                    failed += not draw(name, study, theme, int(percent), (width, height), asked.out)
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Draw every screen as a picture.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", choices=sorted(SCREENS), default="")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--scales", default="100,200")
    parser.add_argument("--size", default="1366x768")
    return parser.parse_args()


def draw(name: str, study: Path, theme: str, percent: int, size: tuple[int, int], out: Path) -> bool:
    """True when the screen could be drawn; each one gets a window of its own."""
    preferences = Preferences(study.with_name("preferences.json"))
    preferences.change(theme=theme, scale=percent / 100, recent=())
    for path in (study.with_name("moor-edge.climate"), study.with_name("example.climate"), study):
        preferences.remember(path, practice=path.stem == "example")
    window = Window(preferences)
    window.resize(*size)
    window.open_study(study)
    window.show()
    window.activateWindow()
    shown = SCREENS[name](window)
    wait(100)
    target = out / f"{name}-{theme}-{percent}.png"
    done = shown.grab().save(str(target))
    print(target if done else f"{target} could not be written")
    window.close_study()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return done


def wait(milliseconds: int) -> None:
    """Lets the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def study_of(window: Window) -> Study:
    """The study that is open in the window."""
    assert window.study is not None
    return window.study


def home_of(window: Window) -> HomeScreen:
    """The Home of the open study."""
    assert window.home is not None
    return window.home


def workshop_of(window: Window) -> Workshop:
    """The workshop screens of the open study."""
    assert window.workshop is not None
    return window.workshop


def own_pack(window: Window) -> str:
    """The id of a pack of one's own in two languages, with three things to put right; made once."""
    shelf = study_of(window).library
    name = "Canalside wording"
    found = next((pack.id for pack in shelf.shelf() if pack.name == name), "")
    if found:
        return found
    pack_id = shelf.copy("social-climate", name)
    draft = shelf.draft(pack_id)
    draft.add_language("cy")
    draft.put(51, "pack.toml", "bands", 1, "low")
    draft.put("", "en-GB.toml", "factors", "accountability", "low", "family", "account")
    draft.put("When {goup} meets, things change.", "en-GB.toml", "factors", "decisions", "gap")
    shelf.save(pack_id, draft)
    shelf.copy("social-climate", "Our own questions for Hebble Valley")
    return pack_id


def opened(window: Window, pack_id: str) -> PackPage:
    """The page of a pack, opened in the Library."""
    window.show_library()
    assert window.library is not None
    window.library.open_pack(pack_id)
    wait(1500)
    assert window.library.pack is not None
    return window.library.pack


def latest_round(window: Window) -> str:
    """The latest closed round of the example's team."""
    cards = study_of(window).workshops.groups()
    card = next(one for one in cards if one.latest is not None and one.latest.scored)
    assert card.latest_round is not None
    return card.latest_round.id


def person_of(window: Window) -> str:
    """Somebody in the open round who has not finished."""
    round_id = study_of(window).workshops.unfinished()[0].round.id
    return study_of(window).workshops.room(round_id).participants[0].id


def participant_of(window: Window) -> ParticipantScreen:
    """The screen of the hand-over."""
    assert window.participant is not None
    return window.participant


def press(screen: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(screen.focusWidget() or screen, key, held)


def click(screen: QWidget, words: str) -> None:
    """Presses the visible button with these words, if it is there."""
    for button in [one for one in screen.findChildren(Button) if one.isVisible() and one.text() == words]:
        button.click()


def hand_over(window: Window, person: str) -> QWidget:
    """The window in this person's hands, as large as it was."""
    size = window.size()
    room(window)
    workshop_of(window).hand_over_wanted.emit(person)
    window.showNormal()
    window.resize(size)
    return window


def show_keying(window: Window, page: str) -> QWidget:
    """The keying of a new group's paper sheets, at one of its pages."""
    study = study_of(window)
    group = study.workshops.add_group(f"Paper {len(study.workshops.groups())}", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, place="Hebble Hall", facilitator="AJ")
    text = study.workshops.pack(round_.id).text
    for number, voice in enumerate(("family", "care_worker", "care_receiver", "family", "care_worker")):
        sheet = study.keying.begin(round_.id, form_code(text, voice, "full"), "AJ", AGREED)
        responses: dict[str, int] = {item.id: (place + number) % 5 + 1 for place, item in enumerate(sheet.items)}
        for item, response in list(responses.items())[: 20 if number == 4 else 48]:
            sheet.record(item, response, lambda _: None, lambda *_: None)
        if number == 4:
            continue
        sheet.finish()
        if number < 2:
            again = study.keying.begin_again(sheet.participant.id, "RT")
            slips = dict.fromkeys([item.id for item in again.items][11:44:16], 3) if number else {}
            for item, response in (responses | slips).items():
                again.record(item, response, lambda _: None, lambda *_: None)
            again.finish()
    workshop_of(window).show_room(round_.id)
    window.pages.setCurrentWidget(workshop_of(window))
    workshop_of(window).show_way("paper")
    screen = workshop_of(window).screen_of("paper")
    assert isinstance(screen, KeyingScreen)
    keys = {
        "list": "",
        "consent": form_code(text, "family", "full") + "\r",
        "sheet": form_code(text, "family", "full") + "\r1" + "4223" * 9 + "6a",
        "end": form_code(text, "family", "full") + "\r1" + "4253" * 12,
        "differences": "----+\r1\r",
    }[page]
    screen.take_focus()
    for key in keys:
        focused = window.focusWidget() or screen
        if key == "\r":
            QTest.keyClick(focused, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focused, key)
    wait(300)
    return window


def make_study(folder: Path) -> Path:
    """The example study with more groups: one with an open round, one too small to show, one that has not met."""
    Study.create(folder / "empty.climate").close()
    Study.create(folder / "example.climate", practice=True).close()
    path = folder / "three-locks.climate"
    demo.make_study(path)
    with Study.open(path) as study:
        small = study.workshops.add_group("Weavers’ Yard circle", GroupKind.CIRCLE)
        hold(study, small.id, finished=3, waiting=0)
        closed = study.workshops.rounds(small.id)[0]
        study.workshops.close_round(closed.id)
        study.results.result(closed.id)
        study.agreed.add(closed.id, "Ask who is missing before we decide.")
        hold(study, study.workshops.add_group("Tenter Field circle", GroupKind.CIRCLE).id, finished=7, waiting=5)
        study.workshops.add_group("Top Lock team", GroupKind.TEAM)
    return path


def hold(study: Study, group_id: str, *, finished: int, waiting: int) -> None:
    """An open round in which so many have finished and so many have only come in."""
    round_ = study.workshops.start_round(group_id, place="Hebble Hall")
    for number in range(finished + waiting):
        voice = ("care_receiver", "care_worker", "family")[number % 3]
        person = study.workshops.add_participant(round_.id, voice if number < finished else "")
        if number < finished:
            answering = study.answering(person.id)
            answering.consent(AGREED)
            demo.answer_all(answering, lambda _: 4)
            answering.finish()


if __name__ == "__main__":
    sys.exit(main())
