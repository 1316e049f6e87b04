from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from lawreg.errors import UsageError, WorkspaceError
from lawreg.search import index, queries, search
from lawreg.search.index import IndexDocument, update


def found(place: Path, query: str, **options) -> list[tuple[str, str | None]]:
    return [(h.doc_id, h.article) for h in search(place, query, **options).hits]


@pytest.mark.parametrize(
    "query",
    [
        "63/2010/NĐ-CP", "63/2010/ND-CP", "63-2010-NĐ-CP", "nghị định 63 năm 2010", "63/2010/nđ-cp", "NĐ 63/2010",
        "nghi dinh so 63/2010/nd-cp", "Nghị định số 63/2010/NĐ–CP", "63 2010 NĐ CP", "632010NĐCP", "063/2010/NĐ-CP",
    ],
)  # fmt: skip
def test_a_number_in_any_spelling_gives_the_document_first(place, query):
    first = search(place, query).hits[0]
    assert (first.doc_id, first.article, first.path) == ("d", None, None)


def test_a_number_two_bodies_share_gives_both(place):
    assert {d for d, _ in found(place, "12/2014/QĐ-UBND")[:2]} == {"a", "b"}


def test_after_the_document_comes_who_cites_it(place):
    assert ("c", "1") in found(place, "12/2014/QĐ-UBND")


def test_a_number_that_is_not_here_gives_who_cites_it(place):
    assert found(place, "99/2013/NĐ-CP")[0] == ("c", "1")


def test_an_article_of_a_numbered_document(place):
    assert found(place, "điều 17a nghị định 63/2010/NĐ-CP")[0] == ("d", "17a")


def test_a_law_by_its_name(place):
    assert found(place, "luật đất đai")[0] == ("e", None)


def test_words_with_accents_find_these_words_only(place):
    assert {d for d, _ in found(place, '"đường bộ"')} == {"a"}
    assert {d for d, _ in found(place, '"dương bộ"')} == {"c"}


def test_words_without_accents_find_the_likelier_reading_first(place):
    answer = search(place, "duong bo")
    assert answer.hits[0].doc_id == "a"
    assert any("**đường bộ**" in h.snippet for h in answer.hits if h.doc_id == "a")


def test_tone_placement_and_abbreviations_do_not_matter(place):
    assert found(place, '"hòa giải"') == found(place, '"hoà giải"') == [("c", "2")]
    assert found(place, '"ủy ban nhân dân cấp huyện"') == [("c", "1")]
    assert found(place, "TTHC")[0][0] == "d"


def test_annexes_and_texts_without_articles_are_found(place):
    assert found(place, "biểu mẫu đánh giá tác động")[0] == ("d", None)
    assert found(place, "tiêm phòng cúm mùa")[0] == ("f", None)


def test_operators(place):
    assert {d for d, _ in found(place, '"phí" AND (chợ OR "thô sơ")')} == {"a", "b"}
    assert {d for d, _ in found(place, '"phí" NOT chợ')} == {"a"}


def test_number_and_article_fields(place):
    assert found(place, "số:63-2010-ND-CP điều:17a") == [("d", "17a")]


def test_conditions_alone_list_documents_newest_first(place):
    assert found(place, "loại:quyết định năm:2014") == [("a", None), ("b", None)]
    assert [d for d, _ in found(place, "cơ quan:Đắk Sông")] == ["c", "a"]


@pytest.mark.parametrize(
    ("at", "said", "status"),
    [
        (date(2015, 1, 1), "còn", "in_force"),
        (date(2017, 1, 1), "còn", "partly_expired"),
        (date(2019, 1, 1), "hết", "expired"),
    ],
)
def test_status_at_a_date(place, at, said, status):
    hits = search(place, f'hiệu lực:{said} ngày:{at:%d/%m/%Y} "đường bộ"').hits
    assert {(h.doc_id, h.status) for h in hits} == {("a", status)}
    assert search(place, '"đường bộ"', at=at, status=status).hits == hits
    assert not search(place, '"đường bộ"', at=at, status="not_yet").hits


def test_filters_given_as_options(place):
    assert {d for d, _ in found(place, "phí", issuer="tỉnh Hòa Lâm")} == {"b"}
    assert {d for d, _ in found(place, "thủ tục", doc_type="nghị quyết")} == {"c"}
    assert {d for d, _ in found(place, "thủ tục", year="2009..2011")} == {"d"}
    assert {d for d, _ in found(place, "đường", field="giao thông")} == {"a"}
    with pytest.raises(UsageError):
        search(place, "phí", year="năm nay")


def test_sorting(place):
    assert next(d for d, _ in found(place, "thủ tục hành chính", sort="date")) == "c"
    assert next(d for d, _ in found(place, "thủ tục hành chính", sort="rank")) == "d"


def test_scores_fall_and_the_limit_is_kept(place):
    hits = search(place, "phí đường bộ trong chợ", limit=3).hits
    assert len(hits) == 3
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_total_counts_units_with_all_words(place):
    answer = search(place, "thủ tục hành chính", limit=1)
    assert (answer.total, answer.exact, len(answer.hits)) == (5, False, 1)


def test_facets(place):
    facets = search(place, '"phí"', facets=True).facets
    assert facets is not None
    assert facets["doc_type"] == [("Quyết định", 2)]
    assert sorted(facets["year"]) == [("2014", 2)]
    assert dict(facets["issuer"])["Ủy ban nhân dân tỉnh Hòa Lâm"] == 1


def test_faults_of_typing_get_a_suggestion(place):
    assert search(place, "phí vệ sính chợ").suggestion in (None, "phí vệ sinh chợ")
    assert search(place, "thủ tục hành chính").suggestion is None


def test_the_answer_as_json(place):
    said = search(place, "niêm yết", limit=1, full=True).to_dict()
    assert said["hits"][0] == {
        "number": "63/2010/NĐ-CP",
        "issuer": "Chính phủ",
        "doc_type": "Nghị định",
        "issued": "2010-06-08",
        "title": "Về kiểm soát thủ tục hành chính",
        "article": "17a",
        "heading": "Công khai",
        "score": said["hits"][0]["score"],
        "snippet": "Thủ tục hành chính được **niêm yết** tại trụ sở.",
        "status": "in_force",
        "doc_id": "d",
        "path": "Điều 17a",
        "text": "Thủ tục hành chính được niêm yết tại trụ sở.",
    }


def test_nothing_asked_lists_documents(place):
    assert len(found(place, "")) == 6
    assert found(place, "?!") == []


def test_many_queries(place, tmp_path):
    file = tmp_path / "queries.jsonl"
    rows = [{"id": "1", "query": "niêm yết"}, {"id": 2, "query": '"hở'}, {"id": "3", "query": "phí", "limit": 1}]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    answers = list(queries.run(place, file, limit=2))
    assert [a["id"] for a in answers] == ["1", 2, "3"]
    assert answers[0]["hits"][0]["number"] == "63/2010/NĐ-CP"
    assert answers[1]["error"]["code"] == "query_quote_open" and answers[1]["hits"] == []
    assert len(answers[2]["hits"]) == 1
    file.write_text('{"id": "1"}\n', encoding="utf-8")
    with pytest.raises(UsageError):
        list(queries.run(place, file))


def one(doc_id: str, text: str, number: str = "1/2020/QĐ-UBND") -> IndexDocument:
    day = date(2020, 1, 1)
    return IndexDocument(doc_id, number, None, "Quyết định", "Ủy ban nhân dân tỉnh Hòa Lâm", day, 2020, "Thử", None, True,
                         ((day, "in_force"),), 0, (("1", "Điều 1", None, text),))  # fmt: skip


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_documents_are_replaced_added_and_removed(tmp_path, engine):
    update(tmp_path, [one("x", "cây xanh"), one("y", "cây cầu", "2/2020/QĐ-UBND")], engine=engine, generation="1")
    assert index.read_meta(tmp_path, engine).generation == "1"
    assert {d for d, _ in found(tmp_path, "cây", engine=engine)} == {"x", "y"}
    update(tmp_path, [one("x", "mặt nước")], engine=engine, generation="2", removed_ids=["y"])
    assert found(tmp_path, "cây", engine=engine) == []
    assert found(tmp_path, "mặt nước", engine=engine) == [("x", "1")]
    meta = index.read_meta(tmp_path, engine)
    assert (meta.generation, meta.units, meta.engine) == ("2", 2, engine)


def test_a_missing_index_says_what_to_do(tmp_path):
    with pytest.raises(WorkspaceError) as caught:
        search(tmp_path, "phí")
    assert caught.value.finding.code == "search_index_missing"
    assert index.read_meta(tmp_path) is None


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_damaged_index_says_so_and_is_made_anew(tmp_path, engine):
    update(tmp_path, [one("x", "cây xanh")], engine=engine, generation="1")
    for file in (tmp_path / engine).iterdir():
        if file.name != "stamp.json" and file.stat().st_size:
            file.write_bytes(b"\x00" * 64)
    with pytest.raises(WorkspaceError) as caught:
        search(tmp_path, "cây", engine=engine)
    assert caught.value.finding.code == "search_index_damaged"
    index.clear(tmp_path)
    update(tmp_path, [one("x", "cây xanh")], engine=engine, generation="2")
    assert found(tmp_path, "cây", engine=engine) == [("x", "1")]


def test_an_index_of_other_rules_is_refused(tmp_path):
    update(tmp_path, [one("x", "cây xanh")], generation="1", engine="tantivy")
    stamp = tmp_path / "tantivy" / "stamp.json"
    stamp.write_text(stamp.read_text(encoding="utf-8").replace('"analysis": ', '"analysis": 9'), encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught:
        search(tmp_path, "cây")
    assert caught.value.finding.code == "search_index_outdated"
    with pytest.raises(WorkspaceError):
        update(tmp_path, [], generation="2", engine="tantivy")


def test_an_index_on_a_read_only_disk_is_searched_and_not_written(place, tmp_path, monkeypatch):
    if not (place / "tantivy").is_dir():
        pytest.skip("only tantivy wants to write a lock to read")
    before = search(place, "phí vệ sinh chợ").to_dict()
    shutil.copytree(place / "tantivy", tmp_path / "tantivy", ignore=shutil.ignore_patterns("*.lock"))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    found = search(tmp_path, "phí vệ sinh chợ")
    assert found.to_dict() == before
    assert found.hits[0].doc_id == "b"
    assert not list((tmp_path / "tantivy").glob(".*.lock"))
    with pytest.raises(WorkspaceError) as refused:
        update(tmp_path, [], generation="2", removed_ids=["b"])
    assert refused.value.finding.code == "search_index_write"
    assert search(tmp_path, "phí vệ sinh chợ").to_dict() == before
