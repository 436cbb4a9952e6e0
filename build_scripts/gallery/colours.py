# ruff: noqa: PLC0415 - Qt is imported once the platform is chosen
"""Pictures in few colours, where all of them would be too many bytes."""

from collections import Counter
from pathlib import Path
from typing import Any

_MOST_BYTES = 150_000


def keep(picture: Any, file: Path) -> None:
    """Store a picture, in fewer colours where it would be too big."""
    picture.save(str(file), "PNG", 0)
    if file.stat().st_size > _MOST_BYTES:
        reduced(picture).save(str(file), "PNG", 0)


def reduced(image: Any) -> Any:
    """Return a picture in 256 colours, those of the theme among them: a third of the bytes."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from ui.style.palette import colours

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    theme = [colours()[role].rgb() for role in colours().roles]
    common = [colour | 0xFF000000 for colour, _ in Counter(pixels).most_common(256)]
    table = list(dict.fromkeys(theme + common))[:256]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
