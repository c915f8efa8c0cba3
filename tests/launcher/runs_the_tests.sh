#!/bin/bash
# ./ipclab test: ctest's options go through, its summary comes last, 1 when a test fails.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"

run ./ipclab --yes test -V
expect_status 0
expect_output "soak="
[[ $output != *soak=full* ]] || fail "the short form is the ordinary one"

run ./ipclab test --soak -V -R soak
expect_status 0
expect_output "soak=full"
[[ ${output##*$'\n'} == "Total Test time"* ]] || fail "the summary does not come last"

echo 'add_test(NAME fails COMMAND false)' >>CMakeLists.txt
run ./ipclab test
expect_status 1
