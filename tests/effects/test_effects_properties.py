"""Properties: quotes lie in the text, patterns are data, hostile input stays cheap, spaCy reads the same wordings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg import messages, tables
from lawreg.extraction.citations import find_citations
from lawreg.extraction.clauses import EFFECTS, GUARDS, expansions, find_verbs, lower, wordings
from lawreg.extraction.effects import find_effects, trace
from lawreg.extraction.effects_provisions import complete, within
from lawreg.model import Document, Op
from lawreg.normal import normalise
from lawreg.parsing import parse

PIECES = st.sampled_from(
    [
        "Điều 1. ", "1. ", "a) ", "Bãi bỏ ", "thay thế ", "sửa đổi, bổ sung ", "hết hiệu lực ", "Quyết định này ",
        "Quyết định số 12/2015/QĐ-UBND ", "Luật Đất đai năm 2013 ", "khoản 2 Điều 5 ", "như sau:\n", "“", "”", "trừ ",
        "; ", ". ", "\n", "đã được ", "và ", "các văn bản sau đây:\n", "từ ngày 01/01/2020 ", "cụm từ ", "vào sau ",
        "tiếp tục có hiệu lực ", "Phụ lục II ban hành kèm theo ", "Nghị định số 63/2010/NĐ-CP ", "\t", "trái với ",
    ]
)  # fmt: skip


def analyse(text: str) -> Document:
    return parse(normalise(text).text)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=150)
def test_any_text_gives_effects_whose_quotes_are_in_it(text: str) -> None:
    d = analyse(text)
    found = find_effects(d, find_citations(d))
    assert list(found) == sorted(found, key=lambda e: (e.start, e.end))
    for e in found:
        assert e.quote == d.text[e.start : e.end]
        assert 0 < len(e.quote) <= 600
        assert e.rule in {w.id for w in wordings()}
        assert not (e.whole and e.provisions)


@pytest.mark.parametrize("unit", ["1/", "(", "Điều ", "bãi bỏ ", "trừ ", "“", "sửa đổi, bổ sung khoản 1 ", "hết hiệu lực. A "])
def test_hostile_input_is_read_to_its_end(unit: str) -> None:
    """100,000 characters of one sign: a pattern worse than linear would not come back (benchmarks/ measure the time)."""
    text = "QUYẾT ĐỊNH:\nĐiều 1. Bãi bỏ " + unit * (100_000 // len(unit))
    d = Document(text=text, header=analyse("").header, provisions=(), zones=())
    assert find_effects(d, ()) == ()


def test_every_pattern_has_an_id_an_example_and_a_known_kind() -> None:
    rows = tables.load_lines(EFFECTS)
    assert len({r["id"] for r in rows}) == len(rows)
    for row in rows:
        assert row["op"] in set(Op)
        assert any(v.wording.id == row["id"] for v in find_verbs(lower(row["example"]))), row["id"]


def test_every_code_has_its_sentence() -> None:
    known = messages.known()
    codes = {row["verdict"] for row in tables.load_lines(GUARDS)} | {w.review for w in wordings() if w.review}
    codes |= {"exception_by_subject", "exception_before_verb", "several_targets", "provision_incomplete"}
    codes |= {"perhaps_amending"}
    codes |= {"repeal_of_repeal", "kept_for_cases", "starts_on_event", "blanket_repeal", "unnamed_target"}
    codes |= {"carried_down", "no_target", "title", "assigning_clause"}
    assert codes <= known


def test_regular_expressions_find_every_plain_wording() -> None:
    for w in wordings():
        for say in w.say:
            for plain in expansions(say):
                found = find_verbs(f"nay {plain} quyết định số 5")
                assert found and found[0].start == 4, plain


@given(st.sampled_from(["khoản 3", "điểm b", "khoản 2 điểm c", "Điều 9", "Phụ lục I"]), st.integers(1, 300))
def test_completing_a_provision_is_idempotent(path: str, article: int) -> None:
    container = f"Điều {article} khoản 1"
    once = within(path, container)
    assert within(once, container) == once
    assert complete([path, path], [container]) == [once]


def test_spacy_reads_the_same_wordings() -> None:
    pytest.importorskip("spacy")
    from lawreg.extraction import pipeline

    nlp = pipeline.load()
    for row in tables.load_lines(EFFECTS):
        doc = nlp(row["example"])
        assert doc.text == row["example"]
        ours = {(v.start, v.end, v.wording.id) for v in find_verbs(lower(row["example"]))}
        theirs = {(s.start_char, s.end_char, s.label_) for s in doc.spans["verbs"]}
        assert ours == theirs


def test_annotation_explanation_and_page() -> None:
    pytest.importorskip("spacy")
    from lawreg.extraction import pipeline

    d = analyse(
        "QUYẾT ĐỊNH:\nĐiều 1. Bãi bỏ Quyết định số 12/2015/QĐ-UBND ngày 03 tháng 4 năm 2015.\n"
        "Điều 2. Sở Tư pháp rà soát, trình bãi bỏ Quyết định số 15/2008/QĐ-UBND.\n"
    )
    cited = find_citations(d)
    effects = find_effects(d, cited)
    doc = pipeline.annotate(d, cited, effects)
    assert doc.text == d.text
    assert [s.id_ for s in doc.spans["effects"]] == ["repeal.bai_bo"]
    assert len(doc.spans["citations"]) == 2
    verdicts = [(x.rule, x.accepted, x.because) for x in pipeline.explain(d, cited)]
    assert verdicts == [("repeal.bai_bo", True, "operative"), ("repeal.bai_bo", False, "duty")]
    page = pipeline.to_html(d, cited, effects)
    assert "REPEAL" in page and "CITATION" in page and "<script" not in page
    assert len(pipeline.to_docbin([doc])) > 100
    assert len(trace(d, cited)) == 2
