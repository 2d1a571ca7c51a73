"""Trouble that a person can act on.

Anything that is not a KnownError is our own mistake and goes to the crash screen.
"""

from __future__ import annotations

from typing import ClassVar


class KnownError(Exception):
    """One sentence that says what is wrong, where, and what to do.

    A kind is a subclass with its own `sentence`, a whole sentence with named placeholders, so that the window can
    translate it before the values are filled in. `str(error)` is the filled English sentence.
    """

    sentence: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))

    def __reduce__(self) -> tuple[object, ...]:
        """What a worker process sends back: the kind and its values."""
        return _again, (type(self), self.values, vars(self))


def _again(kind: type[KnownError], values: dict[str, object], state: dict[str, object]) -> KnownError:
    error = kind.__new__(kind)
    KnownError.__init__(error, **values)
    vars(error).update(state)
    return error


# The study file


class StudyNotFound(KnownError):
    sentence = "There is no study at “{path}”. Look for the file where it was last seen, or make a new study."


class StudyExists(KnownError):
    sentence = "“{path}” is there already. Open it, or choose another name for the new study."


class NotAStudy(KnownError):
    sentence = "“{name}” is not a Climate Desktop study, so it was left as it is. Choose a file that ends in .climate."


class StudyIsNewer(KnownError):
    sentence = (
        "“{name}” was written by a newer Climate Desktop, so it was left as it is. "
        "Install the newest version on this laptop, then open it again."
    )


class StudyIsDamaged(KnownError):
    sentence = (
        "“{name}” is damaged and was left as it is. "
        "Copy it to a safe place and open the last copy that you made of this study."
    )


class StudyInUse(KnownError):
    sentence = "“{name}” is open in another window. Close it there first, then open it here."


class StudyIsLocked(KnownError):
    sentence = "“{name}” cannot be read without its passphrase, and this version cannot ask for one."


class FolderNotWritable(KnownError):
    sentence = (
        "Nothing can be saved in the folder “{folder}”. "
        "Choose another folder, for example Documents, or ask whoever looks after this laptop."
    )


class DiskFull(KnownError):
    sentence = (
        "The disk that holds “{folder}” is full, so this was not saved. "
        "Make room, for example by emptying the waste bin, then try again. Everything saved earlier is safe."
    )


class NotSaved(KnownError):
    sentence = (
        "“{name}” could not be written, so this was not saved ({reason}). "
        "Everything saved earlier is safe. Check the disk, then try again."
    )


class StudyNotReadable(KnownError):
    sentence = "“{name}” could not be read ({reason}). Check the disk or stick that it is on, then open it again."


class StudyIsWriteProtected(KnownError):
    sentence = (
        "“{name}” may be read here but not changed, so this was not saved. "
        "Copy it to a folder of your own, for example Documents, and open the copy."
    )


class NameNotUsable(KnownError):
    sentence = "A file cannot be called “{name}” here. Choose a shorter name of letters, digits and spaces."


class StudyInTwoFiles(KnownError):
    sentence = (
        "Everything in “{name}” is saved, but part of it is still in “{name}-wal” beside it ({reason}). "
        "Keep the two together, make room on the disk, then open the study and close it once more."
    )


# Groups, rounds and answers


class NoSuchGroup(KnownError):
    sentence = "There is no group “{group}” in this study. Look at the list of groups and choose one of them."


class NoSuchRound(KnownError):
    sentence = "There is no round “{round}” in this study. Look at the list of rounds and use one of its ids."


class NameMissing(KnownError):
    sentence = "The group needs a name. Write the name that people there use, then try again."


class NameTaken(KnownError):
    sentence = "There is a group called “{name}” already. Give this one a name of its own."


class NothingWritten(KnownError):
    sentence = "There is nothing written yet. Write what was agreed, in the words that people used."


class NoSuchParticipant(KnownError):
    sentence = "This person is not in the study any more. Look at the list of people and choose one of them."


class RoundIsClosed(KnownError):
    sentence = "This round is closed, so its answers are fixed. Start a new round to ask again."


class RoundIsOpen(KnownError):
    sentence = "This round is still open. Close it first; results are shown only for a closed round."


class NobodyFinished(KnownError):
    sentence = "Nobody has finished yet, so there is nothing to close. Ask at least one person to finish first."


class ClosingStands(KnownError):
    sentence = "The results of this round were opened, so it stays closed. Start a new round to ask again."


class RoundHasAnswers(KnownError):
    sentence = "People have begun to answer, so this cannot be changed any more. It counts for the next round."


class RuleCannotBeLoosened(KnownError):
    sentence = "The privacy rule of an open round can be made stricter, never looser. Leave it as it was agreed."


class UnknownVoice(KnownError):
    sentence = "“{voice}” is not a voice of this questionnaire. Choose one of: {voices}."


class UnknownItem(KnownError):
    sentence = "“{item}” is not a statement of this questionnaire. Check which questionnaire the answers belong to."


class OffTheScale(KnownError):
    sentence = "{value} is not an answer to “{item}”. Choose a whole number from {low} to {high}."


class ConsentMissing(KnownError):
    sentence = "This person has not agreed to take part yet. Show the first page again and let them choose."


class WrongPin(KnownError):
    sentence = "That is not the PIN. Type the one that was chosen when the room was opened."


# Packs


class PackNotFound(KnownError):
    sentence = "There is no questionnaire called “{pack}” here. Choose one of: {packs}."


class PackBroken(KnownError):
    """A pack that cannot be used; `problems` holds every one, each a line of text with file, line and what to do."""

    sentence = "The questionnaire “{pack}” cannot be used: {count} to put right. The first: {first}"

    def __init__(self, pack: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(pack=pack, count=count, first=problems[0])


# Pages


class TargetNotWritable(KnownError):
    sentence = "“{path}” could not be written. Close it if another program shows it, or save under another name."


class ReportFailed(KnownError):
    sentence = "The report could not be made in time. Try again; if it happens twice, restart Climate Desktop first."
