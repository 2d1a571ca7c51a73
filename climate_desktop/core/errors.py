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


class OpenCircleEnded(KnownError):
    sentence = "An open circle was asked for in this round before. People are asked once; ask again in the next round."


class VoteMissing(KnownError):
    sentence = "Nothing is stored before this person has said yes or no to an open circle. Go back to that question first."


class KeepUntilPast(KnownError):
    sentence = "That day is over. Choose today or a later day."


class NotErased(KnownError):
    sentence = "{file} could not be erased. Close other programs that use it, and try again."


class TooFewCorrections(KnownError):
    sentence = (
        "{touched} changes have come since the result was made, and a corrected one needs {least}. "
        "They are noted and count from the next round."
    )


class CorrectionTellsTooMuch(KnownError):
    sentence = (
        "A corrected result would let somebody work out who has changed. "
        "The changes are noted and count from the next round."
    )


class RuleCannotBeLoosened(KnownError):
    sentence = "The privacy rule of an open round can be made stricter, never looser. Leave it as it was agreed."


class UnknownVoice(KnownError):
    sentence = "“{voice}” is not a voice of this questionnaire. Choose one of: {voices}."


class UnknownItem(KnownError):
    sentence = "“{item}” is not a statement of this questionnaire. Check which questionnaire the answers belong to."


class SheetIsSealed(KnownError):
    sentence = "This sheet is sealed. Type the code on its card to open it, or start this person anew in the room."


class CardUnclear(KnownError):
    sentence = "A code has ten letters and digits. Look at the card and type all of them."


class NoSuchCard(KnownError):
    sentence = "No card has this code. Look at each letter and digit on the card, and type it again."


class CardMustWait(KnownError):
    sentence = "That was a wrong code several times. Wait {seconds} seconds, then look at the card and type it again."


class CardOfAnotherRound(KnownError):
    sentence = "This card is from another round, {round}. Use the card that was given out in this round."


class CardNotPairable(KnownError):
    sentence = (
        "The card is from {round}, which is not an earlier round of this group. "
        "Use the card that was given out when this group met before."
    )


class CardIsPaired(KnownError):
    sentence = "This earlier card belongs to somebody else in a later round already. Look whether it is your own card."


class OffTheScale(KnownError):
    sentence = "{value} is not an answer to “{item}”. Choose a whole number from {low} to {high}."


class ConsentMissing(KnownError):
    sentence = "This person has not agreed to take part yet. Show the first page again and let them choose."


class StandingIsFixed(KnownError):
    sentence = (
        "Answers are there already, so who answers can no longer be changed on this sheet. "
        "To begin again, remove this person from the room and add them anew."
    )


class NotAskedYet(KnownError):
    sentence = "“{item}” belongs to a theme that a later sitting asks. Begin that sitting first."


class SittingsMissTheme(KnownError):
    sentence = "Every theme is asked at exactly one sitting, and every sitting asks something. Look at the list again."


class SittingHasBegun(KnownError):
    sentence = "People have answered at this sitting, so its themes stay as they are. Change those of the sittings to come."


class EverythingIsAsked(KnownError):
    sentence = "Every theme was asked. Close the round when everyone who wants to has answered."


class WindowIsOver(KnownError):
    sentence = "The time for this round ended on {day}. Close the round, or choose a later last day first."


class WrongPin(KnownError):
    sentence = "That is not the PIN. Type the one that was chosen when the room was opened."


# Paper sheets


class FormCodeWrong(KnownError):
    sentence = "“{code}” is not the number of a form. Look at the six digits on the sheet, and key them again."


class FormCodeUnknown(KnownError):
    sentence = (
        "No form here has the number {code}. Look at it again on the sheet; if it is right, the sheet belongs to "
        "a questionnaire that this laptop does not have."
    )


class FormOfOtherQuestions(KnownError):
    sentence = (
        "The form {code} asks “{questionnaire}”, version {version}, and this round asks something else. "
        "Nothing was written. Put the sheet aside and key it in the round that it was printed for."
    )


class FormOfOtherLength(KnownError):
    sentence = (
        "The form {code} is a short one where this round asks everything, or the other way round. "
        "Nothing was written. Put the sheet aside and key it in the round that it was printed for."
    )


class FormOfOtherVoice(KnownError):
    sentence = (
        "The form {code} is for “{voice}”, who do not answer in this group. "
        "Nothing was written. Put the sheet aside and ask who filled it in."
    )


class KeyerMissing(KnownError):
    sentence = "Who keys is kept with every sheet. Write the initials of whoever sits at the laptop now, then go on."


class NoSuchSheet(KnownError):
    sentence = "This paper sheet is not in the study any more. Look at the list of sheets and choose one of them."


class SheetNotKeyed(KnownError):
    sentence = "This sheet has not been keyed to its end yet. Finish that first; then it can be keyed a second time."


class SheetKeyedTwice(KnownError):
    sentence = "This sheet was keyed twice already. Choose another one from the list of sheets."


class LinesNotKeyed(KnownError):
    sentence = "{count} lines of this sheet have no key yet. Key them, with 0 for a line that was left empty."


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


class PackIsBundled(KnownError):
    sentence = "“{pack}” came with the program and stays as it is. Make a copy of it, then change the copy."


class PackNameMissing(KnownError):
    sentence = "The questionnaire needs a name. Write what your people would call it, then try again."


class PackNotReadable(KnownError):
    sentence = "The questionnaires in “{folder}” could not be read ({reason}). Check the folder, then look again."


class PackNotSaved(KnownError):
    sentence = (
        "“{pack}” could not be written to “{folder}” ({reason}). Everything saved earlier is safe. "
        "Check that this folder may be changed, then try again."
    )


class PackChangedMeanwhile(KnownError):
    sentence = (
        "“{pack}” was changed in another window since it was opened here, so this was not saved. "
        "Open it again and make your changes once more."
    )


class PackTextNotReadable(KnownError):
    sentence = "“{file}” cannot be changed here: it cannot be read from line {line} on. Put that right in the file first."


class PackPlaceNotFound(KnownError):
    sentence = "There is no place for “{place}” in “{file}”. Look at the problems of this questionnaire first."


class LanguageTagWrong(KnownError):
    sentence = "“{tag}” is not the short name of a language. Write it like en-GB or cy."


class LanguageThere(KnownError):
    sentence = "This questionnaire has the language “{tag}” already. Choose it in the list of languages."


class LanguageNotThere(KnownError):
    sentence = "This questionnaire does not have the language “{tag}”. Choose one of: {languages}."


class LastLanguage(KnownError):
    sentence = "A questionnaire needs at least one language. Add another one first, then take “{tag}” out."


# Packs that somebody shared


class PackFileNotFound(KnownError):
    sentence = "“{name}” could not be opened ({reason}). Look for the file where it was last seen."


class PackFileDamaged(KnownError):
    sentence = "“{name}” is no shared questionnaire, or only part of it arrived. Ask for it again as a .climatepack file."


class PackFileTooLarge(KnownError):
    sentence = (
        "“{name}” holds more than a questionnaire may ({limit}), so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


class PackFileHoldsOther(KnownError):
    sentence = (
        "“{name}” holds “{entry}”, which does not belong in a questionnaire, so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


class PackFileHoldsTwice(KnownError):
    sentence = (
        "“{name}” holds “{entry}” twice, so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


class PackFileLocked(KnownError):
    sentence = (
        "“{name}” is locked with a password, so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


class PackFilePackedOtherwise(KnownError):
    sentence = (
        "“{entry}” in “{name}” is compressed in a way that is not used here, so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


class PackFileNotText(KnownError):
    sentence = (
        "“{entry}” in “{name}” is not text in UTF-8, so nothing was taken from it. "
        "Ask whoever shared it to share it again from the Library."
    )


# Hands


class NobodyToCount(KnownError):
    sentence = "Nobody is here yet whose hands could be counted. Say first how many people of this voice are here."


class HandsNotCountable(KnownError):
    sentence = "“{value}” is no number of hands. Write one whole number for each answer, from 0 to {most}."


class MoreHandsThanPeople(KnownError):
    sentence = "{hands} hands are more than the {present} people who are here. Count this statement again."


class FewerHereThanHands(KnownError):
    sentence = (
        "{present} people cannot be right: {hands} hands were counted for one statement. "
        "Write at least so many, or begin this voice again."
    )


# Spreadsheets


class ExtraMissing(KnownError):
    sentence = (
        "Spreadsheets need “{package}”, which is not installed here. Install it with: "
        "pip install “climate-desktop[{extra}]”."
    )


class WorkbookNotReadable(KnownError):
    sentence = "“{path}” could not be read ({reason}). Look for the file where it was last seen, then try again."


class NotAWorkbook(KnownError):
    sentence = (
        "“{name}” is not a whole Excel workbook, so nothing was taken from it. "
        "Open it in a spreadsheet program and save it again as .xlsx, without a password."
    )


class WorkbookTooLarge(KnownError):
    sentence = (
        "“{name}” holds far more than a questionnaire, so nothing was taken from it. "
        "Copy the sheets survey, choices and settings into a new workbook, without empty rows and columns."
    )


class SheetMissing(KnownError):
    sentence = "“{name}” has no sheet “{sheet}”. Begin with a workbook that this program wrote, and keep its sheets."


class SheetIsHidden(KnownError):
    sentence = "The sheet “{sheet}” is hidden. Show it, look at what it says, save, then try again."


class SheetHasMergedCells(KnownError):
    sentence = "The sheet “{sheet}” has merged cells ({cells}). Split them, see that each text is in its own row, and save."


class CellNotText(KnownError):
    sentence = (
        "Cell {cell} of the sheet “{sheet}” holds {kind} ({value}) where words are needed. "
        "Format the cell as text, type the words, and save."
    )


class NameColumnMissing(KnownError):
    sentence = (
        "The sheet “{sheet}” has lost a column that tells what each row is. "
        "The first row of survey needs “name”, that of choices “list_name” and “name”."
    )


class LabelColumnsMissing(KnownError):
    sentence = "“{name}” has no column of wordings. Name one like this in the first row: label::Cymraeg (cy)."


class LabelColumnUnclear(KnownError):
    sentence = (
        "The column “{column}” of the sheet “{sheet}” does not end with the short name of its language. "
        "Write it like this: label::Cymraeg (cy)."
    )


class LabelColumnTwice(KnownError):
    sentence = "The sheet “{sheet}” has two columns for the language “{language}”. Keep one of them."


class NameTwice(KnownError):
    sentence = "The sheet “{sheet}” has “{name}” in rows {first} and {second}. Keep one of them."


class FormNamesRunTogether(KnownError):
    sentence = "Two statements would both be called “{name}” in a form. Give one of them another id in pack.toml."


class WorkbookOfAnother(KnownError):
    sentence = (
        "Nothing in “{name}” belongs to the questionnaire “{pack}”. Choose the questionnaire that the workbook was made from."
    )


class LanguageNotInWorkbook(KnownError):
    sentence = "“{name}” has no column for the language “{language}”. Choose one of: {languages}."


class FolderTaken(KnownError):
    sentence = "“{folder}” is there already and is not empty. Name a new folder for the changed questionnaire."


class WordingTooLong(KnownError):
    sentence = "The wording for {wording} is longer than {most} characters. Shorten it in the workbook, and save."


# Pages


class TargetNotWritable(KnownError):
    sentence = "“{path}” could not be written. Close it if another program shows it, or save under another name."


class ScriptNotPrintable(KnownError):
    sentence = (
        "This report cannot be printed: its words are written in letters that the printed typeface does not have. "
        "Look at the results on the screen instead."
    )


class NoShortForm(KnownError):
    sentence = "This questionnaire has no short form. Ask for the full one."


class SheetNotPrintable(KnownError):
    sentence = (
        "These sheets cannot be printed: their words are written in letters that the printed typeface does not have. "
        "Let people answer on the screen instead."
    )


class ReportFailed(KnownError):
    sentence = "The report could not be made in time. Try again; if it happens twice, restart Climate Desktop first."


# Bare files of answers


class AnswersNotReadable(KnownError):
    sentence = "“{name}” could not be read ({reason}). Save it as CSV in UTF-8, with one row for each person."


class AnswersRefused(KnownError):
    """A file of answers that cannot be scored; `problems` holds every one found, each with its row and column."""

    sentence = "“{name}” was not scored: {count} to put right. The first: {first}"

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(name=name, count=count, first=problems[0])


# Answers from elsewhere


class AnswersTooLarge(KnownError):
    sentence = (
        "“{name}” holds far more than a group’s answers, so nothing was taken from it. "
        "Copy the rows of this group into a new file, without empty rows and columns."
    )


class TooManyRows(KnownError):
    sentence = (
        "“{name}” has more than {most} rows, so nothing was taken from it. "
        "Bring in one group at a time, each from a file of its own."
    )


class NoRowsOfAnswers(KnownError):
    sentence = "“{name}” has no rows of answers. Its first row needs the headings, and each person a row below."


class AnswersFileOfAnotherKind(KnownError):
    sentence = "“{name}” is no table of answers. Save it as CSV or as an Excel workbook (.xlsx), then choose that file."


class MappingNotReadable(KnownError):
    sentence = "“{name}” does not say what the columns are ({reason}). Begin with what a trial run shows."


class MappingOfNoColumn(KnownError):
    sentence = "The file of answers has no column “{column}”. Write the headings of its first row, letter by letter."


class MappingNotKnown(KnownError):
    sentence = "“{target}” is nothing that a column can be. Write person, voice, standing, out, or item: with its id."


class AnswersHaveProblems(KnownError):
    sentence = "Nothing was brought in from “{name}”: {count} to put right. Mend the file, or leave those rows out."

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name=name, count="one thing" if count == 1 else f"{count:,} things")


class NobodyLeft(KnownError):
    sentence = "No row is left to bring in. Leave fewer of them out."


class RowNotThere(KnownError):
    sentence = "There is no row {row} in “{name}” to leave out. Write the numbers that the trial run shows, such as 4,7-9."


class ConsentNotConfirmed(KnownError):
    sentence = "Nothing is brought in before you have confirmed that everyone in the file agreed to take part."


class VotesNotInFile(KnownError):
    sentence = (
        "An open circle was asked for in this round, and nobody can say a private yes in a file. "
        "Bring these answers into another round, or let these people answer here."
    )


class BroughtInBefore(KnownError):
    sentence = "This very file was brought into this round before. Look at the people in the room first."


class BringingInStopped(KnownError):
    sentence = "It was stopped, and nothing was stored. Begin again whenever you like."


class RoundAskedOtherwise(KnownError):
    sentence = "“{round}” asks the questionnaire “{there}”, not “{wanted}”. Name another round, or leave --pack out."
