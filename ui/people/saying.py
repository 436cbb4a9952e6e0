"""What is wrong with a field of an entry, in the one line of room under it."""

from PySide6.QtGui import QFontMetrics

from ui.style import fonts
from ui.widgets.field import Field
from ui.widgets.wording import first_sentence


def short(field: Field, message: str) -> str:
    """Return the first sentence of a message, without the name of the field it stands under."""
    return first_sentence(_unnamed(field, message))


def is_whole(field: Field, message: str) -> bool:
    """Tell whether all of a message is read under its field."""
    said = _unnamed(field, message)
    width = QFontMetrics(fonts.secondary()).horizontalAdvance(said)
    return field.finding() == said and width <= field.width()


def _unnamed(field: Field, message: str) -> str:
    return message.replace(f": {field.name()}.", ".")
