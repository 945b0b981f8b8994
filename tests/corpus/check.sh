#!/bin/sh
# check.sh FACTS CORPUS EXPECTED: whether each file of the corpus is read as expected.
# EXPECTED has the lines that FACTS prints; "*" in a field is anything.
facts=$1 corpus=$2 expected=$3

if [ ! -d "$corpus" ]; then
    echo "check-corpus: skipped, no $corpus"
    exit 0
fi
grep -v '^#' "$expected" | cut -f1 | while read -r name; do
    "$facts" "$corpus/$name"
done | awk -F '\t' '
    NR == FNR { if ($0 !~ /^#/) want[$1] = $0; next }
    {
        n = split(want[$1], w, "\t")
        bad = n != NF
        for (i = 2; i <= n; i++)
            bad = bad || (w[i] != "*" && w[i] != $i)
        if (bad) { print "wanted  " want[$1]; print "got     " $0; failed++ }
        else passed++
    }
    END { printf "check-corpus: %d passed, %d failed\n", passed, failed; exit failed > 0 }
' "$expected" -
