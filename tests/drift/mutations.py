"""Every mutation by name, in the order of the table that is printed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from drift import columns, figures, rows
from drift.tagged import Tagged

Mutation = Callable[[Tagged, Random], Tagged | None]

MUTATIONS: dict[str, Mutation] = {
    "column moved": columns.column_moved,
    "columns shuffled": columns.columns_shuffled,
    "label column moved to the end": columns.label_column_last,
    "column dropped": columns.column_dropped,
    "blank column inserted": columns.blank_column_inserted,
    "column of an unknown heading inserted": columns.unknown_column_inserted,
    "column without a heading inserted": columns.unheaded_column_inserted,
    "column of a further year inserted": columns.year_column_inserted,
    "heading renamed": columns.heading_renamed,
    "heading misspelt": columns.heading_misspelt,
    "heading blanked": columns.heading_blanked,
    "heading copied to another column": columns.heading_copied,
    "headings of two columns swapped": columns.headings_swapped,
    "headings slipped to the right": columns.headings_shifted_right,
    "headings slipped to the left": columns.headings_shifted_left,
    "heading split over two rows": columns.heading_split_over_rows,
    "heading split over two columns": columns.heading_split_over_columns,
    "heading merged over two columns": columns.heading_over_two_columns,
    "merged headings unmerged": columns.headings_unmerged,
    "merged headings written out": columns.headings_filled_out,
    "footnote mark on a heading": columns.heading_with_footnote,
    "heading says plan": columns.heading_says_plan,
    "label misspelt": rows.label_misspelt,
    "label replaced": rows.label_replaced,
    "label of another row": rows.label_of_another_row,
    "label blanked": rows.label_blanked,
    "label spelt otherwise": rows.label_spelt_otherwise,
    "footnote mark on a label": rows.label_with_footnote,
    "labels slipped down": rows.labels_shifted_down,
    "labels slipped up": rows.labels_shifted_up,
    "labels of two rows swapped": rows.labels_swapped,
    "row dropped": rows.row_dropped,
    "two rows swapped": rows.rows_swapped,
    "rows shuffled": rows.rows_shuffled,
    "row doubled with other figures": rows.row_doubled,
    "unknown row inserted": rows.unknown_row_inserted,
    "row of words inserted": rows.words_inserted,
    "blank row inserted": rows.blank_row_inserted,
    "header doubled": rows.heading_row_doubled,
    "columns numbered below the header": rows.columns_numbered,
    "table moved on the sheet": rows.table_moved,
    "title lost": rows.title_lost,
    "title of another table": rows.title_of_another,
    "title misspelt": rows.title_misspelt,
    "a row's figures slipped right": rows.row_shifted_right,
    "a row's figures slipped left": rows.row_shifted_left,
    "a column's figures slipped down": rows.column_shifted_down,
    "figure typed as text": figures.figure_as_text,
    "column typed as text": figures.figures_as_text,
    "thousand marks typed": figures.figure_with_thousand_marks,
    "footnote mark on a figure": figures.figure_with_footnote,
    "unit beside a figure": figures.figure_with_unit,
    "error or words for a figure": figures.figure_lost,
    "missing mark for a figure": figures.figure_missing,
    "two figures swapped": figures.figures_swapped,
    "unit noted above": figures.unit_noted,
    "unit of a row changed": figures.unit_in_label,
    "unit of a row unknown": figures.unit_unknown,
}
# Of two tables on one sheet; the other is another form's.
PAIRS: dict[str, Callable[[Tagged, Tagged], Tagged]] = {
    "another table below": figures.below,
    "another table above": lambda one, other: figures.below(other, one),
    "another table to the right": figures.beside,
    "another table to the left": lambda one, other: figures.beside(other, one),
}
