from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawreg import reference_paths, references

CASES = [
    ("điểm a, b khoản 3 Điều 5", ["Điều 5 khoản 3 điểm a", "Điều 5 khoản 3 điểm b"]),
    ("các điều 172, 173 và 174", ["Điều 172", "Điều 173", "Điều 174"]),
    (
        "khoản 1, điểm a khoản 2, điểm a khoản 3 Điều 16",
        ["Điều 16 khoản 1", "Điều 16 khoản 2 điểm a", "Điều 16 khoản 3 điểm a"],
    ),
    ("điểm b, điểm c khoản 3 và khoản 5 Điều 1", ["Điều 1 khoản 3 điểm b", "Điều 1 khoản 3 điểm c", "Điều 1 khoản 5"]),
    ("từ Điều 18 đến Điều 21", ["Điều 18", "Điều 19", "Điều 20", "Điều 21"]),
    ("các khoản từ khoản 2 đến khoản 4 Điều 7", ["Điều 7 khoản 2", "Điều 7 khoản 3", "Điều 7 khoản 4"]),
    ("các điểm từ điểm c đến điểm e khoản 1 Điều 2", [f"Điều 2 khoản 1 điểm {p}" for p in "cdđe"]),
    ("Khoản 2, Điều 2", ["Điều 2 khoản 2"]),
    ("điểm đ1 khoản 3a Điều 17a", ["Điều 17a khoản 3a điểm đ1"]),
    ("Điều 3, khoản 2 Điều 5", ["Điều 3", "Điều 5 khoản 2"]),
    ("Điều 5 khoản 2 điểm a", ["Điều 5 khoản 2 điểm a"]),
    ("khoản 4 Điều 84, các điều 104, 105", ["Điều 84 khoản 4", "Điều 104", "Điều 105"]),
    ("Điều 90 và các khoản 12, 13 Điều 91", ["Điều 90", "Điều 91 khoản 12", "Điều 91 khoản 13"]),
    ("khoản 1, 2 Điều 5 và khoản 3 Điều 6", ["Điều 5 khoản 1", "Điều 5 khoản 2", "Điều 6 khoản 3"]),
    ("Phụ lục I, II và III ban hành", ["Phụ lục I", "Phụ lục II", "Phụ lục III"]),
    ("Mẫu số 01 Phụ lục I kèm theo", ["Phụ lục I Mẫu số 01"]),
    ("Mẫu số 02, Mẫu số 03 theo", ["Mẫu số 02", "Mẫu số 03"]),
    ("Mục 3 Chương III của", ["Chương III Mục 3"]),
    ("Điều 9, Điều 13 Mục 3 và Mục 4 của", ["Điều 9", "Điều 13", "Mục 4"]),
    ("số thứ tự 3 mục I Phụ lục II", ["Phụ lục II"]),
    ("điểm 2 mục II phần B", ["Phần B Mục II điểm 2"]),
    ("khoản 5 \nĐiều 9 của", ["Điều 9 khoản 5"]),
    ("khoản 1, 2 và 06 thủ tục", ["khoản 1", "khoản 2"]),
    # a point written behind its clause with a full stop; the end of a sentence is none
    ("khoản 2.c Điều 5 và khoản 3.a Điều 7", ["Điều 5 khoản 2 điểm c", "Điều 7 khoản 3 điểm a"]),
    ("theo khoản 2.Các bên", ["khoản 2"]),
    ("khoản 2.1 Điều 5", ["Điều 5 khoản 2.1"]),
    ("Phụ lục VI-1.9 và Phụ lục VI-4.2.", ["Phụ lục VI-1.9", "Phụ lục VI-4.2"]),
    ("Phụ lục A, Phụ lục D và Phụ lục Đ kèm theo", ["Phụ lục A", "Phụ lục D", "Phụ lục Đ"]),
    ("Phụ lục 2, b) Mức phí", ["Phụ lục 2"]),
    # what stands below a point is the point's
    ("điểm a(iv) và điểm b(iv) khoản 3 Điều 9", ["Điều 9 khoản 3 điểm a", "Điều 9 khoản 3 điểm b"]),
    ("điểm b(i), (ii) khoản 2 Điều 14", ["Điều 14 khoản 2 điểm b"]),
    ("điểm c (iii) khoản 2 Điều 5", ["Điều 5 khoản 2 điểm c"]),
    ("điểm a), điểm b) khoản 3 Điều 8", ["Điều 8 khoản 3 điểm a", "Điều 8 khoản 3 điểm b"]),
    ("điểm a) của quyết định", ["điểm a"]),
    # a comma lost in the middle of a list; a figure behind a single clause is none of it
    ("khoản 2, 3, 9 10, 11 và 12 Điều 4", [f"Điều 4 khoản {n}" for n in (2, 3, 9, 10, 11, 12)]),
    ("khoản 2 10, 11 hộ", ["khoản 2"]),
    ("khoản 2, 3 10 hộ", ["khoản 2", "khoản 3"]),
    # 1a as text recognition reads it
    ("khoản la sau khoản 1 Điều 18", ["khoản 1a", "Điều 18 khoản 1"]),
    ("khoản Ia vào sau khoản 1", ["khoản 1a", "khoản 1"]),
    ("khoản là 1 triệu đồng; khoản la liệt", []),
    # "trong" and "tại" lead from the small unit to the one that holds it
    ("tên Mục 1, Mục 2 trong Chương III", ["Chương III Mục 1", "Chương III Mục 2"]),
    ("tên Chương VI trong Phần thứ hai", ["Phần thứ hai Chương VI"]),
    ("Điều 9 và Điều 14 tại Chương II", ["Điều 9", "Điều 14"]),
    ("điểm b tại khoản 1 Điều 24", ["Điều 24 khoản 1 điểm b"]),
    ("Điều 5 tại khoản 1 Điều 2", ["Điều 5", "Điều 2 khoản 1"]),
    ("Mẫu số 05 tại Phụ lục II", ["Mẫu số 05", "Phụ lục II"]),
]


@pytest.mark.parametrize(("text", "paths"), CASES)
def test_reference_is_read_into_paths(text: str, paths: list[str]) -> None:
    found = [p for r in references.find("tại " + text) for p in r.paths]
    assert found == paths


def test_span_covers_the_units() -> None:
    text = "quy định tại khoản 2 Điều 5 Nghị định"
    (ref,) = references.find(text)
    assert text[ref.start : ref.end] == "khoản 2 Điều 5"


@pytest.mark.parametrize("text", ["khoản 1 Điều này", "Điều 5 của Nghị định này", "các điều 3, 4 và 5 của Bộ luật này"])
def test_this_document_is_marked(text: str) -> None:
    (ref,) = references.find("theo " + text + " thì")
    assert ref.own


def test_other_document_is_not_marked() -> None:
    (ref,) = references.find("theo Điều 5 của Nghị định số 1/2015/NĐ-CP và Nghị định này")
    assert not ref.own


def test_units_of_an_attached_regulation_carry_its_name() -> None:
    text = "tại khoản 2 Điều 4 Quy chế làm việc của cơ quan ban hành kèm theo Quyết định số 7/QĐ-UBND"
    (ref,) = references.find(text)
    assert ref.paths == ("Quy chế kèm theo Điều 4 khoản 2",)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5. Trách nhiệm của cơ quan",
        "Chương II\nQUY ĐỊNH CHUNG",
        "tại thời điểm 1/1/2020 và tài khoản 112",
        "điều kiện 1 người, một phần ba",
        "quan điểm a",
        "mục tiêu 5 năm",
    ],
)
def test_headings_and_other_words_are_no_references(text: str) -> None:
    assert list(references.find(text)) == []


def test_alphabet_is_vietnamese() -> None:
    assert reference_paths.expand("a", "g") == tuple("abcdđeg")
    assert reference_paths.expand("I", "IV") == ("I", "II", "III", "IV")
    assert reference_paths.expand("9a", "12") == ("9a", "12")


@given(
    st.lists(
        st.sampled_from(["điểm a", "khoản 1", "Điều 2", ",", " và ", "Phụ lục I", "\n", "Mục 3", " đến "]), max_size=40
    )
)
@settings(max_examples=300)
def test_spans_are_ordered_and_paths_not_empty(pieces: list[str]) -> None:
    text = " ".join(pieces)
    at = 0
    for ref in references.find(text):
        assert at <= ref.start < ref.end <= len(text) and ref.paths
        at = ref.end


@pytest.mark.parametrize("unit", ["Điều ", "điểm a, ", "khoản 1 ", "Điều 1, ", "Phụ lục ", "từ khoản 1 đến "])
def test_a_chain_without_end_is_cut(unit: str) -> None:
    """100,000 characters of one unit: no reference holds more than a fixed number of units."""
    text = unit * (100_000 // len(unit))
    assert all(ref.end - ref.start <= 150 * (len(unit) + 12) for ref in references.find(text))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("khoản 1 Điều 20 và khoản 1 Điều 21của Luật Bến cảng", ["Điều 20 khoản 1", "Điều 21 khoản 1"]),
        ("tại Mục 4 Chương II và Phụ lục III", ["Chương II Mục 4", "Phụ lục III"]),
        ("tại Chương II, Phụ lục III", ["Chương II", "Phụ lục III"]),
        ("tại Mục 4, Phụ lục III", ["Phụ lục III"]),
        ("tại Khoản 2, Điều 2", ["Điều 2 khoản 2"]),
        ("tại Điều 5, 6 và 7 của Luật", ["Điều 5", "Điều 6", "Điều 7"]),
        ("tại khoản 1 và 2 Điều 3", ["Điều 3 khoản 1", "Điều 3 khoản 2"]),
        ("Mẫu số 01 và Phụ lục II của Thông tư", ["Mẫu số 01", "Phụ lục II"]),
        ("Mẫu số 01 và Mẫu số 02 Phụ lục II", ["Phụ lục II Mẫu số 01", "Phụ lục II Mẫu số 02"]),
        ("từ Điều 11 đến hết Điều 13", ["Điều 11", "Điều 12", "Điều 13"]),
        ("các khoản 1 đến hết 3 Điều 9", ["Điều 9 khoản 1", "Điều 9 khoản 2", "Điều 9 khoản 3"]),
        ("Điều 5 đến hết năm 2015", ["Điều 5"]),
        ("một số điều (Điều 5, khoản 2 Điều 7) của Quy chế", ["Điều 5", "Điều 7 khoản 2"]),
        ("1) khoản 2) của danh sách", []),
    ],
)
def test_glued_and_listed_labels(text: str, paths: list[str]) -> None:
    assert [p for r in references.find(text) for p in r.paths] == paths
