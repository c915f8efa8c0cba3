// Tokens of schedules, typed into the real program: right ones show the same again, all others are told what they are.
#include "posix/fd.hpp"
#include "support/catch.hpp"
#include "support/real_run.hpp"

#include <nlohmann/json.hpp>

using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

// The token under which a check of the skeleton was broken.
std::string token_of(const Checkout& checkout, const std::string& check) {
  const Ended ended = run(checkout, {{"check", check, "--format", "json"}});
  REQUIRE(ended.status == 1);
  const json report = json::parse(ended.out);
  for (const json& lab : report.at("labs"))
    for (const json& step : lab.at("steps"))
      for (const json& one : step.at("checks"))
        if (lab.at("id").get<std::string>() + "/" + one.at("id").get<std::string>() == check) return one.at("explored").at("token");
  return "";
}

}  // namespace

TEST_CASE("a schedule that broke a promise breaks it again each time, and not the repaired program") {
  const Checkout checkout;
  const std::string token = token_of(checkout, "start/parent-first");
  REQUIRE_THAT(token, ContainsSubstring("+"));
  for (int i = 0; i < 20; ++i) {
    const Ended again = run(checkout, {{"replay", token}});
    CHECK(again.status == 1);
    CHECK_THAT(again.out, ContainsSubstring("does not begin as promised"));
  }
  const Ended repaired = run(checkout, {{"replay", token, "--solutions"}});
  CHECK(repaired.status == 0);
  CHECK(nobody_is_left(true));
}

TEST_CASE("a program that never comes to the point of a token is not comparable") {
  const Checkout checkout;
  const Ended ended = run(checkout, {{"replay", "sigprocmask/misses-no-signal:old+waiter/pause.9", "--solutions"}});
  CHECK(ended.status == 3);
  CHECK_THAT(ended.out, ContainsSubstring("not comparable: waiter never came to its call number 9 of pause") && ContainsSubstring("it came to") && ContainsSubstring("sigsuspend"));
}

TEST_CASE("a token that is none is told in one line, and nothing is run") {
  const Checkout checkout;
  for (const char* token : {"", "pipe", "sigprocmask/misses-no-signal", "sigprocmask/misses-no-signal:older", "sigprocmask/no-such-check:old",
                            "no-such-lab/check:old", "pipe/relay:old", "pipe/long-lines:old", "sigprocmask/misses-no-signal:old+waiter/pause.0",
                            "../../etc/passwd:old", "sigprocmask/misses-no-signal:old+\x1b[31m"}) {
    const Ended ended = run(checkout, {{"replay", token}});
    INFO(token << ": " << ended.err);
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err.rfind("ipclab: ", 0) == 0);
    CHECK(ended.err.find('\n') == ended.err.size() - 1);
    CHECK(ended.err.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("a token of a delay that nobody could ever count to is answered") {
  const Checkout checkout;
  std::string token = "sigprocmask/misses-no-signal:new";
  for (int i = 1; i <= 500; ++i) token += "+waiter.c1.t2/read." + std::to_string(4'000'000'000U + static_cast<unsigned>(i));
  const Ended ended = run(checkout, {{"replay", token, "--solutions"}});
  CHECK(ended.status == 3);
  CHECK_THAT(ended.out, ContainsSubstring("not comparable"));
}

TEST_CASE("a smaller search than the usual one writes no pass down, and forgets none") {
  const Checkout checkout;
  const std::string check = "sigprocmask/misses-no-signal";
  const auto progress = [&] { return ipclab::posix::read_file((checkout.root() / ".ipclab/progress.json").string()).value_or(""); };
  const auto smaller = [&] {
    const Ended ended = run(checkout, {{"check", check, "--schedules", "1"}});
    CHECK(ended.status == 3);
    CHECK_THAT(ended.out, ContainsSubstring("provisional: passed in the 1 schedule that was tried"));
  };
  smaller();
  CHECK(progress().find(check) == std::string::npos);
  CHECK(run(checkout, {{"explain", check}}).status == 2);
  CHECK(run(checkout, {{"check", check}}).status == 1);
  const std::string failed = progress();
  CHECK_THAT(failed, ContainsSubstring(check));
  smaller();
  CHECK(progress() == failed);
}

TEST_CASE("who is no part of a check is told, with those who are") {
  const Checkout checkout;
  const Ended ended = run(checkout, {{"replay", "sigprocmask/misses-no-signal:old+watier/pause.1"}});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, ContainsSubstring("nobody is called `watier`") && ContainsSubstring("waiter and grader"));
}

TEST_CASE("a changed file under given/ is told to have no effect") {
  const Checkout checkout;
  ipclab::posix::replace_file((checkout.root() / "labs/pipe/3-relay/given/copy.hpp").string(), "// mine\n");
  const Ended ended = run(checkout, {{"check", "pipe/3"}});
  CHECK_THAT(ended.out, ContainsSubstring("labs/pipe/3-relay/given/copy.hpp is changed, which has no effect"));
  CHECK(run(checkout, {{"check", "pipe/1"}}).out.find("has no effect") == std::string::npos);
}

TEST_CASE("fewer schedules, other ones and other seeds can be asked for") {
  const Checkout checkout;
  const std::string check = "sigprocmask/misses-no-signal";
  CHECK(run(checkout, {{"check", check, "--solutions", "--schedules", "3"}}).status == 3);  // too few to call it a pass
  const Ended walk = run(checkout, {{"check", check, "--solutions", "--explore", "walk", "--schedules", "12", "--seed", "9"}});
  CHECK(walk.status == 3);  // another search, and so no pass either
  CHECK_THAT(walk.out, ContainsSubstring("provisional: passed in the 12 schedules that were tried; run") && ContainsSubstring("without --explore walk"));
  CHECK(run(checkout, {{"check", check, "--solutions", "--schedules", "0"}}).status == 2);
}
