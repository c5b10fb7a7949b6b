#!/bin/sh
# Rows of figures of a whole corpus, one process a core, with GNU parallel:
#
#     sh examples/parallel.sh documents.jsonl > figures.jsonl
#
# Each process gets its share of the lines and holds one document at a time. The rows
# come in the order of the documents. A broken line is reported with its number within
# its share; the exit code is then that of one share or more that had one.
set -eu
documents=$1
exec parallel --will-cite --keep-order --pipe-part --arg-file "$documents" --block "${BLOCK:-10M}" "${FAZHI:-fazhi} rows"
