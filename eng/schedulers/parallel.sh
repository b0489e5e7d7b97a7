#!/usr/bin/env bash
# Codes an archive of JSON lines with GNU parallel, on this machine or the hosts of a file. usage: parallel.sh ARCHIVE.jsonl CLAIMS.jsonl [HOSTS]
# Blocks of whole lines go to one "hudna code" each; the outcome stands in the order of the archive (--keep-order).
# HUDNA: the program (default: hudna). OPTIONS: its options, such as "--model small". JOBS: how many at a time (default: one a core).
# BLOCK: bytes to a job (default 20M).
set -euo pipefail
archive=$1 claims=$2 hosts=${3:-}
parallel --pipepart -a "$archive" --block "${BLOCK:-20M}" --keep-order --halt now,fail=1 \
    ${JOBS:+--jobs "$JOBS"} ${hosts:+--sshloginfile "$hosts"} --joblog "$claims.log" \
    "${HUDNA:-hudna} code ${OPTIONS:-}" > "$claims.part"
mv "$claims.part" "$claims"
