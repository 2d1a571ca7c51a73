"""What can be wrong in one place of a table of answers from elsewhere: each kind is a sentence to read beside the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from climate_desktop.core.errors import KnownError


class RowFault(KnownError):
    """Something in a row or a column that keeps its answers from being brought in."""


# In the first row, or in how the columns are understood. No row can be left out to mend these.


class ColumnNotDecided(RowFault):
    sentence = "Which statement its answers belong to is not known. Choose the statement, or leave the column out."


class ColumnOfNoItem(RowFault):
    sentence = "This questionnaire has no statement “{item}”. Choose another one, or leave the column out."


class ItemNotAsked(RowFault):
    sentence = "This statement is not asked in this round. Leave the column out."


class ColumnOfNoVoice(RowFault):
    sentence = "This questionnaire has no voice “{voice}”. Choose another one, or leave the column out."


class ColumnTwice(RowFault):
    sentence = "Another column is chosen for the same thing. Leave one of the two out."


class NoStatements(RowFault):
    sentence = "No column holds answers to this questionnaire. Choose the statement of each column first."


class NoVoices(RowFault):
    sentence = "No column tells from which voice people answer. Choose the column, or one voice for everyone."


# In one row


class RowIsEmpty(RowFault):
    sentence = "The row is empty. Take it out of the file, or leave it out here."


class NothingAnswered(RowFault):
    sentence = "There is no answer to any statement in this row. Leave it out."


class RowTooShort(RowFault):
    sentence = "The row has {there} cells where the first row has {needed}. Look whether it was cut off or torn in two."


class RowTooLong(RowFault):
    sentence = "The row has {there} cells where the first row has {needed}. Look for a separator inside a text."


class NobodyNamed(RowFault):
    sentence = "Nothing stands here, and each person needs an id of their own."


class PersonTwice(RowFault):
    sentence = "“{value}” is in row {row} already, and each person has one row."


class VoiceMissing(RowFault):
    sentence = "The voice is missing. Use one of: {voices}."


class VoiceNotKnown(RowFault):
    sentence = "“{value}” is no voice of this questionnaire. Use one of: {voices}."


class VoiceNotOffered(RowFault):
    sentence = "The voice “{value}” is not offered in this group. Use one of: {voices}."


class StandingNotKnown(RowFault):
    sentence = "“{value}” says neither that people answered for themselves (self) nor for somebody else (proxy)."


class NotOnTheScale(RowFault):
    sentence = "“{value}” is not on the scale, which goes from {low} to {high}."


class NotAnAnswer(RowFault):
    sentence = "“{value}” is no answer of this questionnaire. Use a number from {low} to {high}, or the words of an answer."


class SeveralAnswers(RowFault):
    sentence = "“{value}” is more than one answer, and each statement takes one."


class CodeOfAnother(RowFault):
    sentence = "“{value}” is a code of the program the file comes from. Export the answers in full instead of as codes."


class IsAFormula(RowFault):
    sentence = "“{value}” is a formula. Put in its place what it comes to."


class AnsweredTwice(RowFault):
    sentence = "The same statement is answered in another column too: “{column}”."


class AnsweredAsAnother(RowFault):
    sentence = "This column is for another voice than this person’s. Look which of the two is right."


LONGEST_SHOWN = 60
"""Letters of a cell that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of the file and what is wrong there. `row` is 1 for the headings; `column` may be empty.

    `place` is the column counted from 0, or -1 where the whole row is meant. `str` is the line in plain English.
    """

    row: int
    place: int
    column: str
    kind: type[RowFault]
    values: Mapping[str, object]

    @property
    def in_heading(self) -> bool:
        """True for what no leaving out of rows can mend."""
        return self.row <= 1

    @property
    def fault(self) -> RowFault:
        """The reason, as a sentence that can be translated."""
        return self.kind(**self.values)

    def __str__(self) -> str:
        where = f"row {self.row}, column “{self.column}”" if self.column else f"row {self.row}"
        return f"{where}: {self.fault}"


def shown(text: str) -> str:
    """A cell as a sentence can repeat it: one line, not longer than `LONGEST_SHOWN`."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST_SHOWN]).split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
