"""Colours that can be told apart, sizes that grow, icons and fonts that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel

from climate_desktop import paths
from climate_desktop.ui import marks, parts
from climate_desktop.ui.style_sheet import style_sheet
from climate_desktop.ui.theme import NAMES, Theme

SEEN = NAMES[1:]
GROUNDS = ("window", "surface")
TEXT = [
    *(("text", ground) for ground in (*GROUNDS, "sunken", "accent_soft", "danger_soft")),
    *(("text_soft", ground) for ground in (*GROUNDS, "sunken", "accent_soft")),
    *(("accent", ground) for ground in (*GROUNDS, "sunken", "accent_soft")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("danger", ground) for ground in (*GROUNDS, "danger_soft")),
    ("on_danger", "danger"),
    *(("disabled_text", ground) for ground in (*GROUNDS, "disabled_fill")),
]
EDGES = [
    *(("control_line", ground) for ground in (*GROUNDS, "sunken")),
    *(("accent_line", ground) for ground in GROUNDS),
    *((f"voice_{place}", g) for place in range(1, 7) for g in GROUNDS),
    *(("band_outline", ground) for ground in ("zone_empty", "surface")),
]
UI = Path(parts.__file__).parent


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    r, g, b = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(theme: Theme, ink: str, ground: str) -> float:
    lights = sorted((luminance(theme.color(ink)), luminance(theme.color(ground))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


@pytest.mark.parametrize("name", SEEN)
def test_every_text_stands_out_from_its_ground(qapp: QApplication, name: str) -> None:
    theme = Theme(name)
    too_weak = {pair: contrast(theme, *pair) for pair in TEXT if contrast(theme, *pair) < 4.5}
    assert not too_weak


@pytest.mark.parametrize("name", SEEN)
def test_every_edge_and_shape_stands_out_from_its_ground(qapp: QApplication, name: str) -> None:
    theme = Theme(name)
    too_weak = {pair: contrast(theme, *pair) for pair in EDGES if contrast(theme, *pair) < 3}
    assert not too_weak


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_style_sheet_of_every_theme_is_whole(qapp: QApplication, name: str, scale: float) -> None:
    sheet = style_sheet(Theme(name, scale))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_text_grows_and_shrinks_by_steps_and_stops_at_the_ends(theme: Theme) -> None:
    sizes = [theme.font("body").pointSizeF()]
    for _ in range(5):
        theme.larger()
        sizes.append(theme.font("body").pointSizeF())
    assert sizes == [12.0, 15.0, 18.0, 24.0, 24.0, 24.0]
    for _ in range(5):
        theme.smaller()
    assert theme.scale == 1.0


def test_no_text_is_smaller_than_ten_and_a_half_points(qapp: QApplication) -> None:
    theme = Theme("light")
    assert min(theme.font(role).pointSizeF() for role in ("small", "body", "large", "title")) >= 10.5


def test_controls_are_at_least_twenty_four_pixels_high_at_every_size(qapp: QApplication) -> None:
    for scale in (1.0, 1.25, 1.5, 2.0):
        theme = Theme("light", scale)
        assert min(theme.size("button_small"), theme.size("field"), theme.size("button")) >= 24


def test_a_label_on_the_screen_follows_the_text_size_at_once(theme: Theme) -> None:
    label = parts.title(theme, "Welcome back")
    before = label.sizeHint().height()
    theme.set_scale(2.0)
    assert label.sizeHint().height() > 1.7 * before


def test_colours_follow_a_change_of_theme_at_once(theme: Theme, qapp: QApplication) -> None:
    theme.set_name("dark")
    assert qapp.palette().window().color() == theme.color("window")
    assert theme.is_dark
    assert theme.color("window").lightness() < 60


def test_a_scaled_theme_keeps_its_own_size_and_follows_the_colours(theme: Theme) -> None:
    other = theme.scaled(1.25)
    seen: list[str] = []
    other.changed.connect(lambda: seen.append(other.name))
    theme.set_name("dark")
    theme.set_scale(2.0)
    assert seen == ["dark"]
    assert other.scale == 1.25


def test_a_dressed_widget_keeps_the_scale_of_its_own_theme(theme: Theme) -> None:
    other = theme.scaled(1.5)
    label = QLabel("A")
    label.setProperty("role", "body")
    other.dress(label)
    label.ensurePolished()
    assert label.font().pointSizeF() == pytest.approx(18.0)
    other.set_scale(2.0)
    label.ensurePolished()
    assert label.font().pointSizeF() == pytest.approx(24.0)


def test_the_theme_called_auto_is_one_of_the_others(qapp: QApplication) -> None:
    assert Theme("auto").effective_name in SEEN


def test_a_theme_nobody_knows_becomes_auto(qapp: QApplication) -> None:
    assert Theme("sepia").name == "auto"
    with pytest.raises(ValueError, match="sepia"):
        Theme("light").set_name("sepia")


def test_the_bundled_typeface_is_used(theme: Theme) -> None:
    family = theme.font().family()
    assert family in QFontDatabase.families()
    assert {"Regular", "Bold", "SemiBold"} <= set(QFontDatabase.styles(family))


def test_every_icon_that_the_screens_name_is_there() -> None:
    there = {path.stem for path in (paths.resources() / "icons").glob("*.svg")}
    asked = re.compile(r"""(?:icon|end_icon)="([a-z-]+)"|\.(?:icon|pixmap|show_icon)\("([a-z-]+)\"""")
    named = {one or two for path in UI.glob("*.py") for one, two in asked.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert named <= there


def test_six_voices_have_a_shape_and_a_colour_of_their_own(qapp: QApplication) -> None:
    theme = Theme("light")
    looks = [marks.voice_shape(theme, place) for place in range(6)]
    assert len({shape for shape, _ in looks}) == len({token for _, token in looks}) == 6
    assert marks.voice_shape(theme, 6) == looks[0]


def test_the_style_sheet_reaches_widgets_that_are_open(theme: Theme) -> None:
    seen: list[QEvent.Type] = []

    class Listener(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            seen.append(event.type())
            super().changeEvent(event)

    label = Listener("A")
    label.ensurePolished()
    theme.set_scale(1.5)
    assert QEvent.Type.StyleChange in seen
