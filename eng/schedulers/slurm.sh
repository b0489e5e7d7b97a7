#!/usr/bin/env bash
# Codes an archive of JSON lines with Slurm: an array of tasks, a part of the archive to each. usage: slurm.sh ARCHIVE.jsonl FOLDER [PARTS]
# FOLDER must lie where every node sees it. A part's claims are there whole or not at all, so a task that failed is simply run again:
# calling this once more submits the parts that have no claims yet. Puts all together in FOLDER/claims.jsonl, in the order of the archive.
# HUDNA: the program (default: hudna). OPTIONS: its options.
set -euo pipefail
archive=$1 folder=$(realpath -m "$2") parts=${3:-100}
mkdir -p "$folder"
[ -e "$folder/part.0000" ] || split --number="l/$parts" --numeric-suffixes --suffix-length=4 "$archive" "$folder/part."
waiting=$(for part in "$folder"/part.????; do n=${part##*.}; [ -e "$folder/claims.$n" ] || echo $((10#$n)); done | paste -sd,)
if [ -n "$waiting" ]; then
    sbatch --wait --array="$waiting" --job-name=hudna --output="$folder/log.%a" --wrap "
        n=\$(printf %04d \$SLURM_ARRAY_TASK_ID)
        ${HUDNA:-hudna} code ${OPTIONS:-} < '$folder'/part.\$n > '$folder'/claims.\$n.part && mv '$folder'/claims.\$n.part '$folder'/claims.\$n"
fi
cat "$folder"/claims.???? > "$folder/claims.jsonl"
