"""Colours, sizes and paper of the printed page, all from the design tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from climate_desktop import paths

FAMILY = "Atkinson Hyperlegible Next"
REGULAR = FAMILY
MEDIUM = f"{FAMILY} Medium"
SEMIBOLD = f"{FAMILY} SemiBold"
BOLD = f"{FAMILY} Bold"
ITALIC = f"{FAMILY} Italic"
BOLD_ITALIC = f"{FAMILY} Bold Italic"

_FILES = {
    REGULAR: "Regular",
    MEDIUM: "Medium",
    SEMIBOLD: "SemiBold",
    BOLD: "Bold",
    ITALIC: "Italic",
    BOLD_ITALIC: "BoldItalic",
}

TOP_ROOM = 25.0
FOOT_ROOM = 14.0
"""Room for the running line and for the foot, in points inside the margins."""

_RIGHT: Literal[2] = 2

PAPERS: Mapping[str, tuple[float, float]] = {"a4": A4, "letter": LETTER}


@cache
def tokens() -> Mapping[str, Any]:
    """The design tokens, as they stand in the bundled file."""
    return tomllib.loads((paths.resources() / "tokens.toml").read_text(encoding="utf-8"))


def use_fonts() -> None:
    """Our fonts are known to ReportLab afterwards; a second call does nothing."""
    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    folder = paths.resources() / "fonts" / "atkinson-hyperlegible-next"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    for name in (MEDIUM, SEMIBOLD, BOLD):
        pdfmetrics.registerFontFamily(name, normal=name, bold=BOLD, italic=BOLD_ITALIC, boldItalic=BOLD_ITALIC)
    pdfmetrics.registerFontFamily(ITALIC, normal=ITALIC, bold=BOLD_ITALIC, italic=ITALIC, boldItalic=BOLD_ITALIC)


@dataclass(frozen=True)
class BandPaint:
    """How a band looks: fill, pattern (`diagonal`, `dots` or `level`), the colour of the pattern, and how wide it is set."""

    fill: Color
    mark: Color
    pattern: str
    step: float = 1.0


@dataclass(frozen=True)
class VoicePaint:
    """How a voice looks: shape first (`circle`, `square`, `triangle`, `diamond`, `down`, `plus`), colour second."""

    shape: str
    colour: Color


@dataclass(frozen=True)
class Palette:
    """The colours of charts and pages. `ground` is what a chart lies on; halos take it."""

    ground: Color
    text: Color
    text_soft: Color
    line: Color
    line_strong: Color
    accent: Color
    accent_soft: Color
    accent_line: Color
    band_outline: Color
    bands: Mapping[str, BandPaint]
    voices: tuple[VoicePaint, ...]

    def voice(self, place: int) -> VoicePaint:
        """The look of the voice at this place of its pack, from 0."""
        return self.voices[place % len(self.voices)]

    def band(self, band_id: str) -> BandPaint:
        """The look of a band; KeyError for a band that the tokens do not name."""
        return self.bands[band_id]


@cache
def palette(theme: str = "print") -> Palette:
    """The palette of `print`, or of a screen theme: `light`, `dark`, `contrast_light` or `contrast_dark`."""
    return palette_of(tokens()["color"][theme])


def palette_of(colours: Mapping[str, str]) -> Palette:
    """The palette made of colours under the tokens' names, in the form #RRGGBB."""
    t = tokens()
    c = {name: HexColor(value) for name, value in colours.items()}
    return Palette(
        ground=c["paper"] if "paper" in c else c["surface"],
        text=c["text"],
        text_soft=c["text_soft"],
        line=c["line"],
        line_strong=c["line_strong"] if "line_strong" in c else c["control_line"],
        accent=c["accent"],
        accent_soft=c["accent_soft"],
        accent_line=c["accent_line"],
        band_outline=c["band_outline"],
        bands={
            band: BandPaint(c[f"band_{band}"], c[f"band_{band}_mark"], t["band"][band]["pattern"])
            for band in ("low", "medium", "high")
        },
        voices=tuple(VoicePaint(shape, c[f"voice_{n}"]) for n, shape in enumerate(t["voice"]["shapes"], 1)),
    )


@dataclass(frozen=True)
class Sizes:
    """Type sizes in points; `leading` is a multiple of the size."""

    title: float
    heading: float
    body: float
    small: float
    leading: float

    @classmethod
    def of(cls, name: str) -> Sizes:
        """The sizes of `standard`, `large`, `take_home` or `easy_read`; where there is no heading size the body's is taken."""
        t = tokens()["type"][f"print_{name}"]
        return cls(t["title_pt"], t.get("heading_pt", t["body_pt"]), t["body_pt"], t["small_pt"], t["leading"])


@dataclass(frozen=True)
class Page:
    """A sheet: its size and margins in points."""

    width: float
    height: float
    margin: float

    @classmethod
    def of(cls, paper: str) -> Page:
        """The sheet called `a4` or `letter`."""
        width, height = PAPERS[paper]
        return cls(width, height, tokens()["print"]["margin_mm"] * mm)

    @property
    def body_width(self) -> float:
        """How wide a line of text may be."""
        return self.width - 2 * self.margin

    @property
    def cover_height(self) -> float:
        """How high the contents of a page without running line may be."""
        return self.height - 2 * self.margin - FOOT_ROOM

    @property
    def body_height(self) -> float:
        """How high the contents of a page may be."""
        return self.cover_height - TOP_ROOM


class Style:
    """What a page is set in: sizes, colours and one paragraph style for each kind of text."""

    def __init__(self, page: Page, sizes: Sizes, colours: Palette) -> None:
        self.page, self.sizes, self.palette = page, sizes, colours
        s, leading = sizes, sizes.leading
        self.title = _text("title", BOLD, s.title, colours.text, 1.24)
        self.subtitle = _text("subtitle", REGULAR, s.heading, colours.text, 1.3)
        self.heading = _text("heading", SEMIBOLD, s.heading, colours.text, 1.3)
        self.subheading = _text("subheading", SEMIBOLD, s.body, colours.text, leading)
        self.body = _text("body", REGULAR, s.body, colours.text, leading)
        self.small = _text("small", REGULAR, s.small, colours.text, 1.38)
        self.small_bold = _text("small bold", SEMIBOLD, s.small, colours.text, 1.38)
        self.soft = _text("soft", REGULAR, s.small, colours.text_soft, 1.38)
        self.soft_right = _text("soft right", REGULAR, s.small, colours.text_soft, 1.38, _RIGHT)
        self.right = _text("right", REGULAR, s.small, colours.text, 1.38, _RIGHT)
        self.right_bold = _text("right bold", SEMIBOLD, s.small, colours.text, 1.38, _RIGHT)
        self.label = _text("label", SEMIBOLD, s.small, colours.accent, 1.38)
        self.quote = _text("quote", ITALIC, s.body, colours.text, leading)

    @classmethod
    def of(cls, paper: str = "a4", sizes: str = "standard") -> Style:
        """The style of a paper and a set of sizes, in print colours. Our fonts are registered by it."""
        use_fonts()
        return cls(Page.of(paper), Sizes.of(sizes), palette("print"))

    @property
    def title_spacing(self) -> float:
        """Extra space after each letter of a title, in points; negative."""
        percent = tokens()["type"]["title"]["spacing_percent"]
        return float((percent - 100) / 100 * 0.55 * self.sizes.title)


def _text(name: str, font: str, size: float, colour: Color, leading: float, align: Literal[0, 2] = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=round(size * leading, 2),
        textColor=colour,
        alignment=align,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        bulletFontName=font,
    )
