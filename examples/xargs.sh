#!/bin/sh
# Rows of figures of a whole corpus, one process a core, with what every system has:
#
#     sh examples/xargs.sh documents.jsonl > figures.jsonl
#
# The lines are split into as many shares as there are cores, which takes the size of the
# corpus once more on the disk. A broken line is reported with its number within its
# share, and the exit code is then not 0; the rows of the others are there.
set -eu
documents=$1
cores=${CORES:-$(getconf _NPROCESSORS_ONLN)}
shares=$(mktemp -d)
trap 'rm -rf "$shares"' EXIT
split -n "l/$cores" "$documents" "$shares/share."
code=0
find "$shares" -name 'share.*' -print0 |
  xargs -0 -P "$cores" -I{} sh -c '"$1" rows < "$2" > "$2.rows"' fazhi "${FAZHI:-fazhi}" {} || code=1
cat "$shares"/*.rows
exit "$code"
