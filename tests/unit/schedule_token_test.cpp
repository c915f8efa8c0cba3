#include "schedule/names.hpp"
#include "schedule/token.hpp"
#include "support/catch.hpp"

#include <cerrno>
#include <stdexcept>

using namespace ipclab::schedule;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string complaint(std::string_view text) {
  try {
    (void)read_token(text);
  } catch (const std::invalid_argument& wrong) {
    return wrong.what();
  }
  return "none";
}

Token token(Plan plan) { return {"condvar", "no-lost-message", std::move(plan)}; }

Plan in_order(Plan::Order order) {
  Plan plan;
  plan.order = order;
  return plan;
}

void check_both_ways(const Plan& plan, const std::string& text) {
  CHECK(write_token(token(plan)) == text);
  const Token read = read_token(text);
  CHECK(read.lab == "condvar");
  CHECK(read.check == "no-lost-message");
  CHECK(read.plan == plan);
}

}  // namespace

TEST_CASE("a token names check, order, luck and delays, and is read as it was written") {
  check_both_ways(in_order(Plan::Order::oldest), "condvar/no-lost-message:old");
  check_both_ways(in_order(Plan::Order::newest), "condvar/no-lost-message:new");
  check_both_ways(in_order(Plan::Order::free), "condvar/no-lost-message:free");
  Plan plan = in_order(Plan::Order::walk);
  check_both_ways(plan, "condvar/no-lost-message:walk=0");
  plan.seed = 18446744073709551615ULL;
  check_both_ways(plan, "condvar/no-lost-message:walk=18446744073709551615");
  plan = in_order(Plan::Order::newest);
  plan.delays = {{"client.c1", "pthread_mutex_lock", 2}};
  check_both_ways(plan, "condvar/no-lost-message:new+client.c1/pthread_mutex_lock.2");
  plan.delays.push_back({"client#2.c1.t12.x3", "read", 1});
  plan.delays.push_back({"grader", "end_input", 1});
  plan.spurious = true;
  plan.failure = Failure{"fork", 3, EAGAIN};
  check_both_ways(plan, "condvar/no-lost-message:new~spurious~fail=fork.3.EAGAIN+client.c1/pthread_mutex_lock.2"
                        "+client#2.c1.t12.x3/read.1+grader/end_input.1");
}

TEST_CASE("two delays of one thread differ by call or number") {
  CHECK(read_token("a/b:old+p/read.1+p/read.2+p/write.1").plan.delays.size() == 3);
}

TEST_CASE("every malformed token gets a sentence of its own") {
  struct Row { const char *text, *says; };
  const Row row = GENERATE(values<Row>({
      {"", "empty token"},
      {"/b:old", "the lab's name"},
      {" a/b:old", "the lab's name"},
      {"a", "comes a slash and the check's name"},
      {"a:old", "comes a slash and the check's name"},
      {"a/", "at its end: here should be the check's name"},
      {"a/:old", "the check's name"},
      {"a/b", "comes a colon and the order"},
      {"a/b c:old", "comes a colon and the order"},
      {"a/b:", "here should be the order"},
      {"a/b:+p/read.1", "here should be the order"},
      {"a/b:oldest", "no such order"},
      {"a/b:OLD", "here should be the order"},
      {"a/b:walk", "a walk needs its seed"},
      {"a/b:walk=", "here should be the walk's seed"},
      {"a/b:walk=-1", "here should be the walk's seed"},
      {"a/b:walk=x", "here should be the walk's seed"},
      {"a/b:walk=007", "a zero in front"},
      {"a/b:walk=18446744073709551616", "too large"},
      {"a/b:old ", "nothing can follow here"},
      {"a/b:old\n", "nothing can follow here"},
      {"a/b:old=3", "nothing can follow here"},
      {"a/b:old~", "here should be some luck"},
      {"a/b:old~bad", "no such luck"},
      {"a/b:old~spurious~spurious", "twice"},
      {"a/b:old~spuriousx", "no such luck"},
      {"a/b:old~fail", "it needs the call that fails"},
      {"a/b:old~fail=", "here should be the call that fails"},
      {"a/b:old~fail=fork", "comes a stop and the how manieth"},
      {"a/b:old~fail=fork.", "here should be the number of the call"},
      {"a/b:old~fail=fork.0.EAGAIN", "counts from 1"},
      {"a/b:old~fail=fork.1", "comes a stop and the error's name"},
      {"a/b:old~fail=fork.1.", "here should be the error's name"},
      {"a/b:old~fail=fork.1.ENOPE", "knows no such error"},
      {"a/b:old~fail=fork.1.11", "knows no such error"},
      {"a/b:old~fail=fork.1.EAGAIN~fail=fork.2.EAGAIN", "only one call can fail"},
      {"a/b:old+p/read.1~spurious", "stands before the delays"},
      {"a/b:old+", "the program whose thread is held"},
      {"a/b:old+/read.1", "the program whose thread is held"},
      {"a/b:old+p", "comes a slash and the call"},
      {"a/b:old+p#/read.1", "the number of the program"},
      {"a/b:old+p#1/read.1", "counts from 2"},
      {"a/b:old+p./read.1", "c (a child), t (a thread) or x"},
      {"a/b:old+p.q1/read.1", "c (a child), t (a thread) or x"},
      {"a/b:old+p.c/read.1", "the number of the child"},
      {"a/b:old+p.c0/read.1", "counts from 1"},
      {"a/b:old+p.c1t2/read.1", "comes a slash and the call"},
      {"a/b:old+p/", "the call that the thread is held at"},
      {"a/b:old+p/.1", "the call that the thread is held at"},
      {"a/b:old+p/read", "comes a stop and its number"},
      {"a/b:old+p/read.", "here should be the number of the call"},
      {"a/b:old+p/read.x", "here should be the number of the call"},
      {"a/b:old+p/read.0", "counts from 1"},
      {"a/b:old+p/read.01", "a zero in front"},
      {"a/b:old+p/read.4294967296", "too large"},
      {"a/b:old+p/read.1.2", "nothing can follow here"},
      {"a/b:old+p/read.1+p/read.1", "twice"},
      {"a/b:old++p/read.1", "the program whose thread is held"},
      {"a/b:free+p/read.1", "nobody is held"},
  }));
  INFO(row.text);
  CHECK_THAT(complaint(row.text), ContainsSubstring(row.says));
  CHECK_THAT(complaint(row.text), ContainsSubstring(std::string(example_token())));
}

TEST_CASE("a call that no schedule knows is told, with the one that may be meant") {
  CHECK_THAT(complaint("a/b:old+p/pthread_mutex_lokc.1"), ContainsSubstring("no schedule knows a call `pthread_mutex_lokc`; did you mean `pthread_mutex_lock`?"));
  CHECK_THAT(complaint("a/b:old+p/quite_another_thing.1"), ContainsSubstring("`pause`, `read`"));
  CHECK_THAT(complaint("a/b:old~fail=frok.1.EAGAIN"), ContainsSubstring("did you mean `fork`?"));
  CHECK(complaint("a/b:old+grader/kill_children.1") == "none");  // the grader's steps are no calls
}

TEST_CASE("the example of a token is one") {
  CHECK(write_token(read_token(example_token())) == example_token());
}

TEST_CASE("a token cut off anywhere is either another token or refused") {
  const std::string whole = "condvar/no-lost-message:new~spurious~fail=fork.12.EAGAIN+client#2.c1/pthread_mutex_lock.23";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string part = whole.substr(0, length);
    INFO(part);
    if (complaint(part) == "none") CHECK(write_token(read_token(part)) == part);
  }
}

TEST_CASE("a complaint about a token says where, and repeats nothing that acts on a terminal") {
  CHECK_THAT(complaint("a/b:old+p/read.0"), ContainsSubstring("at `0`, character 16"));
  const std::string said = complaint("a/b:old\x1b[31m\xff");
  CHECK(said.find('\x1b') == std::string::npos);
  CHECK(said.find('\xff') == std::string::npos);
  CHECK(complaint("a/b:" + std::string(100'000, 'x')).size() < 400);
}

TEST_CASE("somebody of a schedule has one name in words") {
  CHECK(in_words("relay") == "relay");
  CHECK(in_words("relay#2") == "relay#2");
  CHECK(in_words("relay.c1") == "relay's child");
  CHECK(in_words("relay#2.c12") == "relay#2's child 12");
  CHECK(in_words("pool.t3") == "thread 3 of pool");
  CHECK(in_words("relay.c2.t1") == "thread 1 of relay's child 2");
  CHECK(in_words("relay.t1.c2") == "relay's thread 1's child 2");
  CHECK(in_words("relay.c1.x1") == "relay's child");
}
