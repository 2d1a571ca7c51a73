"""Days and moments as people say them, in the words of the system's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def day_words(day: date) -> str:
    """A day, such as "14 April 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def moment_words(moment: datetime, now: datetime | None = None) -> str:
    """A moment of a day, such as "today at 16:40", "yesterday at 16:40" or "2 March 2026 at 16:40", in local time."""
    here = moment.astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    time = QLocale().toString(QTime(here.hour, here.minute), "HH:mm")
    if here.date() == today:
        return QCoreApplication.translate("moments", "today at {time}").format(time=time)
    if here.date() == today - timedelta(days=1):
        return QCoreApplication.translate("moments", "yesterday at {time}").format(time=time)
    return QCoreApplication.translate("moments", "{day} at {time}").format(day=day_words(here.date()), time=time)
