#!/bin/bash
# Two launchers started together: the second waits, says so, and does not build again.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
mkfifo gate "$scratch/second"
sed -i 's/^exec /read -r line <"$1\/gate"; exec /' cmake/step.sh

./ipclab --yes first >"$scratch/out" 2>"$scratch/err" </dev/null &
first=$!
exec 8>gate  # the first one builds now
./ipclab --yes second >"$scratch/out2" 2>"$scratch/second" </dev/null &
second=$!
read -r said <"$scratch/second"
[[ $said == *"another ipclab"* ]] || fail "the second said: $said"
echo go >&8
wait "$first"; status=$?
expect_status 0
wait "$second"; status=$?
expect_status 0
grep -q "argument second" "$scratch/out2" || fail "the second did not run"
(($(builds) == 1)) || fail "built $(builds) times"
