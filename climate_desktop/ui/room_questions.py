"""What is asked in the room before something that cannot be taken back. Each comes out true when the answer is yes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from climate_desktop.core.study import OpenCircle, Participant
from climate_desktop.services.workshops import Room
from climate_desktop.ui import messages
from climate_desktop.ui.theme import Theme


def remove(parent: QWidget, theme: Theme, person: Participant) -> bool:
    """Whether this person, who has begun, shall go from the open round."""
    return messages.ask(
        parent,
        theme,
        _tr("Remove {seat}?").format(seat=person.seat),
        _tr("Everything this person chose is erased. It cannot be brought back."),
        yes=_tr("Remove"),
        no=_tr("Keep"),
        danger=True,
    )


def start_anew(parent: QWidget, theme: Theme, person: Participant) -> bool:
    """Whether this person, who has begun, shall have an empty sheet."""
    return messages.ask(
        parent,
        theme,
        _tr("Start {seat} anew?").format(seat=person.seat),
        _tr("Everything on this person’s sheet is erased, and their card opens nothing any more. They get a new one."),
        yes=_tr("Start anew"),
        no=_tr("Keep it"),
        danger=True,
    )


def close(parent: QWidget, theme: Theme, room: Room, *, hands: bool = False) -> bool:
    """Whether the round, in which perhaps `hands` were counted, shall be closed; a typed word says so."""
    return messages.ask_word(
        parent,
        theme,
        _tr("Close the round?"),
        _what_closing_does(room, hands=hands),
        word=_tr("close"),
        yes=_tr("Close it"),
        no=_tr("Not yet"),
    )


def take_out(parent: QWidget, theme: Theme, person: Participant) -> bool:
    """Whether this person’s answers shall go from the closed round; a typed word says so."""
    told = _tr(
        "Everything this person chose is erased, and it cannot be brought back. "
        "The results of this round stay as they are."
    )
    return messages.ask_word(
        parent,
        theme,
        _tr("Take out the answers of {seat}?").format(seat=person.seat),
        told,
        word=_tr("erase"),
        yes=_tr("Take them out"),
        no=_tr("Keep them"),
    )


def correct(parent: QWidget, theme: Theme) -> bool:
    """Whether a corrected result shall be made."""
    told = _tr(
        "It takes in every sheet that is there now. Screen and report show it from now on and say so. "
        "Give out the new report in place of the old one."
    )
    return messages.ask(parent, theme, _tr("Make a corrected result?"), told, yes=_tr("Make it"), no=_tr("Not now"))


def _what_closing_does(room: Room, *, hands: bool) -> str:
    finished, begun = room.finished, room.left_out
    told = [_tr("{count} people have finished.").format(count=finished)] if finished else []
    if finished == 1:
        told = [_tr("One person has finished.")]
    if hands:
        told.append(_tr("The hands that were counted enter the results."))
    if begun == 1:
        told.append(_tr("One person has begun and not finished; what they chose will not count."))
    elif begun:
        left_out = _tr("{count} people have begun and not finished; what they chose will not count.")
        told.append(left_out.format(count=begun))
    told.append(_tr("After closing, these answers are fixed; whoever comes late waits."))
    told.append(_tr("You can undo it until the results are opened."))
    if room.round.open_circle is OpenCircle.PROPOSED:
        told.append(_tr("What each person said about an open circle is erased; you learn only the outcome."))
    return " ".join(told)


def _tr(words: str) -> str:
    return QCoreApplication.translate("room_questions", words)
