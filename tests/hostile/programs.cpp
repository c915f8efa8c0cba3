// Every program of tests/hostile/programs, in the place of a student's, through the real grader: one clear sentence,
// no hang, and nothing left behind. Four are graded at once, each by the first check of its step, which wants the
// program to end with 0 (and from receiver, relay and bulk what they owe).
#include "support/catch.hpp"
#include "support/real_run.hpp"
#include "support/source_text.hpp"

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>
#include <vector>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct Case {
  const char* program;  // tests/hostile/programs/<program>.cpp
  const char* verdict;
  const char* says;     // a part of the sentence, or of the notes below it
};
// In the places of sender, receiver, relay and bulk; one without a program stays empty.
using Four = std::array<Case, 4>;

struct Place {
  const char* file;
  const char* check;
};
constexpr std::array<Place, 4> kPlaces{{{"pipe/1-sender/sender.cpp", "sender-ends"},
                                        {"pipe/2-receiver/receiver.cpp", "receiver-ends"},
                                        {"pipe/3-relay/relay.cpp", "ends-with-input"},
                                        {"pipe/4-bulk/bulk.cpp", "heading-once"}}};

constexpr Case kNone{nullptr, nullptr, nullptr};

const std::vector<Four> kQuick{
    {{{"aborts", "failed", "SIGABRT"}, {"becomes-shell", "failed", "CPU time"}, {"becomes-reader", "failed", "blocked for ever"},
      {"blocks-signals", "failed", "blocked for ever"}}},
    {{{"leaves-objects", "failed", "a System V shared memory segment"}, {"closes-streams", "failed", "standard output"},
      {"crash", "failed", "relay.cpp:4"}, {"floods-output", "failed", "does not stop"}}},
    {{{"leaves-daemon", "failed", "sender's child's child"}, {"escape-sequences", "failed", "\\x1b[2J"},
      {"exits-before-main", "failed", "0 bytes"}, {"fake-sanitizer", "failed", "exit 99"}}},
    {{{"many-files", "failed", "Left behind: a file"}, {"fake-verdict", "failed", "standard output"},
      {"kills-all", "failed", "standard output"}, {"kills-parent", "failed", "exit 3"}}},
    {{{"hidden-but-right", "passed", ""}, {"kills-group", "failed", "SIGKILL"}, {"maps-too-much", "failed", "exit 3"},
      {"one-long-line", "failed", "does not stop"}}},
    {{{"removes-folder", "failed", "exit 3"}, {"opens-without-end", "failed", "exit 3"}, {"stops-itself", "failed", "stopped"},
      {"traces-itself", "failed", "SIGTRAP"}}},
};
const std::vector<Four> kHungry{
    {{{"spins", "failed", "CPU time"}, {"fills-folders", "failed", "exit 3"}, {"floods-errors", "inconclusive", "standard error"},
      {"eats-memory-together", "failed", ""}}},
    {{{"fork-bomb", "failed", "CPU time"}, {"timer-storm", "failed", "500 times in a row"}, {"fork-daemons", "failed", ""}, {"eats-memory", "failed", ""}}},
};
const Four kChain{{{"fork-chain", "", ""}, {"naps-unseen", "inconclusive", "may still wake it by a timer"}, kNone, kNone}};
// Time is virtual: an hour is over at once, and what begins again and again comes to the end of its budget.
const Four kIdle{{{"naps", "failed", "500 times in a row"}, {"polls", "failed", "500 times in a row"}, {"sleeps", "failed", "wrote something else"},
                  {"alarm-far-away", "failed", "SIGALRM"}}};
// What depends on the tier: whether the observer can see into a process that hides.
const Four kHidden{{{"hidden-deadlock", "", ""}, kNone, kNone, kNone}};

std::string all_words(const json& check) {
  std::string text = check.value("because", "");
  if (!check.contains("finding")) return text;
  const json& finding = check["finding"];
  text += finding.value("happened", "") + "\n";
  for (const json& note : finding["notes"]) text += note.get<std::string>() + "\n";
  for (const json& line : finding["waiting"]) text += line.dump() + "\n";
  if (finding.contains("at")) text += finding["at"].at("file").get<std::string>() + ":" + std::to_string(finding["at"].at("line").get<int>()) + "\n";
  return text + finding.value("actual", "");
}

json check_named(const json& report, const std::string& id) {
  for (const json& lab : report.at("labs"))
    for (const json& step : lab.at("steps"))
      for (const json& check : step.at("checks"))
        if (check.at("id") == id) return check;
  return {};
}

Order order_of(const Checkout& checkout, const Four& four, unsigned user, const char* tier) {
  Order order;
  order.args = {"check", "--format", "json", "--jobs", "4", "--dir", checkout.tree().string()};
  for (std::size_t i = 0; i < four.size(); ++i)
    if (four[i].program != nullptr) order.args.push_back(std::string("pipe/") + kPlaces[i].check);
  order.user = user;
  if (tier != nullptr) order.environment["IPCLAB_TIER"] = tier;
  return order;
}

bool can_be_read(const std::string& text) {
  return text.find('\x1b') == std::string::npos && text.find('\x07') == std::string::npos && text.find('\r') == std::string::npos;
}

// Four programs at work; judged when the object goes.
class Grading {
 public:
  Grading(const Four& four, unsigned user, const char* tier) : four_(four) {
    for (std::size_t i = 0; i < four.size(); ++i)
      if (four[i].program != nullptr)
        checkout_.write(kPlaces[i].file, text_of(std::string("tests/hostile/programs/") + four[i].program + ".cpp"));
    if (user != 0) checkout_.give_to(user);
    files_ = checkout_.files();
    run_.emplace(checkout_, order_of(checkout_, four, user, tier));
  }

  // `alone`: nothing else of ours runs.
  void judge(bool alone) {
    const Ended ended = run_->wait();
    INFO(ended.err);
    if (alone) CHECK(nobody_is_left());
    CHECK(checkout_.files() == files_);
    CHECK(::access("/dev/shm/ipclab-hostile", F_OK) != 0);
    CHECK(::shmget(0x1bc0ffed, 0, 0) < 0);
    CHECK(ended.out.size() < 32U << 10);
    CHECK(can_be_read(ended.out + ended.err));
    CHECK(ended.err.empty());
    REQUIRE(json::accept(ended.out));
    const json report = json::parse(ended.out);
    CHECK(ended.status == report["summary"]["exit_code"]);
    for (std::size_t i = 0; i < four_.size(); ++i)
      if (four_[i].program != nullptr) judge(four_[i], check_named(report, kPlaces[i].check));
  }

 private:
  static void judge(const Case& one, const json& check) {
    INFO(one.program << "\n" << check.dump(2));
    REQUIRE(check.is_object());
    if (*one.verdict != '\0') CHECK(check["verdict"] == one.verdict);
    else CHECK((check["verdict"] == "failed" || check["verdict"] == "inconclusive"));
    CHECK_THAT(all_words(check), ContainsSubstring(one.says));
  }

  Four four_;
  Checkout checkout_;
  std::string files_;
  std::optional<RealRun> run_;
};

void grade(const Four& four, unsigned user = 0, const char* tier = nullptr) { Grading(four, user, tier).judge(true); }

void grade_all(const std::vector<Four>& all, unsigned user = 0, const char* tier = nullptr) {
  for (const Four& four : all) grade(four, user, tier);
}

bool tier_is_here(const char* tier) {
  const Checkout checkout;
  Order order;
  order.args = {"check", "pipe/sender-ends", "--solutions"};
  order.environment["IPCLAB_TIER"] = tier;
  return run(checkout, order).status == 0;
}

}  // namespace

TEST_CASE("programs that mean harm get a plain verdict and leave nothing") { grade_all(kQuick); }

TEST_CASE("programs that take all they can get, or sleep and poll for ever, come to the end of a budget") {
  // At the same time: the ones need the processors, the others only wait.
  Grading idle(kIdle, 0, nullptr), chain(kChain, 0, nullptr);
  for (const Four& four : kHungry) Grading(four, 0, nullptr).judge(false);
  chain.judge(false);
  idle.judge(true);
}

TEST_CASE("a program that hides is judged where it can be seen and else left open") { grade(kHidden); }

TEST_CASE("programs that mean harm do none to an ordinary user") {
  if (::geteuid() != 0) SKIP_TEST("the tests above have done it: we are an ordinary user");
  grade(kQuick[1], kSomebody);
  grade(kQuick[3], kSomebody);
  grade(kHidden, kSomebody);
}

TEST_CASE("programs that mean harm do none without namespaces") {
  if (!tier_is_here("reduced")) SKIP_TEST("the reduced tier cannot be had here");
  const unsigned user = ::geteuid() == 0 ? kSomebody : 0;
  grade(kQuick[1], 0, "reduced");
  Four leaving = kQuick[2];
  leaving[0] = {"leaves-daemon", "inconclusive", "a process outside could act on it"};
  for (const Four& four : {leaving, kQuick[3], kQuick[4], kHungry[1]}) grade(four, user, "reduced");
}

TEST_CASE("each hostile program is in one of the tables") {
  std::set<std::string> named;
  std::vector<Four> all{kChain, kIdle, kHidden};
  all.insert(all.end(), kQuick.begin(), kQuick.end());
  all.insert(all.end(), kHungry.begin(), kHungry.end());
  for (const Four& four : all)
    for (const Case& one : four)
      if (one.program != nullptr) named.insert(one.program);
  std::set<std::string> there;
  for (const auto& entry : fs::directory_iterator(project_root() / "tests/hostile/programs")) there.insert(entry.path().stem().string());
  CHECK(there == named);
}
