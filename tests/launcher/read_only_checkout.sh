#!/bin/bash
# A checkout that cannot be written: said plainly when it has to be built, of no matter when it is built already.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
needs_user
chmod -R a-w .
run as_user ./ipclab --yes list
expect_status 2
expect_errors "cannot write to $checkout/build"

chmod -R u+w .
run as_user ./ipclab --yes list
expect_status 0
chmod -R a-w .
run as_user ./ipclab list
expect_status 0
expect_output "argument list"
chmod -R u+w .
