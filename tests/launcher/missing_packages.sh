#!/bin/bash
# What is missing is named; who is asked, and who is not. apt-get, dpkg and sudo are ours here: nothing is installed.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
cmake=$(command -v cmake)
PATH=$(path_without cmake apt-get dpkg sudo)
export PATH
calls=$scratch/calls
: >"$calls"
chmod 666 "$calls"

run ./ipclab --yes list
expect_status 2
expect_errors "no apt-get"
expect_errors "cmake"

fake_command apt-get <<FAKE
#!/bin/sh
echo "apt-get \$*" >>"$calls"
[ -e "$scratch/lists" ] || case " \$* " in *" update "*) : >"$scratch/lists" ;; *) exit 100 ;; esac
case " \$* " in *" -s "*) exit 0 ;; *" install "*) ln -s $cmake "$scratch/commands/cmake" ;; esac
FAKE
fake_command dpkg </dev/null
run ./ipclab --no-install list
expect_status 2
expect_errors "not installed yet: cmake"
expect_errors "apt-get install"
[[ ! -s $calls ]] || fail "--no-install called $(<"$calls")"

if ((EUID == 0)); then  # root is not asked; the lists are fetched only because the package is not known
  run ./ipclab list
  expect_status 0
  expect_output "argument list"
  grep -q " update" "$calls" || fail "the lists were not fetched"
  rm "$scratch/commands/cmake"
  echo "# changed" >>grader/program
  : >"$calls"
  run ./ipclab list
  expect_status 0
  ! grep -q " update" "$calls" || fail "the lists were fetched although the package was known"
  rm "$scratch/commands/cmake"
  echo "# changed" >>grader/program
fi

needs_user
chmod 777 "$scratch/commands" "$scratch"
: >"$scratch/lists"
: >"$calls"
fake_command sudo <<FAKE
#!/bin/sh
echo "sudo \$*" >>"$calls"
case \$1 in -*) exit 0 ;; esac
exec "\$@"
FAKE
run as_user ./ipclab list
expect_status 2
expect_errors "sudo apt-get install"
[[ ! -s $calls ]] || fail "without a terminal and without --yes it called $(<"$calls")"

run as_user ./ipclab --yes list
expect_status 0
expect_output "argument list"
grep -q "^sudo env .*apt-get" "$calls" || fail "--yes did not install: $(<"$calls")"

# On a terminal it shows the command and asks; only then is sudo called. script(1) is the terminal.
on_terminal() { as_user script -qec "./ipclab list" /dev/null; }
ask() { on_terminal <<<"$1" >"$scratch/out" 2>&1; status=$?; output=$(<"$scratch/out"); }
rm "$scratch/commands/cmake"
echo "# changed" >>grader/program
: >"$calls"
ask n
expect_status 2
expect_output "sudo apt-get install"
expect_output "[Y/n]"
[[ ! -s $calls ]] || fail "after a no it called $(<"$calls")"
ask y
expect_status 0
expect_output "argument list"
grep -q "^sudo env .*apt-get" "$calls" || fail "after a yes it did not install: $(<"$calls")"
