// The one way in which our tests include Catch2: version 2.13 (Debian 12, Ubuntu 22.04) and version 3 (Debian 13,
// Ubuntu 24.04) alike. Write version 3's names; where version 2 calls them otherwise they are given here.
//   TEST_CASE, SECTION, CHECK, REQUIRE, CHECK_THROWS_AS, CHECK_THAT, INFO, CAPTURE, FAIL, GENERATE
//   Catch::Matchers::ContainsSubstring, StartsWith, EndsWith, Equals; Catch::Approx
//   SKIP_TEST("what this machine cannot"): ends the test case; CTest shows it as skipped (support/main.cpp)
// Names of tests go through CTest: none of  [ ] ; " \ * ~  in them (tests/arch holds it).
#pragma once
#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_adapters.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#else
#include <catch2/catch.hpp>

namespace Catch {
using Detail::Approx;
namespace Matchers {
inline auto ContainsSubstring(const std::string& part) { return Contains(part); }
}  // namespace Matchers
}  // namespace Catch
#endif
#include <string_view>

namespace ipclab::tests {

// Remembers that this run of the test binary could not try something; main() then returns 4.
void note_skipped(std::string_view reason);

}  // namespace ipclab::tests

#define SKIP_TEST(reason)                 \
  do {                                    \
    ::ipclab::tests::note_skipped(reason); \
    return;                               \
  } while (false)
