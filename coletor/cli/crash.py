"""A bug met on the command line: a report in the temporary folder, never a traceback on screen."""

import platform
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from coletor import __version__
from coletor.messages import text


def report(error: Exception) -> str:
    """Write a crash report without any data of people and return the sentence that names it.

    Only the places in the code are written: the values of variables and the text of the error,
    which may quote what was typed, stay out.

    Args:
        error: the exception that nobody expected.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    lines = [
        f"Coletor CMD {__version__}",
        platform.platform(),
        f"Python {platform.python_version()}",
    ]
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines += [line.rstrip() for line in traceback.format_tb(current.__traceback__)]
        current = current.__cause__ or current.__context__
    folder = Path(tempfile.mkdtemp(prefix="coletor-"))
    file = folder / f"falha-{stamp}.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return text("cli.crash", file=file)
