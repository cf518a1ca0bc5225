"""Small pictures of attachments for the page: bounded, upright, and without the photo's hidden data.

A thumbnail is drawn anew from the pixels, so place, device and time stored in a photo (EXIF) do not travel with it.
The picture is wrapped in SVG text because the page template is given text only and nothing is put on disk.
"""

from __future__ import annotations

import base64
import io
import warnings
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

#: Longest edge in pixels: about 200 dpi at the printed width.
EDGE: Final = 420
#: Larger originals are shown as a file box; decoding them could exhaust the memory.
MOST_PIXELS: Final = 60_000_000
MOST_BYTES: Final = 40_000_000
_ORIENTATION: Final = 0x0112
_PICTURES: Final = frozenset(("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"))


def is_picture(mime: str, size: int) -> bool:
    """Whether a thumbnail may be tried for a file of type ``mime`` and ``size`` bytes."""
    return mime.lower() in _PICTURES and 0 < size <= MOST_BYTES


def thumbnail(original: bytes) -> tuple[str, int, int] | None:
    """SVG text of the picture, and its width and height in pixels; None when the bytes are no picture.

    The same bytes give the same text.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(original)) as opened:
                picture: Image.Image = opened
                if picture.width * picture.height > MOST_PIXELS or not picture.width * picture.height:
                    return None
                opened.draft("RGB", (EDGE * 2, EDGE * 2))
                if picture.mode not in ("RGB", "L"):
                    picture = picture.convert("RGBA")
                turned = picture.getexif().get(_ORIENTATION)
                # Shrunk before it is turned: copying the large picture would be most of the time.
                picture.thumbnail((EDGE, EDGE), Image.Resampling.BICUBIC, reducing_gap=2.0)
                flat = _on_white(ImageOps.exif_transpose(picture) if turned else picture)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError,
            Image.DecompressionBombWarning, MemoryError):
        return None
    buffer = io.BytesIO()
    flat.save(buffer, "JPEG", quality=72, optimize=True)
    encoded = base64.b64encode(buffer.getvalue()).decode("ascii")
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{flat.width}" height="{flat.height}" '
           f'viewBox="0 0 {flat.width} {flat.height}"><image width="{flat.width}" height="{flat.height}" '
           f'href="data:image/jpeg;base64,{encoded}"/></svg>')
    return svg, flat.width, flat.height


def _on_white(picture: Image) -> Image:
    """The picture without transparency and without anything but pixels."""
    from PIL.Image import new

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    layer = picture
    flat = new("RGB", layer.size, (255, 255, 255))
    flat.paste(layer, mask=layer.getchannel("A"))
    return flat
