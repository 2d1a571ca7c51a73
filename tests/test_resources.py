"""Every bundled typeface, icon and folder is there and fit for use."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase.ttfonts import TTFont

from climate_desktop import paths

FAMILY = "Atkinson Hyperlegible Next"
FONTS = sorted((paths.resources() / "fonts" / "atkinson-hyperlegible-next").glob("*.ttf"))
ICONS = sorted((paths.resources() / "icons").glob("*.svg"))
OF_THEIR_OWN_COLOURS = {"climate-desktop", "hills"}
LINE_ICONS = [path for path in ICONS if path.stem not in OF_THEIR_OWN_COLOURS]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = "àáâäãåæçèéêëìíîïñòóôöõøœùúûüýÿßðþ" + "ŵŷẁẃẅ" + "ąćęłńóśźż" + "čďěňřšťůž" + "ăâîșț" + "ğış" + "őű"
MARKS = "0123456789 .,;:!?()[]/&%@#*+-=" + "–—‘’“”…•×°£€©«»¿¡≥≤−½"
CHARACTERS = LETTERS + LETTERS.upper() + ACCENTED + ACCENTED.upper().replace("SS", "") + MARKS


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_prints_every_character_we_write(path: Path) -> None:
    face = TTFont(path.stem, str(path)).face
    assert [character for character in CHARACTERS if ord(character) not in face.charToGlyph] == []


def test_all_styles_of_the_typeface_are_there_with_their_licence() -> None:
    styles = {path.stem for path in FONTS}
    assert styles == {"Regular", "Medium", "SemiBold", "Bold", "Italic", "BoldItalic"}
    assert "SIL OPEN FONT LICENSE" in (FONTS[0].parent / "OFL.txt").read_text(encoding="utf-8")


def test_qt_sees_one_family_with_four_weights_and_an_italic(qapp: QApplication) -> None:
    for path in FONTS:
        assert FAMILY in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    for weight in (400, 500, 600, 700):
        font = QFont(FAMILY)
        font.setWeight(QFont.Weight(weight))
        assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (FAMILY, weight)
    slanted = QFont(FAMILY)
    slanted.setItalic(True)
    assert QFontInfo(slanted).style() == QFont.Style.StyleItalic


def test_letters_are_kerned_and_figures_can_be_of_one_width(qapp: QApplication) -> None:
    for path in FONTS:
        QFontDatabase.addApplicationFont(str(path))
    font = QFont(FAMILY, 40)
    plain = QFontMetricsF(font)
    for pair in ("AV", "To", "Tŵ"):
        assert plain.horizontalAdvance(pair) < sum(plain.horizontalAdvance(letter) for letter in pair)
    font.setFeature(QFont.Tag("tnum"), 1)
    tabular = QFontMetricsF(font)
    assert len({tabular.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("path", LINE_ICONS, ids=lambda path: path.stem)
def test_an_icon_is_of_the_family(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    drawn = {"fill": "none", "stroke": "currentColor", "stroke-width": "2", "stroke-linecap": "round"}
    assert root.get("viewBox") == "0 0 24 24"
    assert {key: root.get(key) for key in drawn} == drawn
    inner = [key for part in root.iter() if part is not root for key in part.attrib]
    assert not {"fill", "stroke", "stroke-width", "style", "class"} & set(inner)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_can_be_drawn_in_any_ink(qapp: QApplication, path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    red, blue = drawn(source, "#FF0000"), drawn(source, "#0000FF")
    assert inked(red) > 0.02
    assert (red == blue) == ("currentColor" not in source)
    if path in LINE_ICONS:
        assert colours(red) == {"#ff0000"}


def test_the_program_has_its_own_icon() -> None:
    assert {"climate-desktop", "hills"} <= {path.stem for path in ICONS}


def test_every_icon_the_program_asks_for_exists() -> None:
    """A missing file shows as an empty button on one screen that nobody opened."""
    there = {path.stem for path in ICONS}
    asked = set()
    for source in (Path(paths.__file__).parent / "ui").rglob("*.py"):
        calls = re.findall(r"\b(?:icon|pixmap|paint_icon)\(\s*\"([a-z-]+)\"", source.read_text(encoding="utf-8"))
        asked |= set(calls)
    assert asked <= there


@pytest.mark.parametrize("name", ["resources", "rubrics"])
def test_a_lost_folder_is_told_in_one_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_HERE", tmp_path / "climate_desktop")
    with pytest.raises(FileNotFoundError, match=f"“{name}” is missing.*install"):
        getattr(paths, name)()


def test_a_folder_beside_the_package_comes_before_one_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "climate_desktop"
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_HERE", here)
    assert paths.resources() == tmp_path / "resources"
    (here / "resources").mkdir(parents=True)
    assert paths.resources() == here / "resources"


def test_the_tests_do_not_touch_the_folders_of_whoever_runs_them(own_folders: Path) -> None:
    for folder in (paths.config_dir(), paths.data_dir(), paths.documents_dir()):
        assert folder.is_relative_to(own_folders)


def drawn(source: str, ink: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", ink).encode()))
    assert renderer.isValid()
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def inked(image: QImage) -> float:
    """The share of the picture that is not empty: 0 to 1."""
    filled = sum(image.pixelColor(x, y).alpha() > 0 for x in range(96) for y in range(96))
    return filled / 96**2


def colours(image: QImage) -> set[str]:
    """The colours of all pixels that are fully inked."""
    pixels = (image.pixelColor(x, y) for x in range(96) for y in range(96))
    return {QColor(pixel.rgb()).name() for pixel in pixels if pixel.alpha() == 255}
