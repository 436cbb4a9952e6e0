"""Compile resources/locale/**/*.po into the .mo files that gettext reads (no tool needed)."""

import ast
import struct
from pathlib import Path

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")


def read_po(text: str) -> dict[str, str]:
    """Return the catalogue of a .po text: plural forms joined by NUL, as gettext keeps them."""
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            key, _, quoted = line.partition(" ")
            fields[key] = ast.literal_eval(quoted)
        if "msgid" not in fields:
            continue
        plural = fields.get("msgid_plural")
        if plural is None:
            found[fields["msgid"]] = fields["msgstr"]
        else:
            forms = [fields[key] for key in sorted(fields) if key.startswith("msgstr[")]
            found[f"{fields['msgid']}\0{plural}"] = "\0".join(forms)
    return found


def compile_mo(catalogue: dict[str, str]) -> bytes:
    """Return the bytes of a .mo file without hash table."""
    pairs = sorted((key.encode(), value.encode()) for key, value in catalogue.items())
    table = _HEADER.size
    start = table + 16 * len(pairs)
    keys, values, data = [], [], bytearray()
    for key, _ in pairs:
        keys.append((len(key), start + len(data)))
        data += key + b"\0"
    for _, value in pairs:
        values.append((len(value), start + len(data)))
        data += value + b"\0"
    offsets = b"".join(struct.pack("<2I", *entry) for entry in keys + values)
    head = _HEADER.pack(_MAGIC, 0, len(pairs), table, table + 8 * len(pairs), 0, 0)
    return head + offsets + bytes(data)


def main() -> None:
    """Compile every catalogue beside its source."""
    locale = Path(__file__).resolve().parent.parent / "resources" / "locale"
    for source in sorted(locale.rglob("*.po")):
        catalogue = read_po(source.read_text(encoding="utf-8"))
        source.with_suffix(".mo").write_bytes(compile_mo(catalogue))


if __name__ == "__main__":
    main()
