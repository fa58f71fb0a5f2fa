"""Names in quotes and messages are masked in the warehouse, on both engines; the lake keeps the words."""

from __future__ import annotations

import pyarrow as pa

from drawn import ask
from lientinh.publish.masking_words import Masker
from small_lakes import SmallLake, small_catalogue

QUOTE = "theo bà Lê Thị Thử, tạo việc làm cho 12500 người"


def test_what_is_published_names_nobody(tmp_path, warehouse_url):
    lake = SmallLake(tmp_path, small_catalogue(), warehouse_url)
    finding = {"row": 1, "rule_id": "gate1.number_blank", "quote": QUOTE}
    decision = lake.submit(f"id | value | quote\na | 12500 | {QUOTE}", name="one", findings=[finding])
    lake.publish("2023-01-11")
    (evidence,) = ask(lake.warehouse, "select quote, value_text, locator from evidence")
    assert evidence["quote"] == "theo bà [họ tên], tạo việc làm cho 12500 người"
    assert evidence["value_text"] in evidence["quote"]
    assert evidence["locator"] == "a.txt:1:3-9"
    for relation in ("evidence", "observation", "finding", "comparison", "dim_submission", "dim_report"):
        assert "Thử" not in str(ask(lake.warehouse, f"select * from {relation}")), relation
    (kept,) = lake.lake.read_stage("observations", [decision]).to_pylist()
    assert kept["quote"] == QUOTE


def test_a_warehouse_published_without_masks_is_made_anew(tmp_path, monkeypatch):
    from lientinh.publish import relations

    lake = SmallLake(tmp_path, small_catalogue())
    lake.submit(f"value | quote\n12500 | {QUOTE}", name="one")
    with monkeypatch.context() as patch:
        patch.setattr(relations, "MASKED_AS", "0")
        relations.digest_relations.cache_clear()
        patch.setattr(Masker, "quotes", lambda self, table: table)
        lake.publish("2023-01-11")
    assert "Thử" in str(ask(lake.warehouse, "select quote from evidence"))
    relations.digest_relations.cache_clear()
    lake.publish("2023-01-12")
    assert "Thử" not in str(ask(lake.warehouse, "select quote from evidence"))


def test_columns_with_nulls_and_without_rows():
    table = pa.table({"quote": ["bà Lê Thị Thử: 5", None, "Hà Giang 5"], "value_text": ["5", None, "5"]})
    masker = Masker({"hà giang"})
    assert masker.quotes(table).column("quote").to_pylist() == ["bà [họ tên]: 5", None, "Hà Giang 5"]
    empty = table.schema.empty_table()
    assert masker.columns(masker.quotes(empty), "quote").num_rows == 0
