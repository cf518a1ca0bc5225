"""Draw the attachments of the sample case: ``python packaging/sample_pictures.py`` makes resources/sample/pictures/.

Two chats, a text message, a note on a door and the borrower's letter, each in three languages. Drawn with the
program's own fonts, so that they look the same on every computer. No app and no firm that exists is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sample_texts import LANGUAGES, NAMES, PICTURES

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "resources" / "sample" / "pictures"
FONTS: Final = ROOT / "resources" / "fonts"
FACES: Final = {
    "en": ("Inter-Regular.otf", "Inter-SemiBold.otf"), "zh-Hans": ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    "zh-Hant": ("NotoSansTC-Regular.otf", "NotoSansTC-Bold.otf"),
}
#: Signs that may not begin a line.
_CLOSING: Final = "，。！？；：、”’」』）》,.!?;:)%"
Colour = tuple[int, int, int]
INK: Final = (35, 39, 43)
GREY: Final = (110, 116, 122)
PAPER: Final = (253, 252, 248)
#: Colours of the finished pictures: enough for smooth letters, few enough for small files.
_COLOURS: Final = 48


class Pen:
    """Writes in the face of one language."""

    def __init__(self, image: Image.Image, language: str) -> None:
        self.draw = ImageDraw.Draw(image)
        self.language = language

    def font(self, size: int, *, strong: bool = False) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(FONTS / FACES[self.language][strong]), size)

    def lines(self, text: str, size: int, width: int, *, strong: bool = False) -> list[str]:
        """``text`` broken into lines no wider than ``width`` pixels: between words, or between Chinese signs."""
        font, found = self.font(size, strong=strong), [""]
        for piece in _pieces(text):
            if piece == "\n":
                found.append("")
            elif font.getlength(found[-1] + piece.rstrip()) <= width or not found[-1] or piece[0] in _CLOSING:
                found[-1] += piece
            else:
                found.append(piece.lstrip())
        return [line.rstrip() for line in found]

    def write(self, at: tuple[int, int], text: str, size: int, width: int, colour: Colour = INK, *,
              strong: bool = False, leading: float = 1.5) -> int:
        """Write ``text`` from the top left corner ``at``; returns where the next line would begin."""
        left, top = at
        for line in self.lines(text, size, width, strong=strong):
            self.draw.text((left, top), line, colour, self.font(size, strong=strong))
            top += round(size * leading)
        return top

    def centred(self, middle: int, top: int, text: str, size: int, colour: Colour = INK, *, strong: bool = False) -> None:
        font = self.font(size, strong=strong)
        self.draw.text((middle - round(font.getlength(text) / 2), top), text, colour, font)


def _pieces(text: str) -> Iterator[str]:
    """Words with the space behind them; Chinese signs one by one; line breaks on their own."""
    word = ""
    for sign in text:
        if sign == "\n" or ord(sign) > 0x2E7F:
            if word:
                yield word
            word = ""
            yield sign
        else:
            word += sign
            if sign == " ":
                yield word
                word = ""
    if word:
        yield word


def phone(language: str, title: str, clock: str, height: int) -> tuple[Image.Image, Pen]:
    """The screen of a phone: status line, title, empty ground."""
    image = Image.new("RGB", (540, height), (240, 240, 238))
    pen = Pen(image, language)
    pen.draw.rectangle((0, 0, 540, 92), (249, 249, 247))
    pen.draw.line((0, 92, 540, 92), (214, 213, 208), 1)
    pen.write((24, 10), clock, 17, 200, GREY)
    pen.draw.rounded_rectangle((484, 14, 514, 28), 4, outline=GREY, width=2)
    pen.draw.rectangle((488, 18, 502, 24), GREY)
    pen.draw.line(((34, 50), (24, 62), (34, 74)), INK, 3, "curve")
    pen.centred(270, 48, title, 22, strong=True)
    return image, pen


def bubble(pen: Pen, top: int, text: str, *, mine: bool) -> int:
    """One message; returns where the next begins."""
    lines = pen.lines(text, 22, 330)
    font = pen.font(22)
    wide, high = round(max(font.getlength(line) for line in lines)) + 36, len(lines) * 33 + 24
    left = 540 - 84 - wide if mine else 84
    face = 482 if mine else 22
    pen.draw.rounded_rectangle((face, top, face + 44, top + 44), 8, (150, 178, 174) if mine else (173, 168, 160))
    pen.draw.ellipse((face + 15, top + 8, face + 29, top + 22), (244, 244, 242))
    pen.draw.pieslice((face + 8, top + 24, face + 36, top + 56), 180, 360, (244, 244, 242))
    pen.draw.rounded_rectangle((left, top, left + wide, top + high), 10, (203, 226, 222) if mine else (255, 255, 255))
    pen.write((left + 18, top + 12), text, 22, 330)
    return top + high + 20


def chat(language: str, n: int, key: str) -> Image.Image:
    """A chat: lines that begin with ">" are the phone owner's own."""
    title, clock, *lines = PICTURES[key][n].split("\n")
    image, pen = phone(language, title, clock, 760 if len(lines) > 1 else 400)
    pen.centred(270, 108, clock, 16, GREY)
    top = 142
    for line in lines:
        if line == "[photo]":
            pen.draw.rounded_rectangle((84, top, 300, top + 150), 10, (205, 200, 191))
            pen.draw.ellipse((164, top + 28, 220, top + 84), (163, 157, 147))
            pen.draw.pieslice((138, top + 92, 246, top + 208), 180, 360, (163, 157, 147))
            top += 170
        else:
            top = bubble(pen, top, line.removeprefix(">"), mine=line.startswith(">"))
    return image


def door_note(language: str, n: int, key: str) -> Image.Image:
    """A sheet of paper, taped to a wooden door."""
    chance = Random(17)  # noqa: S311 (grain of wood, no secret)
    door = Image.new("RGB", (640, 800), (139, 106, 78))
    grain = ImageDraw.Draw(door)
    for x in range(0, 640, 3):
        shade = chance.randrange(-9, 10)
        grain.line((x, 0, x + chance.randrange(-6, 7), 800), (139 + shade, 106 + shade, 78 + shade), 3)
    for top in (-380, 420):
        grain.rounded_rectangle((60, top, 580, top + 740), 6, outline=(106, 78, 55), width=5)
    door = door.filter(ImageFilter.GaussianBlur(1.2))
    paper = Image.new("RGBA", (470, 480), (*PAPER, 255))
    pen = Pen(paper.convert("RGB"), language)
    sheet = Image.new("RGB", (470, 480), PAPER)
    pen = Pen(sheet, language)
    title, *rest = PICTURES[key][n].split("\n")
    pen.centred(235, 36, title, 40, strong=True)
    top = 112
    for line in rest:
        top = pen.write((40, top), line, 25, 390, leading=1.45) + 12
    paper.paste(sheet)
    turned = paper.rotate(2.2, Image.Resampling.BICUBIC, expand=True)
    door.paste(turned, (78, 130), turned)
    tape = ImageDraw.Draw(door, "RGBA")
    for x in (150, 430):
        tape.polygon(((x, 118 - x // 40), (x + 82, 112 - x // 40), (x + 86, 150 - x // 40), (x + 4, 156 - x // 40)),
                     (224, 214, 178, 205))
    return door


def letter(language: str, n: int, key: str) -> Image.Image:
    """The borrower's letter: a page as a scanner sees it."""
    image = Image.new("RGB", (860, 1180), PAPER)
    pen = Pen(image, language)
    head, subject, *body = PICTURES[key][n].split("\n")
    top = pen.write((90, 90), NAMES["borrower"][n], 24, 600, strong=True)
    top = pen.write((90, top + 30), head, 22, 680)
    top = pen.write((90, top + 40), subject, 26, 680, strong=True) + 14
    for paragraph in body[:-1]:
        top = pen.write((90, top), paragraph, 22, 680, leading=1.6) + 16
    top = pen.write((90, top + 14), body[-1], 22, 680) + 20
    _signature(pen, 96, top)
    pen.write((90, top + 74), NAMES["borrower"][n], 20, 400, GREY)
    pen.draw.rectangle((600, 70, 770, 150), outline=GREY, width=2)
    pen.centred(685, 96, PICTURES["registered"][n], 19, GREY)
    return image


def _signature(pen: Pen, left: int, top: int) -> None:
    """A few strokes of a hand."""
    strokes = (((0, 34), (22, 2), (26, 50), (40, 20), (52, 44)), ((60, 30), (84, 10), (78, 46), (104, 24), (118, 44)),
               ((112, 20), (150, 40), (196, 14)))
    for stroke in strokes:
        pen.draw.line([(left + x, top + y) for x, y in stroke], (43, 58, 112), 4, "curve")


DRAWN: Final = {"chat-1": chat, "chat-2": chat, "sms": chat, "door-note": door_note, "letter": letter}


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """File name and picture of each, the same each time."""
    for n, language in enumerate(LANGUAGES):
        for key, draw in DRAWN.items():
            few = draw(language, n, key).quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            yield f"{key}.{language}.png", few


def main() -> None:
    """Write every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures():
        picture.save(OUT / name, optimize=True)


if __name__ == "__main__":
    main()
