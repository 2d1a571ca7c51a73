"""Colours, sizes, type and icons from the design tokens, for one text scale and one of four themes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from climate_desktop import paths
from climate_desktop.ui.focus_ring import RingKeeper, RoomForRing
from climate_desktop.ui.icons import Icons
from climate_desktop.ui.style_sheet import style_sheet

NAMES = ("auto", "light", "dark", "contrast_light", "contrast_dark")
ROLES = ("small", "body", "large", "title")
_LINE_PX = 21
"""What a line of body text takes at 100 %."""


class Theme(QObject):
    """One look of the program: ask it for every colour, size, font and icon.

    `name` is one of NAMES; `auto` follows the system, its wish for more contrast included. `scale` is one of `steps`
    (1.0, 1.25, 1.5, 2.0). It multiplies text; controls grow by what their lines grow, spaces and corners by half as much.

    Signal `changed()`: the name, the scale or the system's wish has changed; palette and style sheet are new already.
    A widget that paints itself needs no connection: it gets a `QEvent.StyleChange` and is painted again.
    """

    changed = Signal()

    def __init__(self, name: str = "auto", scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens: Mapping[str, Any] = tomllib.loads((paths.resources() / "tokens.toml").read_text(encoding="utf-8"))
        self._icons = Icons(paths.resources() / "icons")
        self._name = name if name in NAMES else "auto"
        self._scale = self._nearest_step(scale)
        self._app: QApplication | None = None
        self._keeper: RingKeeper | None = None
        self._dressed: list[QWidget] = []
        self._fonts_loaded = False

    # What it is

    @property
    def name(self) -> str:
        """The theme that was chosen: one of NAMES."""
        return self._name

    @property
    def effective_name(self) -> str:
        """The theme that is seen: `auto` resolved to one of the four others."""
        return self._from_system() if self._name == "auto" else self._name

    @property
    def is_dark(self) -> bool:
        """True when light words stand on a dark ground."""
        return self.effective_name in ("dark", "contrast_dark")

    @property
    def is_contrast(self) -> bool:
        """True in the two themes without soft grounds: decoration is left out there."""
        return self.effective_name.startswith("contrast")

    @property
    def scale(self) -> float:
        """The text scale: 1.0 is 100 %."""
        return self._scale

    @property
    def steps(self) -> tuple[float, ...]:
        """Every text scale that can be chosen, smallest first."""
        return tuple(self._tokens["type"]["scale"]["steps"])

    def set_name(self, name: str) -> None:
        """Takes another theme at once. Raises ValueError when there is no theme of that name."""
        if name not in NAMES:
            raise ValueError(name)
        if name != self._name:
            self._name = name
            self._renew()

    def set_scale(self, scale: float) -> None:
        """Takes another text scale at once: the step nearest to the one asked for."""
        step = self._nearest_step(scale)
        if step != self._scale:
            self._scale = step
            self._renew()

    def larger(self) -> None:
        """One step larger text; at the largest nothing happens."""
        self.set_scale(next((step for step in self.steps if step > self._scale), self._scale))

    def smaller(self) -> None:
        """One step smaller text; at the smallest nothing happens."""
        self.set_scale(next((step for step in reversed(self.steps) if step < self._scale), self._scale))

    # What it gives

    def token(self, *path: str) -> Any:
        """The value of any token, for example `token("layout", "sidebar")`. KeyError when there is none."""
        value: Any = self._tokens
        for key in path:
            value = value[key]
        return value

    def color(self, token: str) -> QColor:
        """A colour of this theme. KeyError when there is no such token."""
        return QColor(self._tokens["color"][self.effective_name][token])

    def px(self, length: float) -> int:
        """A length that goes with the text, such as an icon or a column: pixels at 100 %, multiplied by the scale."""
        return round(length * self._scale)

    def space(self, length: float) -> int:
        """A margin or gap: pixels at 100 %, growing by half as much as the text does."""
        return round(length * (1 + (self._scale - 1) / 2))

    def size(self, token: str) -> int:
        """A height of the `[size]` tokens, such as `button` or `table_row`: it grows by what its line of text grows."""
        return self.height(self._tokens["size"][token])

    def height(self, length: float, lines: int = 1) -> int:
        """The height of a control, a row or a bar that holds so many lines of text: pixels at 100 %."""
        return round(length + lines * _LINE_PX * (self._scale - 1))

    def radius(self, token: str) -> int:
        """A radius of the `[radius]` tokens; corners grow as spaces do."""
        return self.space(self._tokens["radius"][token])

    def line_px(self, token: str) -> float:
        """A thickness of the `[line]` tokens; `control_px` is 2 from a scale of 1.5 upwards."""
        if token == "control_px" and self._scale >= 1.5:
            return 2.0
        return float(self._tokens["line"][token])

    def font(
        self, role: str = "body", scale_by: float = 1.0, bold: bool | None = None, *, tabular: bool = False
    ) -> QFont:
        """The font of a role: `small`, `body`, `large` or `title`, in points, scaled.

        `bold` sets the weight; left out, large and title are bold and the others regular. `tabular` asks for figures
        of one width: tables and charts only.
        """
        kind = self._tokens["type"][role]
        weight = self._tokens["type"]["weights"]["bold" if bold else "regular"]
        if bold is None:
            weight = kind.get("weight", weight)
        font = QFont(self._tokens["type"]["family"])
        font.setPointSizeF(kind["pt"] * self._scale * scale_by)
        font.setWeight(QFont.Weight(weight))
        if role == "title":
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, kind["spacing_percent"])
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def semibold(self, role: str = "body") -> QFont:
        """The font of a role in the weight that buttons and chosen words have."""
        font = self.font(role, bold=True)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def icon(self, name: str, token: str = "text", size: float = 20) -> QIcon:
        """An icon for a menu, a tab or a field. It does not follow a change of theme: ask again on `changed`."""
        return self._icons.icon(
            name, self.color(token), self.color("disabled_text"), self.px(size), mirrored=self._right_to_left()
        )

    def pixmap(self, name: str, token: str = "text", size: float = 20, ratio: float = 1.0) -> QPixmap:
        """An icon as a picture, `ratio` times as fine (a widget's devicePixelRatioF)."""
        return self._icons.pixmap(name, self.color(token), self.px(size), ratio, mirrored=self._right_to_left())

    def paint_icon(self, painter: QPainter, box: QRectF, name: str, ink: QColor) -> None:
        """Draws an icon into a box: for widgets that paint themselves."""
        self._icons.paint(painter, box, name, ink, mirrored=self._right_to_left())

    def palette_for_charts(self) -> dict[str, str]:
        """Every colour of this theme by token name, as `#rrggbb`: what a chart needs to fit the screen."""
        return dict(self._tokens["color"][self.effective_name])

    def palette(self) -> QPalette:
        """The Qt palette of this theme; plain labels take their ink from it."""
        colours = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.PlaceholderText: "text_soft",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.BrightText: "on_accent",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Midlight: "sunken",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Dark: "control_line",
            QPalette.ColorRole.Shadow: "control_line",
        }
        palette = QPalette()
        for role, token in colours.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled_text"))
        return palette

    # Putting it on

    def apply(self, app: QApplication) -> None:
        """Dresses the whole program, now and after every later change: style, palette, font, sheet and focus ring."""
        if self._app is None:
            self._app = app
            self.load_fonts()
            if not app.property("room_for_ring"):  # a second theme of one program keeps the style of the first
                app.setStyle(RoomForRing())
                app.setProperty("room_for_ring", True)
            self._keeper = RingKeeper(app, self)
            hints = app.styleHints()
            hints.colorSchemeChanged.connect(self._system_changed)
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(style_sheet(self))

    def scaled(self, scale: float) -> Theme:
        """A theme of its own scale that follows this one's name: for a screen that has its own text size."""
        other = Theme(self._name, scale, self)
        self.changed.connect(lambda: other.set_name(self._name))
        return other

    def dress(self, widget: QWidget) -> None:
        """Gives one widget and all in it this theme's scale, now and after every later change of this theme."""
        widget.setFont(self.font())
        widget.setStyleSheet(style_sheet(self))
        if widget not in self._dressed:
            self._dressed.append(widget)

    def load_fonts(self) -> None:
        """Makes the bundled typeface known to Qt; once is enough."""
        if not self._fonts_loaded:
            for file in sorted((paths.resources() / "fonts").rglob("*.ttf")):
                QFontDatabase.addApplicationFont(str(file))
            self._fonts_loaded = True

    def _renew(self) -> None:
        if self._app is not None:
            self.apply(self._app)
        self._dressed = [widget for widget in self._dressed if shiboken6.isValid(widget)]
        for widget in self._dressed:
            self.dress(widget)
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._name == "auto":
            self._renew()

    def _from_system(self) -> str:
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return ("contrast_" if contrast else "") + ("dark" if dark else "light")

    def _nearest_step(self, scale: float) -> float:
        return min(self.steps, key=lambda step: abs(step - scale))

    @staticmethod
    def _right_to_left() -> bool:
        return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
