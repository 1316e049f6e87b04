"""How statuses and reviews grow with the registry: invented records from 1,000 to 100,000 documents.

Seconds of processor time of one machine say little, so growth is also printed as a ratio to the smallest size, per
document; near-linear growth keeps it near 1.

    python benchmarks/validity.py [--sizes 1000 5000 20000 100000]
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import date, timedelta

from lawreg.model import Confidence, DocumentRecord, Effect, EffectiveKind, EffectRecord, Op, Span
from lawreg.review import review
from lawreg.validity import Validity

_OPS = (
    [Op.AMEND] * 40 + [Op.REPEAL] * 12 + [Op.REPLACE] * 12 + [Op.SUPPLEMENT] * 12 + [Op.EXPIRE] * 6 + [Op.DETAIL] * 14
    + [Op.SUSPEND] * 2 + [Op.EXTEND] * 2
)  # fmt: skip


def records(n: int, seed: int = 7) -> tuple[list[DocumentRecord], list[EffectRecord]]:
    """``n`` documents of one province over twenty years and five times as many effects."""
    rng = random.Random(seed)
    docs: list[DocumentRecord] = []
    for i in range(n):
        issued = date(1998, 1, 1) + timedelta(days=int(i * 7300 / n))
        council = i % 4 == 0
        number = f"{i % 900 + 1:02d}/{issued.year}/{'NQ-HĐND' if council else 'QĐ-UBND'}"
        rule = f"có hiệu lực sau 10 ngày kể từ ngày ký ({i})"
        docs.append(DocumentRecord(
            id=f"d{i:06d}", number=number, number_key=number, doc_type="Nghị quyết" if council else "Quyết định",
            issuers=(("Hội đồng" if council else "Ủy ban") + " nhân dân tỉnh Đắk Lắk",),
            issuer_ids=("hdnd-dak-lak" if council else "ubnd-dak-lak",), issued=issued, title=f"quy định số {i}",
            signer=None, normative=True, normative_reason=None, effective=issued + timedelta(days=10),
            effective_kind=EffectiveKind.DAYS_AFTER_SIGNING, effective_rule=rule, effective_span=Span(9, 9 + len(rule)),
            effective_computed=True, expires=None, expires_quote=None, expires_span=None, field=None,
            file=f"corpus/{i}.txt", sha256=f"{i:064x}",
        ))  # fmt: skip
    effects: list[EffectRecord] = []
    for j in range(5 * n):
        a = rng.randrange(1, n)
        b = rng.randrange(max(0, a - max(10, n // 4)), a)
        op = rng.choice(_OPS)
        whole = op not in (Op.AMEND, Op.SUPPLEMENT) and rng.random() < 0.5
        units = () if whole else (f"Điều {rng.randrange(1, 20)}",)
        until = date(2019, 1, 1) if op in (Op.SUSPEND, Op.EXTEND) else None
        effects.append(EffectRecord(f"e{j:07d}", docs[a].id, docs[b].id, (), Effect(
            op, docs[b].number, None, None, None, None, whole, units, (), (), None, until, "Điều 2", f"câu {j}", 100,
            200, "r", Confidence.ACCEPTED, ())))  # fmt: skip
    return docs, effects


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000, 100000])
    first: float | None = None
    started = time.process_time()
    sum(range(20_000_000))
    print(f"this machine adds up 20 million numbers in {time.process_time() - started:.2f} s")
    print("documents  effects  build s  all s  review s  per-document ratio")
    for n in parser.parse_args().sizes:
        docs, effects = records(n)
        t0 = time.process_time()
        engine = Validity(docs, effects)
        t1 = time.process_time()
        verdicts = engine.all(date(2015, 12, 31))
        t2 = time.process_time()
        found = review(engine, 2015)
        t3 = time.process_time()
        each = (t3 - t0) / n
        first = first or each
        print(f"{n:9d} {5 * n:8d} {t1 - t0:8.2f} {t2 - t1:6.2f} {t3 - t2:9.2f} {each / first:19.2f}"
              f"   {len(verdicts)} verdicts, {found.count('reviewed')} reviewed")  # fmt: skip


if __name__ == "__main__":
    main()
