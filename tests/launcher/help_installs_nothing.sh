#!/bin/bash
# Help alone neither installs nor builds; afterwards it is the program's help with the launcher's below it.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"

run ./ipclab --help
expect_status 0
expect_output "--no-install"
[[ ! -e build ]] || fail "help has built something"

run ./ipclab test --help
expect_status 0
expect_output "--soak"
[[ ! -e build ]] || fail "help has built something"

run ./ipclab --yes --help
expect_status 0
expect_output "argument --help"
expect_output "--no-install"
