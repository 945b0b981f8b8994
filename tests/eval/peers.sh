#!/bin/sh
# usage: peers.sh SUMMARIZE SHARED MEASURE
# ROUGE (F1) at equal words, wall time and memory of this program beside those of others:
# ots (Debian), and from npm lexrank, node-summarizer and ts-textrank, which are
# installed into a temporary folder. Takes an hour; PEERS, a list of names, shortens it.
program=$1 eval=$2/eval measure=$3
here=$(cd "$(dirname "$0")" && pwd)
[ -d "$eval" ] || { echo "peers: skipped: no $eval"; exit 0; }
eval=$(cd "$eval" && pwd)
words=${WORDS:-110} patience=${PATIENCE:-300}
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT
set -- lexrank@1.0.5 node-summarizer@1.0.7 ts-textrank@1.0.3
command -v npm >/dev/null && npm install --silent --prefix "$out/npm" "$@"

# A program's digest of {in}. Others get the talk without its labels, are asked for
# enough sentences, and are cut at the budget by the scorer.
cat >"$out/run" <<END
#!/bin/sh
[ "\$1" != ours ] || exec "$program" -q -p builtin -f text -w $words "\$2"
plain=\$(mktemp) && trap 'rm -f "\$plain"' EXIT
sed 's/^[^:]*: //' "\$2" >"\$plain"
case \$1 in
ots) ots -r \$(( (100 * 4 * $words) / (\$(wc -w <"\$plain") + 1) + 1 )) "\$plain" ;;
*) node "$here/peers.js" "$out/npm" "\$1" \$(($words / 6)) "\$plain" ;;
esac
END
chmod +x "$out/run"

# An episode of 60,000 words: meetings joined.
for meeting in "$eval"/qmsum-val/*.txt; do
    [ "$(cat "$out/long.txt" 2>/dev/null | wc -w)" -ge 60000 ] && break
    cat "$meeting" >>"$out/long.txt"
done

# Seconds and megabytes of the quickest of three runs; a slow one is stopped.
cost()
{
    if "$measure" 3 timeout "$patience" "$out/run" "$1" "$out/long.txt" >"$out/cost" \
        2>/dev/null; then
        awk '{ printf "%7.2f s %5.1f MB", $1 / 1000, $2 }' "$out/cost"
    else
        echo "> $patience s, or failed"
    fi
}

echo "Meetings at $words words; $(wc -w <"$out/long.txt") words at once:"
for name in ${PEERS:-ours ots lexrank node-summarizer ts-textrank}; do
    python3 "$eval/run_set.py" --words "$words" --limit "$words" --jobs 1 \
        --timeout "$patience" --digest "$out/run $name {in}" "$eval/qmsum-val" \
        "$out/$name" >"$out/figures"
    printf '%-16s %s  %s\n' "$name" "$(awk '/ rouge[12] / {
        printf "%s %5.2f  ", $1, $2 }' "$out/figures")" "$(cost "$name")"
done
