#!/bin/bash
# Ctrl-C during a build: status 130, and the next start builds as if nothing had been.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
set -m  # the launcher in a process group of its own, as a terminal would have it
mkfifo gate
echo 'read -r line <"$1/gate"' >>cmake/step.sh
sed -i 's/^exec //' cmake/step.sh  # the copy first, half done; then the gate

env --default-signal=INT ./ipclab --yes list >"$scratch/out" 2>"$scratch/err" </dev/null &
launcher=$!
exec 8>gate  # opens only when the build has come to its gate
kill -INT -- "-$launcher"
wait "$launcher"
status=$?
exec 8>&-
expect_status 130

rm gate
echo open >gate
run ./ipclab list
expect_status 0
expect_output "argument list"
(($(builds) == 2)) || fail "built $(builds) times: the interrupted build was taken for a whole one"
