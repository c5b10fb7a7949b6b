"""Rows of figures of a corpus on a cluster, with Spark.

    python examples/spark_rows.py documents.jsonl figures.parquet

`fazhi` has to be on the PATH of every worker, or FAZHI names it. Each partition is piped
through one process of it, which holds one document at a time. Broken lines are reported
in the workers' logs, with their number within the partition.

MASTER names the cluster; without it two workers are started on this machine, each a
process of its own, as on a cluster (local-cluster). docs/rows.md says what each column
means.
"""

import os
import sys

from pyspark.sql import SparkSession

SCHEMA = """
    id STRING, report STRING, body STRING, year INT, section STRING, sentence STRING,
    offset LONG, indicator STRING, value DOUBLE, valueMax DOUBLE, unit STRING,
    dimension STRING, base DOUBLE, direction STRING, approx STRING, period STRING,
    iso STRING, subject STRING, theme STRING, kind STRING, target BOOLEAN, check STRING,
    printed STRING
"""


def main(documents: str, parquet: str) -> None:
    master = os.environ.get("MASTER", "local-cluster[2,1,1024]")
    fazhi = os.environ.get("FAZHI", "fazhi")
    spark = SparkSession.builder.master(master).appName("fazhi rows").getOrCreate()
    context = spark.sparkContext
    partitions = int(os.environ.get("PARTITIONS", "8"))
    rows = context.textFile(documents, partitions).pipe(f"{fazhi} rows")
    figures = spark.read.schema(SCHEMA).json(rows)
    figures.write.mode("overwrite").parquet(parquet)
    written = spark.read.parquet(parquet)
    written.createOrReplaceTempView("figures")
    spark.sql(
        "SELECT count(DISTINCT id) AS documents, count(*) AS figures, "
        "count_if(`check` = 'fails') AS failing FROM figures"
    ).show()
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
