"""The receipt that an establishment keeps: protocol, time, operator and hash per contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coletor import clock
from coletor.closing.comparing import check_month
from coletor.closing.local import named
from coletor.closing.storing import closings
from coletor.contact import get
from coletor.contact.identity import is_uuid4
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.outbox.types import Receipt

if TYPE_CHECKING:
    from coletor.closing.local import Ours
    from coletor.workspace import Workspace

_SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one contact: what its last accepted version is.

    The name is there because the establishment keeps the sheet and must find the patient; of
    the CNS only the last digits are.

    Args:
        receipt: of the last version.
        patient: the patient's name, None for somebody not identified.
        cns: masked.
        admission: day, AAAA-MM-DD.
        word: the contact's situation, an id of ``store.word``.
    """

    receipt: Receipt
    patient: str | None
    cns: str
    admission: str | None
    word: str

    def as_json(self) -> dict[str, Any]:
        """Return the proof with Portuguese keys; it names no patient."""
        return {
            "uuid": self.receipt.uuid,
            "operacao": self.receipt.operation,
            "versao": self.receipt.version,
            "protocolo": self.receipt.protocol,
            "aceito_em": self.receipt.accepted_at,
            "recebido_em": self.receipt.received_at,
            "operador": self.receipt.operator,
            "sha256": self.receipt.sha256,
            "recuperado": self.receipt.adopted,
            "situacao": self.word,
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed.

    Args:
        establishment: its name.
        cnes: its number.
        training: whether the folder is of training: the sheet proves nothing then.
        month: AAAAMM, None for one contact.
        printed_at: instant (UTC).
        operator: who prints.
        proofs: one per contact, in the order of admission.
        closed: sentence on the last closing of the month, None for one contact.
    """

    establishment: str
    cnes: str
    training: bool
    month: str | None
    printed_at: str
    operator: str
    proofs: tuple[Proof, ...]
    closed: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the sheet with Portuguese keys."""
        return {
            "estabelecimento": self.establishment,
            "cnes": self.cnes,
            "treinamento": self.training,
            "competencia": self.month,
            "emitido_em": self.printed_at,
            "emitido_por": self.operator,
            "fechamento": self.closed,
            "contatos": [proof.as_json() for proof in self.proofs],
        }


def sheet(workspace: "Workspace", wanted: str) -> Sheet:
    """Return the receipt of a contact or of a month.

    Args:
        workspace: the open folder.
        wanted: a UUID, or a month AAAAMM.

    Raises:
        ColetorError: neither of both, or nothing of it was accepted.
    """
    wanted = wanted.strip().lower()
    if is_uuid4(wanted):
        receipts = workspace.outbox.receipts(wanted)
    else:
        check_month(wanted)
        receipts = workspace.outbox.receipts(month=wanted)
    month = None if is_uuid4(wanted) else wanted
    return _sheet(workspace, receipts, month, wanted)


def sheet_of(workspace: "Workspace", uuids: Sequence[str]) -> Sheet:
    """Return the receipt of some contacts together.

    Args:
        workspace: the open folder.
        uuids: the contacts; those of which nothing was accepted are left out.

    Raises:
        ColetorError: nothing of them was accepted.
    """
    receipts = [one for uuid in uuids for one in workspace.outbox.receipts(uuid)]
    return _sheet(workspace, receipts, None, uuids[0] if uuids else "")


def _sheet(
    workspace: "Workspace", receipts: Sequence[Receipt], month: str | None, wanted: str
) -> Sheet:
    last = {receipt.uuid: receipt for receipt in receipts}
    if not last:
        raise ColetorError("closing.receipt.none", wanted=wanted)
    with workspace.store.query() as db:
        rows = named(db, last)
    proofs = [_proof(workspace, receipt, rows[uuid]) for uuid, receipt in last.items()]
    proofs.sort(key=lambda proof: (proof.admission or "", proof.receipt.received_at))
    return Sheet(
        workspace.profile.name,
        workspace.profile.cnes,
        workspace.profile.training,
        month,
        clock.now(),
        workspace.operator.name,
        tuple(proofs),
        _closed(workspace, month) if month else None,
    )


def _closed(workspace: "Workspace", month: str) -> str:
    found = closings(workspace.store, month)
    if not found:
        return text("closing.receipt.not_closed")
    last = found[0]
    name = "closed" if last.green else "closed_red"
    return text(f"closing.receipt.{name}", at=local_time(last.at), operator=last.operator)


def _proof(workspace: "Workspace", receipt: Receipt, row: "Ours") -> Proof:
    """Return the proof of what was accepted, whatever was typed since."""
    accepted = workspace.outbox.accepted(receipt.uuid) or {}
    model = load_model(row.model)
    values = {
        role: get(accepted, model.by_role[role].path)
        for role in ("nome_individuo", "cns_individuo", "data_admissao")
        if role in model.by_role
    }
    return Proof(
        receipt,
        values.get("nome_individuo"),
        masked(str(values.get("cns_individuo") or "")),
        values.get("data_admissao"),
        row.word,
    )


def masked(cns: str) -> str:
    """Return a CNS of which only the last digits can be read."""
    return "•" * max(0, len(cns) - _SHOWN_DIGITS) + cns[-_SHOWN_DIGITS:]


def local_time(instant: str | None) -> str:
    """Return an instant as the wall clock here says it; what is no instant stays as it is."""
    if not instant:
        return "—"
    try:
        return clock.read(instant).astimezone().strftime("%d/%m/%Y %H:%M:%S")
    except ValueError:
        return instant


def day(text_: str | None) -> str:
    """Return a day as dd/mm/aaaa."""
    return "/".join(reversed(text_.split("-"))) if text_ else "—"
