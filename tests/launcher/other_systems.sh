#!/bin/bash
# A system that the grader cannot observe is refused by name.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
PATH=$(path_without)
export PATH

fake_command uname <<'FAKE'
#!/bin/sh
[ "$1" = -s ] && echo Darwin || echo arm64
FAKE
run ./ipclab --yes list
expect_status 2
expect_errors "Darwin"

fake_command uname <<'FAKE'
#!/bin/sh
[ "$1" = -s ] && echo Linux || echo riscv64
FAKE
run ./ipclab --yes list
expect_status 2
expect_errors "riscv64"
[[ ! -e build ]] || fail "something was built"
