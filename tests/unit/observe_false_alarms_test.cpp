// The short form of tests/bench/false_alarms.cpp.
#include "support/catch.hpp"
#include "support/observed.hpp"
#include "support/scanning.hpp"

using namespace ipclab;
using namespace ipclab::tests;

TEST_CASE("programs that never get stuck are never called so") {
  for (const char* mode : kLively) {
    const Scans scans = scan(target_path("lively"), mode, 400, observe::Scope::descendants);
    INFO(scans.first.data());
    CHECK(scans.wrong == 0);
  }
}
