"""Pages of a PDF as pictures, for the window. No Qt: rows of bytes that any toolkit can show."""

from __future__ import annotations

import io
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: ``pixels`` are rows of RGBX bytes (4 a pixel, the fourth unused), ``stride`` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """An open PDF whose pages can be drawn. Not for use from two threads at once."""

    def __init__(self, document: bytes) -> None:
        """Open ``document``; raises FormatTrouble when it is no PDF."""
        import pypdfium2

        try:
            self._pdf: Any = pypdfium2.PdfDocument(document)
        except pypdfium2.PdfiumError as error:
            raise FormatTrouble(N_("This is not a PDF that can be shown.")) from error

    def __len__(self) -> int:
        return len(self._pdf)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Free the document."""
        self._pdf.close()

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of page ``index`` (from 0) in points (1/72 inch)."""
        width, height = self._pdf.get_page_size(index)
        return float(width), float(height)

    def picture(self, index: int, width: int) -> PagePicture:
        """Page ``index`` (from 0) drawn ``width`` pixels wide."""
        bitmap = self._bitmap(index, width)
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    def png(self, index: int, width: int) -> bytes:
        """The same as a PNG file."""
        buffer = io.BytesIO()
        self._bitmap(index, width).to_pil().convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()

    def text(self, index: int) -> str:
        """The text of page ``index`` as a reader would copy it."""
        page = self._pdf[index]
        words = page.get_textpage()
        try:
            return str(words.get_text_bounded())
        finally:
            words.close()
            page.close()

    def _bitmap(self, index: int, width: int) -> Any:
        page = self._pdf[index]
        scale = max(width, 1) / self.size(index)[0]
        try:
            return page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        finally:
            page.close()


def page_count(document: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    try:
        return len(pdf)
    finally:
        pdf.close()
