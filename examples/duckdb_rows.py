"""SQL over the rows of a corpus, with DuckDB.

    fazhi rows < documents.jsonl > figures.jsonl
    python examples/duckdb_rows.py figures.jsonl figures.parquet

Prints what the corpus holds, the indicators that most documents state, and the figures
that stand in a check that fails; writes all rows as Parquet, a tenth of the size.
docs/rows.md says what each column means.
"""

import sys

import duckdb

# Named, so that a column which is empty in the first lines has its type all the same.
COLUMNS = {
    "id": "VARCHAR",
    "report": "VARCHAR",
    "body": "VARCHAR",
    "year": "INTEGER",
    "section": "VARCHAR",
    "sentence": "VARCHAR",
    "offset": "BIGINT",
    "indicator": "VARCHAR",
    "value": "DOUBLE",
    "valueMax": "DOUBLE",
    "unit": "VARCHAR",
    "dimension": "VARCHAR",
    "base": "DOUBLE",
    "direction": "VARCHAR",
    "approx": "VARCHAR",
    "period": "VARCHAR",
    "iso": "VARCHAR",
    "subject": "VARCHAR",
    "theme": "VARCHAR",
    "kind": "VARCHAR",
    "target": "BOOLEAN",
    "check": "VARCHAR",
    "printed": "VARCHAR",
}

OVERVIEW = """
    SELECT count(DISTINCT id) AS documents, count(*) AS figures,
           min(year) AS first, max(year) AS last,
           count(*) FILTER ("check" = 'fails') AS failing
    FROM figures
"""

# Counts of the reported year alone: no plans, no changes, no comparison with last year.
INDICATORS = """
    SELECT indicator, unit, count(DISTINCT id) AS documents, median(value) AS median,
           min(value) AS least, max(value) AS most
    FROM figures
    WHERE kind = 'count' AND NOT target AND (iso IS NULL OR iso = year::VARCHAR)
    GROUP BY ALL
    ORDER BY documents DESC, indicator, unit
    LIMIT 20
"""

FAILING = """
    SELECT body, year, indicator, printed, sentence
    FROM figures
    WHERE "check" = 'fails'
    ORDER BY id, "offset"
    LIMIT 20
"""


def main(figures: str, parquet: str) -> None:
    base = duckdb.connect()
    source = base.read_json(figures, format="newline_delimited", columns=COLUMNS)
    source.to_table("figures")
    for question in (OVERVIEW, INDICATORS, FAILING):
        base.sql(question).show()
    base.table("figures").write_parquet(parquet, compression="zstd")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
