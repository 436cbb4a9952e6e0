"""What ``terminologia importar`` says of the contacts that wait to be sent."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from coletor.cli.context import Invocation
from coletor.cli.output import json_line, note, say
from coletor.cli.passwords import VARIABLE
from coletor.errors import ColetorError
from coletor.establishment.profile import read_profile
from coletor.messages import text
from coletor.terminology import Package

if TYPE_CHECKING:
    from coletor.workspace.rechecking import Rechecked


def recheck_folder(invocation: Invocation, packages: Iterable[Package], *, as_json: bool) -> None:
    """Check again what is not accepted yet, where the folder opens without asking anybody.

    Args:
        invocation: the global options.
        packages: what was imported.
        as_json: whether the result is one JSON line at the end.
    """
    tables = {package.table for package in packages if not package.unchanged}
    if not tables or not _opens_by_itself(invocation):
        return
    try:
        with invocation.workspace() as workspace:
            found = workspace.recheck(tables)
    except ColetorError as error:
        note(str(error))  # the import itself is done
        return
    changed = [one for one in found if one.changed]
    if as_json:
        json_line({"resumo": {"reconferidos": len(found), "mudaram": len(changed)}})
        return
    if found:
        say(text("cli.terminology.rechecked", count=len(found), changed=len(changed)))
    for one in changed:
        _say(one)


def _opens_by_itself(invocation: Invocation) -> bool:
    try:
        training = read_profile(invocation.layout.profile).training
    except FileNotFoundError:
        return False
    return training or VARIABLE in os.environ


def _say(one: "Rechecked") -> None:
    for finding in one.new:
        message = text(
            "cli.terminology.recheck_new",
            uuid=one.uuid,
            message=finding.message,
            rule=finding.rule,
        )
        say(message)
    for rule, place in one.gone:
        say(text("cli.terminology.recheck_gone", uuid=one.uuid, rule=rule, place=place))
    if one.withdrawn is not None:
        say(text("cli.terminology.recheck_withdrawn", uuid=one.uuid))
