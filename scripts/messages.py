"""Refresh the gettext catalogue: extract message ids from lawreg/, merge into the Vietnamese one, compile it.

Exits 1 when a sentence has no translation, so that `make messages` names what to write.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "lawreg" / "locale" / "vi" / "LC_MESSAGES" / "lawreg.po"
CLICK_WORDS = ROOT / "lawreg" / "locale" / "click-words.txt"  # click's own msgids that a user meets


def main() -> int:
    template = Catalog(project="lawreg", charset="utf-8")
    found = extract_from_dir(str(ROOT / "lawreg"), method_map=[("**.py", "python")], keywords={"_": None, "_N": None})
    for file, _line, message, comments, context in found:
        template.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for word in CLICK_WORDS.read_text(encoding="utf-8").splitlines():
        if word.strip():
            template.add(word.replace("\\n", "\n").replace("\\t", "\t"), locations=[("click", 0)])
    catalogue = read_po(BytesIO(PO.read_bytes()), locale="vi") if PO.exists() else Catalog(locale="vi")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    PO.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, catalogue, width=120, omit_header=False, sort_output=True, no_location=True, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if "-Date:" not in line and "Generated-By" not in line]  # same bytes every day
    PO.write_text("\n".join(kept) + "\n", encoding="utf-8")
    catalogue.creation_date = datetime(2000, 1, 1, tzinfo=UTC)  # the compiled file holds it: the same bytes every day
    mo = BytesIO()
    write_mo(mo, catalogue)
    PO.with_suffix(".mo").write_bytes(mo.getvalue())
    missing = [m.id for m in catalogue if m.id and not m.string]
    for m in missing:
        print("untranslated:", m)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
