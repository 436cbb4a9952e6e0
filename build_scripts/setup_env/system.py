"""What must come from the system itself, how to see that it is missing, and its Debian name.

Nothing here asks the package manager what is installed: a library is there if it loads, a tool
if it is on PATH. So it holds on every distribution, and for what was installed by hand.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

from .places import on_linux

WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Shared libraries that Qt's xcb and offscreen platform plugins link to: file, Debian package."""

TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "objdump": "binutils",
}
"""Programs the tests start: a screen, a keyboard, a keyring, PyInstaller's disassembler."""

FONT_PACKAGE = "fonts-dejavu-core"
_FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".pfb"}


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds a shared library.

    Args:
        library: File name with its major version, as a program links to it.
    """
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(present: Callable[[str], bool] = loads) -> list[str]:
    """Return the Debian packages of the window's libraries that are not there.

    Args:
        present: How to tell whether a library is there.
    """
    return [package for file, package in WINDOW_LIBRARIES.items() if not present(file)]


def missing_tools(find: Callable[[str], object] = shutil.which) -> list[str]:
    """Return the Debian packages of the programs that the tests need and PATH has not.

    Args:
        find: How to look a program up; anything true means found.
    """
    return [package for program, package in TEST_TOOLS.items() if not find(program)]


def missing_venv() -> list[str]:
    """Return the package that makes virtual environments, where Debian splits it off."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def missing_python_library() -> list[str]:
    """Return the package of the shared libpython, which PyInstaller puts into the frozen folder."""
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return []
    name = sysconfig.get_config_var("INSTSONAME")
    if not name or loads(name):
        return []
    return [f"libpython{sys.version_info[0]}.{sys.version_info[1]}"]


def font_folders() -> list[Path]:
    """Return the folders where fontconfig looks for fonts by default."""
    home = Path.home()
    data = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, Path(data) / "fonts", home / ".fonts"]


def missing_fonts(folders: Sequence[Path] | None = None) -> list[str]:
    """Return the package of a font if the system has none at all (Qt brings none).

    Args:
        folders: Where to look; the system's and the person's own when None.
    """
    for folder in font_folders() if folders is None else folders:
        for _, _, files in os.walk(folder):
            if any(Path(file).suffix.lower() in _FONT_SUFFIXES for file in files):
                return []
    return [FONT_PACKAGE]


def missing(window: bool, tests: bool) -> list[str]:
    """Return the Debian packages this system lacks, in a stable order.

    Args:
        window: Whether a window is about to be opened.
        tests: Whether the checks are about to run (implies the window's needs).
    """
    packages = missing_venv()
    if not on_linux():
        return packages
    if window or tests:
        packages += missing_libraries() + missing_fonts()
    if tests:
        packages += missing_tools() + missing_python_library()
    return packages


def has_display() -> bool:
    """Tell whether a window can be shown (always assumed outside Linux)."""
    if not on_linux():
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
