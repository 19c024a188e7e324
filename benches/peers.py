#!/usr/bin/env python3
"""Counts the columns (4)-(6), (8)-(10), (12), (13) of form II.06a by field and unit with an engine for data.

    peers.py duckdb|polars                              its version, if python3 finds it
    peers.py duckdb|polars LOG FROM TO [--distinct]     the figures of a period as JSON, columns (3) to (13)

Each engine is told the types, so that it need not guess them, and works on all cores. With --distinct it counts the
distinct ids of each group too: less than a proof over all rows, and the cheapest way to have one in the same reading.
"""

import importlib
import json
import sys
from datetime import date

COLUMNS = ("dossier_id procedure_code field unit channel received_at due_at completed_at status late_reason "
           "officer note").split()
DAYS = ("received_at", "due_at", "completed_at")


def duckdb_groups(duckdb, log, first, last, distinct):
    types = {name: "DATE" if name in DAYS else "VARCHAR" for name in COLUMNS}
    in_window = f"BETWEEN DATE '{first}' AND DATE '{last}'"
    received = f"received_at {in_window}"
    resolved = f"completed_at {in_window}"
    judged = "status NOT IN ('withdrawn', 'returned')"
    pending = f"received_at <= DATE '{last}' AND (completed_at IS NULL OR completed_at > DATE '{last}')"
    overdue = f"coalesce(due_at < DATE '{last}', false) AND status NOT IN ('awaiting_supplement', 'awaiting_payment')"
    rules = [
        f"{received} AND channel = 'online'",
        f"{received} AND channel <> 'online'",
        f"received_at < DATE '{first}' AND (completed_at IS NULL OR completed_at >= DATE '{first}')",
        f"{resolved} AND {judged} AND completed_at < due_at",
        f"{resolved} AND NOT ({judged} AND coalesce(completed_at <> due_at, false))",
        f"{resolved} AND {judged} AND completed_at > due_at",
        f"{pending} AND NOT ({overdue})",
        f"{pending} AND {overdue}",
    ]
    counts = [f"count(*) FILTER (WHERE {rule})" for rule in rules]
    counts += ["count(DISTINCT dossier_id)"] if distinct else []
    query = (f"SELECT field, unit, {', '.join(counts)} "
             "FROM read_csv(?, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', new_line='\\n', "
             f"columns={types}) WHERE status NOT IN ('submitted', 'rejected') GROUP BY field, unit")
    return duckdb.connect().execute(query, [log]).fetchall()


def polars_groups(polars, log, first, last, distinct):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    received_at, due_at, completed_at = (polars.col(name) for name in DAYS)
    status, online = polars.col("status"), polars.col("channel") == "online"
    received = received_at.is_between(first, last)
    resolved = completed_at.is_between(first, last).fill_null(False)
    judged = ~status.is_in(["withdrawn", "returned"])
    pending = (received_at <= last) & (completed_at > last).fill_null(True)
    overdue = (due_at < last).fill_null(False) & ~status.is_in(["awaiting_supplement", "awaiting_payment"])
    rules = [
        received & online,
        received & ~online,
        (received_at < first) & (completed_at >= first).fill_null(True),
        resolved & judged & (completed_at < due_at),
        resolved & ~(judged & (completed_at != due_at).fill_null(False)),
        resolved & judged & (completed_at > due_at),
        pending & ~overdue,
        pending & overdue,
    ]
    counts = [rule.sum().alias(str(number)) for number, rule in enumerate(rules)]
    counts += [polars.col("dossier_id").n_unique().alias("ids")] if distinct else []
    types = {name: polars.Date if name in DAYS else polars.String for name in COLUMNS}
    rows = polars.scan_csv(log, schema=types).filter(~status.is_in(["submitted", "rejected"]))
    return rows.group_by("field", "unit").agg(counts).collect(engine="streaming").rows()


def figures(groups):
    """Sums over the groups, in the shape that benches/common/figures.rs reads."""
    sums = {"total": [0] * 11, "by_field": {}, "by_unit": {}}
    for field, unit, *counts in groups:
        online, direct, carried, early, on_time, late, in_time, overdue = counts[:8]
        row = [online + direct + carried, online, direct, carried, early + on_time + late, early, on_time, late,
               in_time + overdue, in_time, overdue]
        if not any(row):
            continue
        for sum_ in (sums["total"], sums["by_field"].setdefault(field or "", [0] * 11),
                     sums["by_unit"].setdefault(unit, [0] * 11)):
            for column, count in enumerate(row):
                sum_[column] += count
    return sums


def main():
    name, *rest = sys.argv[1:]
    engine = importlib.import_module(name)
    if not rest:
        print(engine.__version__)
        return
    log, first, last = rest[:3]
    count = {"duckdb": duckdb_groups, "polars": polars_groups}[name]
    print(json.dumps(figures(count(engine, log, first, last, "--distinct" in rest)), ensure_ascii=False))


if __name__ == "__main__":
    main()
