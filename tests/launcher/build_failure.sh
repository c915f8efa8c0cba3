#!/bin/bash
# The compiler's own message is shown, and where the whole log lies; once mended, the next start builds.
source "${BASH_SOURCE[0]%/*}/support/checkout.bash"
cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.22)
project(miniature LANGUAGES CXX)
add_subdirectory(grader)
CMAKE
echo 'add_executable(ipclab main.cpp)' >grader/CMakeLists.txt
echo 'int main() { return missing_name; }' >grader/main.cpp

run ./ipclab --yes list
expect_status 2
expect_errors "error:"
expect_errors "missing_name"
expect_errors "$checkout/build/launcher.log"
grep -q missing_name build/launcher.log || fail "the log does not have it"
[[ -z $output ]] || fail "the failure belongs to standard error"

echo 'int main() { return 7; }' >grader/main.cpp
run ./ipclab list
expect_status 7

echo 'oops(' >>CMakeLists.txt
run ./ipclab list
expect_status 2
expect_errors "CMake Error"
