"""The receipt as a page to print, as plain text, and as a file."""

import json
from html import escape
from pathlib import Path

from coletor.closing.receipts import Proof, Sheet, day, local_time
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.reasons import system_reason

_STYLE = """
@page { size: A4; margin: 16mm 14mm 18mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.45 "Inter", "Segoe UI", system-ui, sans-serif; color: #1c2430;
  max-width: 182mm; margin: 12mm auto; padding: 0 4mm; }
header { border-bottom: 2px solid #0b5c6b; padding-bottom: 4mm; margin-bottom: 5mm; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 1mm; letter-spacing: -0.01em; }
header p { margin: 0; color: #48566a; }
.facts { display: flex; flex-wrap: wrap; gap: 2mm 9mm; margin: 0 0 5mm; padding: 0; }
.facts div { min-width: 30mm; }
dt { font-size: 7.5pt; color: #5a677a; }
dd { margin: 0; font-weight: 600; }
.warning { border: 1px solid #9a5b00; background: #fff6e5; color: #6b4000; border-radius: 2mm;
  padding: 2.5mm 4mm; margin: 0 0 5mm; font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
th { text-align: left; font-size: 7.5pt; font-weight: 600; color: #5a677a;
  border-bottom: 1px solid #9aa7b8; padding: 0 2.5mm 1.2mm 0; }
tbody { break-inside: avoid; page-break-inside: avoid; border-bottom: 1px solid #dde3ea; }
td { padding: 1.6mm 2.5mm 0 0; vertical-align: top; }
td small { display: block; color: #5a677a; font-size: 7.5pt; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.hash td { padding: 0.4mm 0 1.8mm; color: #5a677a; font: 7pt/1.3 ui-monospace, Consolas,
  "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
footer { margin-top: 6mm; color: #5a677a; font-size: 7.5pt; }
.sign { margin-top: 16mm; border-top: 1px solid #1c2430; width: 80mm; padding-top: 1.5mm; }
@media print { body { margin: 0 auto; padding: 0; max-width: none; } }
"""
_COLUMNS = ("protocol", "time", "patient", "admission", "state")


def html(sheet: Sheet, most: int | None = None) -> str:
    """Return a sheet as one HTML page, with everything it needs inside.

    Args:
        sheet: what is printed.
        most: how many of its contacts are listed, all without it; what is counted stays whole.
    """
    title = _title(sheet)
    warning = f'<p class="warning">{_t("training")}</p>' if sheet.training else ""
    closed = f"<p><strong>{escape(sheet.closed)}</strong></p>" if sheet.closed else ""
    headings = "".join(f"<th>{_t(f'column.{name}')}</th>" for name in _COLUMNS)
    rows = "".join(_row(proof) for proof in sheet.proofs[:most])
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in _facts(sheet)
    )
    signed = escape(text("closing.receipt.signed"))
    return (
        f'<!DOCTYPE html>\n<html lang="pt-BR"><head><meta charset="utf-8">'
        f"<title>{escape(title)} · {escape(sheet.establishment)}</title>"
        f"<style>{_STYLE}</style></head><body>"
        f"<header><h1>{escape(title)}</h1>"
        f"<p>{escape(sheet.establishment)} · CNES {escape(sheet.cnes)}</p></header>"
        f'{warning}<dl class="facts">{facts}</dl>{closed}'
        f"<table><thead><tr>{headings}</tr></thead>{rows}</table>"
        f'<p class="sign">{signed}</p><footer>{_t("footer")}</footer></body></html>\n'
    )


def _row(proof: Proof) -> str:
    receipt = proof.receipt
    operation = text(f"closing.receipt.operation.{receipt.operation}", version=receipt.version)
    recovered = f"<small>{_t('recovered')}</small>" if receipt.adopted else ""
    return (
        "<tbody><tr>"
        f'<td class="number">{escape(receipt.protocol or "—")}{recovered}</td>'
        f'<td class="number">{escape(_time(proof))}<small>{escape(receipt.operator)}</small></td>'
        f"<td>{escape(_patient(proof))}<small>CNS {escape(proof.cns or '—')}</small></td>"
        f'<td class="number">{escape(day(proof.admission))}</td>'
        f"<td>{escape(text(f'store.word.{proof.word}'))}<small>{escape(operation)}</small></td>"
        f'</tr><tr class="hash"><td colspan="{len(_COLUMNS)}">'
        f"{escape(receipt.uuid)} · SHA-256 {escape(receipt.sha256)}</td></tr></tbody>"
    )


def plain(sheet: Sheet) -> str:
    """Return a sheet as plain text."""
    lines = [_title(sheet), f"{sheet.establishment} · CNES {sheet.cnes}", ""]
    if sheet.training:
        lines += [text("closing.receipt.training"), ""]
    lines += [f"{name}: {value}" for name, value in _facts(sheet)]
    if sheet.closed:
        lines.append(sheet.closed)
    for proof in sheet.proofs:
        receipt = proof.receipt
        lines += [
            "",
            text(
                "closing.receipt.line",
                protocol=receipt.protocol or "—",
                time=_time(proof),
                operator=receipt.operator,
                state=text(f"store.word.{proof.word}"),
            ),
            f"  {_patient(proof)} · CNS {proof.cns or '—'} · {day(proof.admission)}",
            f"  {receipt.uuid} · SHA-256 {receipt.sha256}",
        ]
    return "\n".join(lines) + "\n"


def write_sheet(made: Sheet, file: Path) -> None:
    """Write a sheet to a file; its ending says the form: .html, .txt or .json.

    Raises:
        ColetorError: another ending, or the file cannot be written.
    """
    writers = {".html": html, ".txt": plain, ".json": _json}
    writer = writers.get(file.suffix.lower())
    if writer is None:
        raise ColetorError("closing.receipt.form", file=file.name)
    try:
        file.write_text(writer(made), encoding="utf-8", newline="\n")
    except OSError as error:
        raise ColetorError(
            "closing.receipt.unwritable", file=file, reason=system_reason(error)
        ) from None


def _json(made: Sheet) -> str:
    return json.dumps(made.as_json(), ensure_ascii=False, indent=1) + "\n"


def _title(sheet: Sheet) -> str:
    if sheet.month is None:
        return text("closing.receipt.title_one")
    return text("closing.receipt.title", month=f"{sheet.month[4:]}/{sheet.month[:4]}")


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (text("closing.receipt.fact.contacts"), str(len(sheet.proofs))),
        (text("closing.receipt.fact.printed_at"), local_time(sheet.printed_at)),
        (text("closing.receipt.fact.printed_by"), sheet.operator),
    ]


def _time(proof: Proof) -> str:
    return local_time(proof.receipt.accepted_at or proof.receipt.received_at)


def _patient(proof: Proof) -> str:
    return proof.patient or text("closing.receipt.unidentified")


def _t(name: str) -> str:
    return escape(text(f"closing.receipt.{name}"))
