from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg.model import Document, Provision, Unit, ZoneKind
from lawreg.parsing import parse

HEAD = "CHÍNH PHỦ\nSố: 40/2011/NĐ-CP\nHà Nội, ngày 06 tháng 6 năm 2011\nNGHỊ ĐỊNH\nVề bến thuyền\nCăn cứ Luật Thuyền ngày 14/6/2005;\n"
TAIL = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nNguyễn Văn Bảy\n"


def doc(body: str, after: str = "") -> Document:
    return parse(f"{HEAD}{body}\n{TAIL}{after}")


def paths(d: Document) -> list[str]:
    return [p.path for p in d.provisions]


def by_path(d: Document, path: str) -> Provision:
    return next(p for p in d.provisions if p.path == path)


def test_chapters_sections_articles_clauses_points() -> None:
    d = doc(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Nghị định này quy định về bến:\na) Bến sông;\nb) Bến hồ.\n2. Bến biển.\n"
        "Chương II\nQUẢN LÝ BẾN\nMục 1\nCHỦ BẾN\nĐiều 2. Chủ bến\nChủ bến giữ bến sạch."
    )
    assert paths(d) == [
        "Chương I", "Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 1 điểm a", "Điều 1 khoản 1 điểm b", "Điều 1 khoản 2",
        "Chương II", "Chương II Mục 1", "Điều 2",
    ]  # fmt: skip
    assert by_path(d, "Chương II").heading == "QUẢN LÝ BẾN"
    assert by_path(d, "Điều 1").heading == "Phạm vi"
    parent = by_path(d, "Điều 2").parent
    assert parent is not None and d.provisions[parent].path == "Chương II Mục 1"


def test_extents_hold_the_children_and_end_before_the_next() -> None:
    d = doc("Điều 1. Bến\n1. Bến sông;\n2. Bến hồ.\nĐiều 2. Thuyền\nThuyền có đèn.")
    one = by_path(d, "Điều 1")
    assert d.text[one.start : one.end] == "Điều 1. Bến\n1. Bến sông;\n2. Bến hồ."
    two = by_path(d, "Điều 2")
    assert d.text[two.start : two.end].endswith("Thuyền có đèn.")


def test_inserted_units_and_the_alphabet_with_d_after_d() -> None:
    d = doc(
        "Điều 17. Bến\n1. Có:\nc) đèn;\nĐiều 1. Đầu\n1. Gồm:\na) một;\nb) hai;\nc) ba;\nd) bốn;\nđ) năm;\nđ1) năm rưỡi;\ne) sáu.\n"
        "1a. Thêm.\n2. Sau.\nĐiều 1a. Chèn\nChèn vào."
    )
    found = paths(d)
    assert "Điều 1 khoản 1 điểm đ" in found
    assert "Điều 1 khoản 1 điểm đ1" in found
    assert "Điều 1 khoản 1a" in found
    assert "Điều 1a" in found


@pytest.mark.parametrize("sign", [".", ":", ""])
def test_articles_with_dot_colon_or_nothing(sign: str) -> None:
    assert paths(doc(f"Điều 1{sign}\nNội dung một.\nĐiều 2{sign}\nNội dung hai.")) == ["Điều 1", "Điều 2"]


def test_old_signs_of_clauses_and_points() -> None:
    d = doc("Điều 1. Bến\n1/ Bến sông:\na/ rộng;\nb/ hẹp.\n2/ Bến hồ.")
    assert paths(d)[1:] == ["Điều 1 khoản 1", "Điều 1 khoản 1 điểm a", "Điều 1 khoản 1 điểm b", "Điều 1 khoản 2"]


def test_a_reference_broken_over_two_lines_opens_nothing() -> None:
    d = doc(
        "Điều 1. Bến\nBến làm theo quy định tại\nĐiều 7. của Luật Thuyền và các khoản\n2. Điều 3 Nghị định cũ.\nĐiều 2. Thuyền\nCó đèn."
    )
    assert [p for p in paths(d) if "khoản" not in p] == ["Điều 1", "Điều 2"]


def test_new_wording_is_masked() -> None:
    d = doc(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2005/NĐ-CP\n1. Sửa đổi Điều 5 như sau:\n“Điều 5. Bến\n1. Bến “nổi”"
        " là bến có phao.\nĐiều 6. Phao\n1. Phao màu đỏ.”.\n2. Bổ sung khoản 3 Điều 7 như sau:\n“3. Đèn sáng.”\nĐiều 2. Hiệu lực\nTừ nay."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]
    blocks = [d.text[q.start : q.end] for q in d.quoted]
    assert blocks[0].startswith("“Điều 5") and blocks[0].endswith("đỏ.”")
    assert blocks[1] == "“3. Đèn sáng.”"


def test_new_wording_between_straight_marks() -> None:
    d = doc(
        'Điều 1. Sửa đổi Điều 5 như sau:\n"Điều 5. Bến\n1. Bến "nổi" có phao.\n2. Phao đỏ."\nĐiều 2. Hiệu lực\nTừ nay.'
    )
    assert paths(d) == ["Điều 1", "Điều 2"]


def test_a_forgotten_closing_mark_costs_one_block_only() -> None:
    d = doc(
        "Điều 1. Sửa đổi Điều 5 như sau:\n“Điều 5. Bến\nBến có phao.\n2. Sửa đổi, bổ sung Điều 6 như sau:\n“Điều 6. Phao\nPhao đỏ.”\n"
        "Điều 2. Hiệu lực thi hành\nTừ nay."
    )
    assert [p for p in paths(d) if "khoản" not in p] == ["Điều 1", "Điều 2"]


def test_a_quoted_phrase_hides_nothing() -> None:
    d = doc("Điều 1. Thay cụm từ: “bến cũ” bằng cụm từ “bến mới” tại Điều 3.\nĐiều 2. Thi hành\nTừ nay “ngay”.")
    assert paths(d) == ["Điều 1", "Điều 2"]
    assert d.quoted == ()


def test_an_attached_regulation_has_its_own_numbering() -> None:
    d = doc(
        "Điều 1. Ban hành kèm theo Nghị định này Quy chế bến thuyền.\nĐiều 2. Thi hành từ nay.",
        "QUY CHẾ\nBến thuyền\n(Ban hành kèm theo Nghị định số 40/2011/NĐ-CP ngày 06 tháng 6 năm 2011 của Chính phủ)\n"
        "Chương I\nCHUNG\nĐiều 1. Bến\n1. Bến mở lúc 6 giờ.\nĐiều 2. Thuyền\nThuyền có đèn.\n",
    )
    assert paths(d) == [
        "Điều 1", "Điều 2", "Quy chế kèm theo", "Quy chế kèm theo Chương I", "Quy chế kèm theo Điều 1",
        "Quy chế kèm theo Điều 1 khoản 1", "Quy chế kèm theo Điều 2",
    ]  # fmt: skip
    assert by_path(d, "Quy chế kèm theo").unit is Unit.ATTACHED
    assert ZoneKind.ATTACHED in {z.kind for z in d.zones}


def test_annexes_and_their_forms() -> None:
    d = doc(
        "Điều 1. Bãi bỏ các văn bản tại Phụ lục I.\nĐiều 2. Thi hành.",
        "PHỤ LỤC I\nDANH MỤC VĂN BẢN BÃI BỎ\n(Kèm theo Nghị định số 40/2011/NĐ-CP)\n1. Quyết định số 3/2001/QĐ-TTg;\n"
        "Phụ lục II\nBIỂU MẪU\nMẫu số 01\nĐƠN XIN NEO THUYỀN\nTên tôi là ...\n",
    )
    assert [p.path for p in d.provisions if p.unit is Unit.ANNEX] == ["Phụ lục I", "Phụ lục II", "Phụ lục II Mẫu số 01"]
    assert by_path(d, "Phụ lục I").heading == "DANH MỤC VĂN BẢN BÃI BỎ"


def test_documents_without_articles() -> None:
    text = (
        "CHỈ THỊ\nVề việc giữ bến sạch\n\nThời gian qua các bến còn bẩn.\nI. Tình hình\n1. Bến sông:\na) bẩn;\nb) tối.\n"
        "II. Nhiệm vụ\n1. Quét bến.\n1.1. Quét sáng.\n1.2. Quét chiều.\n2. Thắp đèn.\nCHỦ TỊCH\nLê Thị Hồng\n"
    )
    assert paths(parse(text)) == [
        "Mục I", "Mục I khoản 1", "Mục I khoản 1 điểm a", "Mục I khoản 1 điểm b", "Mục II", "Mục II khoản 1",
        "Mục II khoản 1 điểm 1.1", "Mục II khoản 1 điểm 1.2", "Mục II khoản 2",
    ]  # fmt: skip


def test_recitals_and_zones_in_reading_order() -> None:
    d = parse(
        HEAD.replace(
            "14/6/2005;\n", "14/6/2005;\nCăn cứ Nghị định số 5/2006/NĐ-CP\nvề phao;\nTheo đề nghị của Bộ trưởng,\n"
        )
        + f"Điều 1. Bến\nSạch.\n{TAIL}"
    )
    assert [d.text[r.start : r.end] for r in d.recitals] == [
        "Căn cứ Luật Thuyền ngày 14/6/2005",
        "Căn cứ Nghị định số 5/2006/NĐ-CP\nvề phao",
    ]
    assert [z.kind for z in d.zones] == [ZoneKind.LETTERHEAD, ZoneKind.PREAMBLE, ZoneKind.BODY, ZoneKind.CLOSING]
    assert all(a.end <= b.start for a, b in zip(d.zones, d.zones[1:], strict=False))


def test_odd_letters_and_gaps_are_remarked() -> None:
    d = doc("Điều 1. Bến\n1. Gồm:\na) a;\nb) b;\nc) c;\nd) d;\nđ) đ;\ne) e;\nf) f;\ng) g.\nĐiều 3. Thuyền\nCó đèn.")
    assert {"odd_point_letter", "article_gap"} <= {f.code for f in d.findings}


def test_running_heads_of_the_gazette_are_passed_over() -> None:
    d = doc(
        "Điều 1. Bến\n1. Bến sông\n\n12\nCÔNG BÁO/Số 15 + 16/Ngày 02-7-2011\n\nrất rộng.\n2. Bến hồ.\nĐiều 2. Thuyền\nCó đèn."
    )
    assert paths(d) == ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2", "Điều 2"]


_PIECES = st.sampled_from(
    ["Điều 1. Bến\n", "Điều 2.", "1. Một\n", "a) một;\n", "“Điều 5. Cũ\n", "”.\n", "như sau:\n", '"', "Chương I\n", "PHỤ LỤC\n", "TM. ",
     "KT. CHỦ TỊCH\n", "Nơi nhận:\n", "QUYẾT ĐỊNH\n", "Số: 1/2015/QĐ-UBND\n", "Hà Nội, ngày 01 tháng 02 năm 2015\n", "|a |b |\n", "\t",
     "Căn cứ Luật A;\n", "Quyết định này có hiệu lực từ ngày ký.\n", "(Ban hành kèm theo Quyết định số 1/2015/QĐ-UBND)\n", "QUY CHẾ\n",
     "LUẬT\n", "VỀ A\n", "\n", " ", "ký", "…", "I. A\n", "1.1. b\n", "Mẫu số 01\n", "Nguyễn Văn A\n", "Đ", "ngày "]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_mixture_gives_a_sound_tree(text: str) -> None:
    d = parse(text)
    assert len({p.path for p in d.provisions}) == len(d.provisions)
    for p in d.provisions:
        assert 0 <= p.start <= p.end <= len(text)
        if p.parent is not None:
            above = d.provisions[p.parent]
            assert above.start <= p.start and p.end <= above.end
    assert all(a.end <= b.start for a, b in zip(d.quoted, d.quoted[1:], strict=False))
    assert all(0 <= s.start <= s.end <= len(text) for s in d.header.evidence.values())


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    assert parse(text).text == text


@pytest.mark.parametrize(
    "unit", ["1/", "(", "Điều ", "Điều 1.\n", ":\n“a", '"\n', "Phụ lục\n", "có hiệu lực ", "|a|b|\n", "KT.\n", "Số: "]
)
def test_hostile_repetition_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert parse(text).text == text
