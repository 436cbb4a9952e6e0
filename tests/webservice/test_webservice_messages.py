"""Every text of the room is there to be said: none is left over."""

import re
from pathlib import Path

from coletor import cli, messages, training, webservice
from coletor.webservice import FailureKind
from coletor.webservice.lock import CONFIRMATION, CONTRACT, DIFFERENCES

KINDS = {  # webservice.compare.<kind>, besides the two errors
    "unread",
    "namespace",
    "operation",
    "unknown_operation",
    "root",
    "element",
    "other_namespace",
    "unknown_element",
}


def test_every_message_of_the_rooms_is_used_by_the_code():
    rooms = [Path(room.__file__).parent for room in (webservice, training)]
    rooms.append(Path(cli.__file__).parent / "commands")
    code = "".join(file.read_text(encoding="utf-8") for room in rooms for file in room.glob("*.py"))
    named = set(re.findall(r'"((?:webservice|training)\.[\w.]+)"', code))
    named |= {f"webservice.lock.{step}" for step in (CONTRACT, DIFFERENCES, CONFIRMATION)}
    named |= {f"webservice.failure.{kind}" for kind in FailureKind}
    named |= {f"webservice.compare.{kind}" for kind in KINDS}
    ours = {
        name for name in messages.identifiers() if name.startswith(("webservice.", "training."))
    }
    assert named == ours
