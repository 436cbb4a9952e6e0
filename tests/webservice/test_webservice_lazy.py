"""The room's door costs nothing until it is used."""

import subprocess
import sys

import pytest

from coletor import training, webservice


def test_the_doors_import_neither_lxml_nor_requests():
    code = (
        "import sys, coletor.webservice, coletor.training;"
        "from coletor.webservice import Credentials, Failure, require_open;"
        "print(sorted({'lxml', 'requests', 'sqlite3', 'http.server'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", [webservice, training])
def test_every_name_at_the_door_is_there(room):
    for name in room.__all__:
        assert getattr(room, name) is not None
    with pytest.raises(AttributeError):
        room.nada  # noqa: B018
