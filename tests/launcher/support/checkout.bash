# A checkout in miniature for the launcher's tests: the real launcher, and a project whose program is a shell script
# that takes no time to build. Sourced; the test starts in the checkout and everything goes away at its end.
set -u
source_root=${IPCLAB_ROOT:?set by CTest: the checkout whose launcher is tested}
unset IPCLAB_ROOT CI
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
chmod 755 "$scratch"
checkout=$scratch/checkout
mkdir -p "$checkout"/{grader,cmake}
cp "$source_root/ipclab" "$source_root/CMakePresets.json" "$checkout/"
cat >"$checkout/grader/program" <<'PROGRAM'
#!/bin/sh
[ "$1" = exit ] && exit "$2"
printf 'cwd %s\nroot %s\n' "$(pwd)" "$IPCLAB_ROOT"
for argument; do printf 'argument %s\n' "$argument"; done
PROGRAM
chmod +x "$checkout/grader/program"
cat >"$checkout/cmake/step.sh" <<'STEP'
echo built >>"$1/builds"
exec cp "$1/grader/program" "$2"
STEP
cat >"$checkout/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.22)
project(miniature LANGUAGES NONE)
set(program ${CMAKE_BINARY_DIR}/grader/ipclab)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/grader)
add_custom_command(OUTPUT ${program} DEPENDS ${CMAKE_SOURCE_DIR}/grader/program ${CMAKE_SOURCE_DIR}/cmake/step.sh
  COMMAND sh ${CMAKE_SOURCE_DIR}/cmake/step.sh ${CMAKE_SOURCE_DIR} ${program})
add_custom_target(ipclab ALL DEPENDS ${program})
enable_testing()
add_test(NAME soak COMMAND sh -c "echo soak=$IPCLAB_SOAK")
CMAKE
cd "$checkout" || exit 1

fail() {
  printf 'FAILED: %s\n-- status %s, output:\n%s\n-- errors:\n%s\n' "$*" "${status-}" "${output-}" "${errors-}"
  exit 1
}

# Runs a command; sets status, output and errors.
run() {
  "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
  status=$?
  output=$(<"$scratch/out")
  errors=$(<"$scratch/err")
}

expect_status() { ((status == $1)) || fail "status $1 expected"; }
expect_output() { [[ $output == *"$1"* ]] || fail "expected in the output: $1"; }
expect_errors() { [[ $errors == *"$1"* ]] || fail "expected in the errors: $1"; }
builds() { if [[ -e builds ]]; then wc -l <builds; else echo 0; fi; }

# A folder with every command of this machine but those named, to be used as PATH.
path_without() {
  local folder=$scratch/commands
  rm -rf -- "$folder"
  mkdir "$folder"
  local place places name
  IFS=: read -ra places <<<"$PATH"
  for place in "${places[@]}"; do ln -s "$place"/* "$folder/" 2>/dev/null; done
  for name; do rm -f -- "$folder/$name"; done
  printf '%s' "$folder"
}

# A command of our own in that folder.
fake_command() { rm -f -- "$scratch/commands/$1"; cat >"$scratch/commands/$1"; chmod +x "$scratch/commands/$1"; }

# Runs a command as an ordinary user who may write to the checkout. CTest counts 4 as skipped.
as_user() {
  if ((EUID != 0)); then "$@"; else setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; fi
}
needs_user() {
  ((EUID != 0)) || as_user test -x "$checkout/ipclab" || { echo "skipped: cannot become an ordinary user"; exit 4; }
  ((EUID != 0)) || chown -R 65534:65534 "$checkout"
}
