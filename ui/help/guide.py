"""The first steps in a new folder, read from what is really there."""

from dataclasses import dataclass

from coletor.establishment.errors import EstablishmentError
from coletor.establishment.folder import profile_of
from coletor.messages import text
from coletor.workspace import Workspace, practice_folder

PRACTICE = "praticar"
_TABLES = frozenset({"sigtap", "cid-10"})
_DRAFT = "rascunho"


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Args:
        name: end of its message ids.
        screen: the screen where it is done, `PRACTICE` for the training folder.
        done: whether it is done.
        argument: what that screen should show.
    """

    name: str
    screen: str
    done: bool
    argument: str = ""

    @property
    def title(self) -> str:
        """What to do."""
        return text(f"help.guide.{self.name}")

    @property
    def remark(self) -> str:
        """Why, and how."""
        return text(f"help.guide.{self.name}_remark")

    @property
    def action(self) -> str:
        """The word of its button."""
        return text(f"help.guide.{self.name}_action")


def read_steps(workspace: Workspace) -> tuple[Step, ...]:
    """Return the steps in order; called off the GUI thread.

    Args:
        workspace: the open folder.
    """
    official = {one.table for one in workspace.library.packages() if not one.demonstration}
    people = workspace.patients.count() + workspace.professionals.count()
    training = workspace.profile.training
    return (
        Step("tables", "tabelas", official >= _TABLES),
        Step("people", "pacientes", people > 0),
        Step("service", "configuracoes", training or not workspace.missing_to_send(), "envio"),
        Step("practice", PRACTICE, training or _practised()),
        Step("first", "digitar", _has_contact(workspace)),
    )


def _has_contact(workspace: Workspace) -> bool:
    counts = workspace.listing.counts()
    return any(count for word, count in counts.items() if word != _DRAFT)


def _practised() -> bool:
    try:
        return profile_of(practice_folder()).training
    except EstablishmentError:
        return False
