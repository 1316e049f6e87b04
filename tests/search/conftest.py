"""A small index of invented documents, made once a session for each engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lawreg.search.index import IndexDocument, update


def document(doc_id: str, number: str | None, doc_type: str, issuer: str, issued: date, title: str, *articles: tuple,
             events: tuple = (), field: str | None = None) -> IndexDocument:  # fmt: skip
    """An index document in force from its day of issue unless ``events`` say otherwise."""
    return IndexDocument(
        doc_id, number, None, doc_type, issuer, issued, issued.year, title, field, True,
        events or ((issued, "in_force"),), 0, tuple(articles),
    )  # fmt: skip


DOCUMENTS = [
    document(
        "a", "12/2014/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Đắk Sông", date(2014, 5, 20),
        "Ban hành Quy định quản lý đường bộ trên địa bàn tỉnh Đắk Sông",
        ("1", "Điều 1", "Phạm vi điều chỉnh", "Quy định này áp dụng với đường bộ do tỉnh quản lý."),
        ("2", "Điều 2", "Phí sử dụng đường bộ", "1. Xe ô tô nộp phí theo tháng.\n2. Xe thô sơ không phải nộp phí."),
        events=((date(2014, 5, 30), "in_force"), (date(2016, 1, 1), "partly_expired"), (date(2018, 7, 1), "expired")),
        field="giao thông",
    ),
    document(
        "b", "12/2014/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Hòa Lâm", date(2014, 3, 2),
        "Về mức thu phí vệ sinh tại các chợ",
        ("1", "Điều 1", "Mức thu", "Hộ kinh doanh trong chợ nộp phí vệ sinh 20.000 đồng một tháng."),
    ),
    document(
        "c", "05/2015/NQ-HĐND", "Nghị quyết", "Hội đồng nhân dân tỉnh Đắk Sông", date(2015, 7, 10),
        "Về thủ tục hành chính trong lĩnh vực đất đai",
        ("1", "Điều 1", "Thủ tục giao đất",
         "UBND cấp huyện tiếp nhận hồ sơ giao đất theo Quyết định số 12/2014/QĐ-UBND và Nghị định số 99/2013/NĐ-CP."),
        ("2", "Điều 2", "Dương bộ lễ phục", "Cán bộ mặc dương bộ do tỉnh cấp khi tiếp dân; hoà giải tại cơ sở."),
    ),
    document(
        "d", "63/2010/NĐ-CP", "Nghị định", "Chính phủ", date(2010, 6, 8), "Về kiểm soát thủ tục hành chính",
        ("1", "Điều 1", "Đối tượng", "Cơ quan nhà nước kiểm soát thủ tục hành chính khi soạn thảo văn bản."),
        ("17a", "Điều 17a", "Công khai", "Thủ tục hành chính được niêm yết tại trụ sở."),
        (None, "Phụ lục I", "Danh mục biểu mẫu", "Biểu mẫu đánh giá tác động của thủ tục."),
    ),
    document(
        "e", "45/2013/QH13", "Luật", "Quốc hội", date(2013, 11, 29), "Luật Đất đai",
        ("1", "Điều 1", "Phạm vi", "Luật này quy định về chế độ sở hữu đất đai, quyền của người sử dụng đất."),
    ),
    document("f", None, "Thông báo", "Sở Y tế tỉnh Hòa Lâm", date(2012, 1, 5), "Thông báo tiêm phòng cúm",
             (None, None, None, "Người dân đến trạm y tế xã để tiêm phòng cúm mùa.")),
]  # fmt: skip


@pytest.fixture(scope="session", params=["tantivy", "whoosh"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of :data:`DOCUMENTS`."""
    pytest.importorskip(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    update(folder, DOCUMENTS, engine=request.param, generation="1")
    return folder
