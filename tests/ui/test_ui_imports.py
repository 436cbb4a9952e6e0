"""What is imported is not read a second time."""

import linecache
import sys
from pathlib import Path

import pytest

from ui.imports import spare_sources


def test_the_source_of_a_module_is_not_read_for_the_binding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "some_unread_module.py"
    source.write_text("WORD = 'PySide6'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import some_unread_module  # type: ignore[import-not-found]

    monkeypatch.delitem(sys.modules, "some_unread_module")
    assert some_unread_module.WORD == "PySide6"
    assert str(source) not in linecache.cache


def test_a_binding_without_that_place_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spare_sources()
    monkeypatch.delattr("shibokensupport.feature._mod_uses_pyside")
    assert not spare_sources()
