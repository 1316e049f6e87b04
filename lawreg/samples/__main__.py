"""``python -m lawreg.samples``: writes the sample corpus or the model province."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Parse the words and write the files; 0 when done, 2 when the extra "samples" is not installed."""
    parser = argparse.ArgumentParser(prog="python -m lawreg.samples", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("corpus", help="the sample documents of corpus/")
    one.add_argument("folder", type=Path)
    two = commands.add_parser("province-2015", help="a model province: 510 documents in stock for the review of 2015")
    two.add_argument("folder", type=Path)
    two.add_argument("--seed", type=int, default=2015, help="changes the texts, never the figures (default: 2015)")
    chosen = parser.parse_args(argv)
    from lawreg.samples.as_pdf import FontsMissing

    try:
        if chosen.command == "corpus":
            from lawreg.samples import corpus

            written = len(corpus.write(chosen.folder))
        else:
            from lawreg.samples import province

            written = province.write(chosen.folder, chosen.seed)
    except FontsMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    print(f"{written} files written below {chosen.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
