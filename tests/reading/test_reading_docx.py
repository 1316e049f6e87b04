from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from lawreg import errors
from lawreg.model import Format
from lawreg.reading import read_bytes

Make = Callable[..., bytes]


def _p(text: str, properties: str = "", look: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def test_a_document_laid_out_by_decree_30() -> None:
    made = docx.Document()
    head = made.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH MINH"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 21/2014/QĐ-UBND"
    head.cell(1, 1).text = "Bình Minh, ngày 09 tháng 6 năm 2014"
    made.add_paragraph("QUYẾT ĐỊNH")
    made.add_paragraph("Điều 1. Bãi bỏ các văn bản sau:")
    table = made.add_table(rows=2, cols=3)
    for at, value in enumerate(["1", "Quyết định", "01/2009/QĐ-UBND", "2", "Chỉ thị", "02/2010/CT-UBND"]):
        table.cell(at // 3, at % 3).text = value
    out = io.BytesIO()
    made.save(out)
    text = read_bytes(out.getvalue(), "qd.docx")
    assert text.format is Format.DOCX
    assert text.content.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH BÌNH MINH",
        "Số: 21/2014/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Minh, ngày 09 tháng 6 năm 2014",
        "QUYẾT ĐỊNH",
        "Điều 1. Bãi bỏ các văn bản sau:",
        "1\tQuyết định\t01/2009/QĐ-UBND",
        "2\tChỉ thị\t02/2010/CT-UBND",
    ]
    (span,) = text.tables
    assert text.content[span.start : span.end].count("\n") == 1


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%5"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"""


def _n(level: int, ident: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>'


def test_automatic_numbers_are_written(make_docx: Make) -> None:
    body = "".join(
        [
            _p("Phạm vi", _n(0)),
            _p("Một", _n(1)),
            _p("Hai", _n(1)),
            _p("điểm đầu", _n(2)),
            _p("điểm sau", _n(2)),
            _p("gạch", _n(3)),
            _p("Đối tượng", _n(0)),
            _p("Lại một", _n(1)),
            _p("Từ năm", _n(1, 2)),
            _p("Không số", _n(0, 0)),
        ]
    )
    assert read_bytes(make_docx(body, numbering=NUMBERING), "a.docx").content.split("\n") == [
        "Điều 1. Phạm vi",
        "1. Một",
        "2. Hai",
        "a) điểm đầu",
        "b) điểm sau",
        "- gạch",
        "Điều 2. Đối tượng",
        "1. Lại một",
        "5. Từ năm",
        "Không số",
    ]


def test_serial_numbers_in_cells_of_their_own(make_docx: Make) -> None:
    def cell(content: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{content}</w:tc>"

    number = f"<w:p><w:pPr>{_n(1)}</w:pPr></w:p>"
    first = '<w:vMerge w:val="restart"/>'
    rows = [
        f"<w:tr>{cell(number)}{cell(_p('Phí chợ'))}{cell(_p('đồng'), first)}</w:tr>",
        f"<w:tr>{cell(number)}{cell(_p('Phí đò'))}{cell(_p(''), '<w:vMerge/>')}</w:tr>",
    ]
    text = read_bytes(make_docx(f"<w:tbl>{''.join(rows)}</w:tbl>", numbering=NUMBERING), "a.docx")
    assert text.content == "1.\tPhí chợ\tđồng\n2.\tPhí đò\t"


def test_tracked_changes_are_read_as_accepted_and_said(make_docx: Make) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Mức thu </w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> đồng</w:t></w:r></w:p>'
    )
    text = read_bytes(make_docx(body), "a.docx")
    assert text.content == "Mức thu 20 đồng"
    assert [(f.code, f.params["count"]) for f in text.findings] == [("tracked_changes", 2)]


def test_fields_boxes_breaks_hidden_text_and_capitals(make_docx: Make) -> None:
    content = f"<w:txbxContent>{_p('MẬT')}</w:txbxContent>"
    box = f"<mc:Choice Requires='x'><w:drawing>{content}</w:drawing></mc:Choice>"
    box += f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{box}</mc:AlternateContent></w:r>"
    body = "".join(
        [
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ngày 5</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:noBreakHyphen/><w:t>6</w:t>'
            "<w:br/><w:t>dòng</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>Thân</w:t></w:r>{box}</w:p>",
            _p("ẩn", look="<w:vanish/>"),
            _p("Quyết định", look="<w:caps/>"),
        ]
    )
    text = read_bytes(make_docx(body), "a.docx")
    assert text.content == "ngày 5-6\ndòng\nThân\nMẬT\nQUYẾT ĐỊNH"
    assert [f.code for f in text.findings] == ["hidden_text"]


def test_footnotes_follow_with_their_marks(make_docx: Make) -> None:
    body = "<w:p><w:r><w:t>Điều 3</w:t></w:r>"
    body += '<w:r><w:footnoteReference w:id="4"/></w:r><w:r><w:t>. Nội dung</w:t></w:r></w:p>'
    notes = f'<w:footnote w:id="0">{_p("vạch")}</w:footnote>'
    notes += f'<w:footnote w:id="4">{_p("Được sửa đổi năm 2015.")}</w:footnote>'
    assert (
        read_bytes(make_docx(body, footnotes=notes), "a.docx").content
        == "Điều 3[1]. Nội dung\n[1] Được sửa đổi năm 2015."
    )


def test_old_fonts_by_name_and_by_style(make_docx: Make) -> None:
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    styles = f'<w:style w:type="paragraph" w:styleId="H"><w:rPr>{font.format(".VnTimeH")}</w:rPr></w:style>'
    body = _p("Quy ®Þnh", '<w:pStyle w:val="H"/>') + _p("Nhµ n\u00adíc", look=font.format(".VnTime"))
    text = read_bytes(make_docx(body, styles=styles), "a.docx")
    assert text.content == "QUY ĐỊNH\nNhà nước"
    assert text.findings[0].code == "legacy_font"


def test_letterhead_set_with_tabs(make_docx: Make) -> None:
    row = "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    body = row.format("UBND HUYỆN TÂN LẬP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + row.format("1.", "Mở đầu")
    assert read_bytes(make_docx(body), "a.docx").content.split("\n") == [
        "UBND HUYỆN TÂN LẬP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "1. Mở đầu",
    ]


def _with(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", document)
    return out.getvalue()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "unsafe_xml"),
        ("<w:document", "damaged_docx"),
        ("<x/>", "damaged_docx"),
    ],
)
def test_hostile_and_broken_xml(document: str, code: str) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(_with(document), "a.docx")
    assert caught.value.finding.code == code


def test_decompression_bomb_is_refused(make_docx: Make) -> None:
    from lawreg.reading import ReadOptions

    bomb = make_docx(_p("a" * 3_000_000))
    assert len(bomb) < 50_000
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(bomb, "a.docx", options=ReadOptions(max_unpacked=1_000_000))
    assert caught.value.finding.code == "decompression_bomb"


def test_truncated_file(make_docx: Make) -> None:
    whole = make_docx(_p("Điều 1"))
    with pytest.raises(errors.Unreadable) as caught:
        read_bytes(whole[: len(whole) // 2], "a.docx")
    assert caught.value.finding.code == "damaged_docx"


def test_word_2003_xml_and_flat_packages() -> None:
    old = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
        ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:body><wx:sect>'
        "<w:p><w:r><w:t>Điều 1. Thông qua</w:t></w:r></w:p></wx:sect></w:body></w:wordDocument>"
    )
    assert read_bytes(old.encode(), "nq.doc").content == "Điều 1. Thông qua"
    flat = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        '<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{_p('Điều 2. Bãi bỏ')}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    assert read_bytes(flat.encode(), "nq.xml").content == "Điều 2. Bãi bỏ"
