// What is drawn of real programs, through the real grader.
#include "course/weave.hpp"
#include "support/catch.hpp"
#include "support/real_run.hpp"
#include "support/source_text.hpp"

#include <fstream>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

// As a student who has done it: the solution of one program in its place under labs/.
void repair(const Checkout& checkout, const std::string& file) {
  std::ofstream(checkout.root() / "labs" / file) << course::weave(text_of("solutions/" + file), course::kNoBug, file);
}

}  // namespace

TEST_CASE("a check that a schedule breaks is drawn with who is held, and what came of it") {
  const Checkout checkout;
  const Ended ended = run(checkout, {{"trace", "sigprocmask/misses-no-signal"}});
  CHECK(ended.status == 1);
  CHECK_THAT(ended.out, ContainsSubstring("held before pause"));
  CHECK_THAT(ended.out, ContainsSubstring("gets SIGUSR1"));
  CHECK_THAT(ended.out, ContainsSubstring("for ever"));
  CHECK_THAT(ended.out, ContainsSubstring("waiter never writes started"));
  CHECK_THAT(ended.out, ContainsSubstring("./ipclab replay sigprocmask/misses-no-signal:"));
  CHECK(nobody_is_left(true));
}

TEST_CASE("a check that is kept is drawn with nobody held") {
  const Checkout checkout;
  const Ended ended = run(checkout, {{"trace", "sigprocmask/misses-no-signal", "--solutions"}});
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("It was kept in all "));
  CHECK_THAT(ended.out, ContainsSubstring("gets SIGUSR1"));
  CHECK(ended.out.find("held by the schedule") == std::string::npos);
}

TEST_CASE("what blocks for ever without a schedule is drawn too") {
  const Checkout checkout;
  const Ended ended = run(checkout, {{"trace", "pipe/ends-with-input"}});
  CHECK(ended.status == 1);
  CHECK_THAT(ended.out, ContainsSubstring("for ever"));
  CHECK_THAT(ended.out, ContainsSubstring("relay's child"));
  CHECK_THAT(ended.out, ContainsSubstring("is fd 4 of relay itself"));
}

TEST_CASE("what cannot be drawn says why in a line") {
  const Checkout checkout;
  const Ended many = run(checkout, {{"trace", "pipe/relay"}});
  CHECK(many.status == 2);
  CHECK_THAT(many.err, ContainsSubstring("trace draws one check; pipe/relay has pipe/"));
  const Ended none = run(checkout, {{"trace", "pipe/no-such-thing"}});
  CHECK(none.status == 2);
  CHECK(none.out.empty());
}

TEST_CASE("the same schedule is drawn on a mistake and on the program in which it is repaired") {
  const Checkout checkout;
  const Ended early = run(checkout, {{"explain", "sigprocmask/misses-no-signal"}});
  CHECK(early.status == 2);
  CHECK_THAT(early.err, ContainsSubstring("has not been checked yet"));
  repair(checkout, "sigprocmask/3-waiter/waiter.cpp");
  REQUIRE(run(checkout, {{"check", "sigprocmask/waiter"}}).status == 0);
  const Ended ended = run(checkout, {{"explain", "sigprocmask/misses-no-signal"}});
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("With this mistake, and no other:"));
  CHECK_THAT(ended.out, ContainsSubstring("held before pause"));
  CHECK_THAT(ended.out, ContainsSubstring("not comparable: waiter never came to its call number 1 of pause"));
  CHECK_THAT(ended.out, ContainsSubstring("kept: waiter misses no signal"));
  CHECK(nobody_is_left(true));
}
