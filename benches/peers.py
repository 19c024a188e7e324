#!/usr/bin/env python3
"""Counts columns (3)-(13) of a period in a dossier log by an engine made for it, by field and unit.

    python3 benches/peers.py duckdb|polars LOG FROM TO [distinct]

`distinct` counts the distinct ids as well. Prints JSON. Needs one of: pip install duckdb polars
"""

import datetime
import json
import sys

COLUMNS = [
    "dossier_id", "procedure_code", "field", "unit", "channel", "received_at", "due_at", "completed_at",
    "status", "late_reason", "officer", "note",
]
DAYS = ("received_at", "due_at", "completed_at")
KEYS = [
    "received_online", "received_direct", "carried_over", "resolved_early", "resolved_on_time", "resolved_late",
    "pending_in_time", "pending_overdue",
]


def by_duckdb(log, first, last, distinct):
    import duckdb

    types = ", ".join(f"'{name}': '{'DATE' if name in DAYS else 'VARCHAR'}'" for name in COLUMNS)
    conditions = [
        "received_at >= $first AND channel = 'online'",
        "received_at >= $first AND channel <> 'online'",
        "received_at < $first",
        "is_done AND NOT without_result AND completed_at < due_at",
        "is_done AND (without_result OR due_at IS NULL OR completed_at = due_at)",
        "is_done AND NOT without_result AND completed_at > due_at",
        "NOT is_done AND (waits OR due_at IS NULL OR due_at >= $last)",
        "NOT is_done AND NOT waits AND due_at < $last",
    ]
    # Rows outside the period are left out by each count, not by WHERE: the ids of all must be looked at.
    counts = [f"count(*) FILTER (WHERE is_in AND {condition})" for condition in conditions]
    if distinct:
        counts.append("count(DISTINCT dossier_id)")
    query = f"""
        SELECT field, unit, {', '.join(counts)}
        FROM (
            SELECT *,
                coalesce(completed_at <= $last, false) AS is_done,
                status IN ('withdrawn', 'returned') AS without_result,
                status IN ('awaiting_supplement', 'awaiting_payment') AS waits,
                received_at <= $last AND coalesce(completed_at >= $first, true)
                    AND status NOT IN ('submitted', 'rejected') AS is_in
            FROM read_csv('{log}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
                new_line = '\\n', columns = {{{types}}})
        )
        GROUP BY field, unit"""
    period = {"first": first, "last": last}
    for name, day in period.items():
        query = query.replace(f"${name}", f"DATE '{day}'")
    return duckdb.connect().execute(query).fetchall()


def by_polars(log, first, last, distinct):
    import polars as pl

    first, last = (datetime.date.fromisoformat(day) for day in (first, last))
    received, due, completed, status = (pl.col(name) for name in (*DAYS, "status"))
    online = pl.col("channel") == "online"
    is_done = (completed <= last).fill_null(False)
    without_result = status.is_in(["withdrawn", "returned"])
    waits = status.is_in(["awaiting_supplement", "awaiting_payment"])
    is_in = (received <= last) & (completed >= first).fill_null(True) & ~status.is_in(["submitted", "rejected"])
    conditions = [
        (received >= first) & online,
        (received >= first) & ~online,
        received < first,
        is_done & ~without_result & (completed < due),
        is_done & (without_result | due.is_null() | (completed == due)),
        is_done & ~without_result & (completed > due),
        ~is_done & (waits | due.is_null() | (due >= last)),
        ~is_done & ~waits & (due < last),
    ]
    counts = [(is_in & condition).sum().alias(key) for condition, key in zip(conditions, KEYS)]
    if distinct:
        counts.append(pl.col("dossier_id").n_unique())
    schema = {name: pl.Date if name in DAYS else pl.String for name in COLUMNS}
    groups = pl.scan_csv(log, schema=schema).group_by("field", "unit").agg(counts)
    return groups.collect(engine="streaming").rows()


def named(columns):
    row = dict(zip(KEYS, columns))
    row["received_total"] = sum(columns[0:3])
    row["resolved_total"] = sum(columns[3:6])
    row["pending_total"] = sum(columns[6:8])
    return row


def main():
    engine, log, first, last, *rest = sys.argv[1:]
    count = {"duckdb": by_duckdb, "polars": by_polars}[engine]
    total, by_field, by_unit = [0] * 8, {}, {}
    for field, unit, *columns in count(log, first, last, "distinct" in rest):
        for group in (total, by_field.setdefault(field, [0] * 8), by_unit.setdefault(unit, [0] * 8)):
            group[:] = [own + int(more) for own, more in zip(group, columns)]
    name_all = lambda groups: {name: named(groups[name]) for name in sorted(groups) if any(groups[name])}
    result = {"by_field": name_all(by_field), "by_unit": name_all(by_unit), "total": named(total)}
    print(json.dumps(result, ensure_ascii=False))


main()
