// Lines of several writers in one text: what is a mixture of them and what is none.
#include "check/mixture.hpp"
#include "support/catch.hpp"

using ipclab::check::why_no_mixture;
using Lines = std::vector<std::string>;

TEST_CASE("lines may be mixed in any way that keeps each writer's order") {
  CHECK_FALSE(why_no_mixture("ready\na1\nb1\na2\n", "ready\n", {"a1\na2\n", "b1\n"}, {}));
  CHECK_FALSE(why_no_mixture("ready\nb1\na1\na2\n", "ready\n", {"a1\na2\n", "b1\n"}, {}));
  const auto wrong = why_no_mixture("ready\na2\nb1\na1\n", "ready\n", {"a1\na2\n", "b1\n"}, {});
  REQUIRE(wrong);
  CHECK(wrong->foreign == Lines{"a2\n"});
  CHECK(wrong->missing == Lines{"a2\n"});
}

TEST_CASE("a line that is lost, doubled, torn or invented is told") {
  CHECK(why_no_mixture("a1\n", "", {"a1\na2\n"}, {})->missing == Lines{"a2\n"});
  CHECK(why_no_mixture("a1\na1\n", "", {"a1\n"}, {})->foreign == Lines{"a1\n"});
  CHECK(why_no_mixture("a1", "", {"a1\n"}, {})->foreign == Lines{"a1"});
  CHECK(why_no_mixture("x\na1\n", "", {"a1\n"}, {})->foreign == Lines{"x\n"});
  CHECK(why_no_mixture("a1\n", "ready\n", {"a1\n"}, {})->missing == Lines{"ready\n"});
}

TEST_CASE("a writer who may have been stopped owes nothing, but writes in order") {
  CHECK_FALSE(why_no_mixture("b1\n", "", {"b1\n"}, {"a1\na2\n"}));
  CHECK_FALSE(why_no_mixture("a1\nb1\n", "", {"b1\n"}, {"a1\na2\n"}));
  CHECK_FALSE(why_no_mixture("", "", {}, {"a1\n"}));
  CHECK(why_no_mixture("a2\nb1\n", "", {"b1\n"}, {"a1\na2\n"})->foreign == Lines{"a2\n"});
}
