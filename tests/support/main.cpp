// The main function of every test binary. The Pool starts its hosts from /proc/self/exe, which here is the test
// binary itself: so a host must be recognised before Catch looks at the arguments.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#endif
#include "support/catch.hpp"

#include "support/inside.hpp"
#include "world/inside.hpp"

#include <cstdio>

namespace {
bool skipped = false;
constexpr int kSkipped = 4;  // SKIP_RETURN_CODE in tests/CMakeLists.txt; Catch2 3 insists on this one
}  // namespace

void ipclab::tests::note_skipped(std::string_view reason) {
  skipped = true;
  std::printf("skipped: %.*s\n", static_cast<int>(reason.size()), reason.data());
}

int main(int argc, char** argv) {
  if (ipclab::world::is_host(argc, argv)) return ipclab::world::serve_worlds(argc, argv, ipclab::tests::work_inside);
  const int result = Catch::Session().run(argc, argv);
  if (result == 0 && skipped) return kSkipped;
  return result == kSkipped ? 1 : result;  // Catch2 counts: four failures are no skip
}
