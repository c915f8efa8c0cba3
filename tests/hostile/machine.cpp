// The grader in a hostile place: interrupted and killed at random moments, beside itself, without room, without rights,
// without a standard output, and asked for what there is not.
#include "support/catch.hpp"
#include "support/real_run.hpp"
#include "support/source_text.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// Computes for four seconds of CPU time before it asks for its input.
constexpr const char* kTakesItsTime =
    "#include <ctime>\n#include <unistd.h>\n"
    "int main() {\n  while (std::clock() < 4 * CLOCKS_PER_SEC) {}\n  char byte;\n  while (::read(0, &byte, 1) == 1) {}\n}\n";

// One that is right, one that takes its time, two that are wrong: there is always something to interrupt.
void write_mixture(const Checkout& checkout) {
  fs::create_directories(checkout.tree() / "pipe");
  fs::copy(project_root() / "solutions/pipe/1-sender", checkout.tree() / "pipe/1-sender", fs::copy_options::recursive);
  checkout.write("pipe/2-receiver/receiver.cpp", kTakesItsTime);
  fs::copy(project_root() / "labs/pipe/3-relay", checkout.tree() / "pipe/3-relay", fs::copy_options::recursive);
  checkout.write("pipe/4-bulk/bulk.cpp", text_of("tests/hostile/programs/leaves-daemon.cpp"));
}

Order check_of(const Checkout& checkout, std::vector<std::string> what = {"pipe"}) {
  Order order;
  order.args = {"check", "--format", "json", "--jobs", "4", "--dir", checkout.tree().string()};
  order.args.insert(order.args.end(), what.begin(), what.end());
  return order;
}

std::string verdicts(const std::string& report) {
  std::string text;
  const json parsed = json::parse(report, nullptr, false);
  if (parsed.is_discarded()) return "no report";
  for (const json& lab : parsed["labs"])
    for (const json& step : lab["steps"])
      for (const json& check : step["checks"]) text += check["id"].get<std::string>() + " " + check["verdict"].get<std::string>() + "\n";
  return text;
}

const std::vector<std::string> kRight{"pipe/1"};

int lines_in(const std::string& text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

unsigned drawn_seed() {
  if (const char* told = std::getenv("IPCLAB_SEED")) return static_cast<unsigned>(std::atoi(told));
  return std::random_device{}();
}

// Half of the moments while it compiles and starts, half while the programs run.
int moment(std::mt19937& random, bool early) { return static_cast<int>(random() % (early ? 250 : 1500)); }

}  // namespace

TEST_CASE("Ctrl-C at any moment is exit 130 and leaves nothing") {
  const Checkout checkout;
  write_mixture(checkout);
  const std::string files = checkout.files();
  const unsigned seed = drawn_seed();
  std::mt19937 random(seed);
  const std::string first = verdicts(run(checkout, check_of(checkout, kRight)).out);
  for (int i = 0; i < 20; ++i) {
    const int ms = moment(random, i % 2 == 0);
    INFO("IPCLAB_SEED=" << seed << ", interruption " << i << " after " << ms << " ms");
    if (i % 5 == 0) fs::remove_all(checkout.root() / ".ipclab");
    RealRun grader(checkout, check_of(checkout));
    CHECK_FALSE(grader.ends_within(ms));  // one program takes four seconds of CPU time
    REQUIRE(::kill(-grader.pid(), SIGINT) == 0);  // as the terminal does it
    const Ended ended = grader.wait();
    CHECK(ended.status == 130);
    CHECK(ended.out.empty());
    CHECK(lines_in(ended.err) <= 2);
    CHECK(nobody_is_left());
    CHECK(checkout.files() == files);
  }
  CHECK(verdicts(run(checkout, check_of(checkout, kRight)).out) == first);
}

TEST_CASE("a grader killed at any moment leaves nobody, and what it kept is good") {
  const Checkout checkout;
  write_mixture(checkout);
  const std::string files = checkout.files();
  const unsigned seed = drawn_seed();
  std::mt19937 random(seed);
  const std::string first = verdicts(run(checkout, check_of(checkout, kRight)).out);
  fs::remove_all(checkout.root() / ".ipclab");
  for (int i = 0; i < 10; ++i) {
    const int ms = moment(random, i % 2 == 0);
    INFO("IPCLAB_SEED=" << seed << ", kill " << i << " after " << ms << " ms");
    RealRun grader(checkout, check_of(checkout));
    CHECK_FALSE(grader.ends_within(ms));
    REQUIRE(::kill(grader.pid(), SIGKILL) == 0);
    CHECK(grader.wait().status == 128 + SIGKILL);
    CHECK(nobody_is_left(true));  // or this waits for ever
    CHECK(checkout.files() == files);
  }
  CHECK(verdicts(run(checkout, check_of(checkout, kRight)).out) == first);
}

TEST_CASE("two graders on one checkout do not disturb each other") {
  const Checkout checkout;
  RealRun one(checkout, {.args = {"check", "pipe", "--format", "json"}}), other(checkout, {.args = {"check", "pipe", "--format", "json"}});
  const Ended first = one.wait(), second = other.wait();
  CHECK(first.status == 1);
  CHECK(second.status == 1);
  CHECK(verdicts(first.out) == verdicts(second.out));
  CHECK(nobody_is_left());
  const Ended third = run(checkout, {.args = {"check", "pipe", "--format", "json"}});
  CHECK(verdicts(third.out) == verdicts(first.out));
  CHECK(third.out.find("damaged") == std::string::npos);
}

TEST_CASE("a checkout that cannot be written to is graded, and the report says what is not kept") {
  if (::geteuid() != 0) SKIP_TEST("only root can make a checkout that is somebody else's");
  const Checkout checkout;
  const Ended ended = run(checkout, {.args = {"check", "pipe/1", "--format", "json"}, .user = kSomebody, .before = [&checkout] {
    ::chmod(checkout.temporary().c_str(), 0777);
  }});
  INFO(ended.out << ended.err);
  CHECK(ended.status == 1);
  CHECK_THAT(ended.out, ContainsSubstring("is not kept"));
  CHECK_FALSE(fs::exists(checkout.root() / ".ipclab"));
}

TEST_CASE("a full disk costs the cache and not the grade") {
  if (::geteuid() != 0) SKIP_TEST("only root can mount a small disk here");
  const Checkout checkout;
  const fs::path state = checkout.root() / ".ipclab";
  fs::create_directories(state);
  const Ended ended = run(checkout, {.args = {"check", "pipe/1", "--format", "json"}, .before = [&state] {
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", state.c_str(), "tmpfs", 0, "size=4k,nr_inodes=8") != 0)
      ::_exit(125);
  }});
  INFO(ended.out << ended.err);
  if (ended.status == 125) SKIP_TEST("no mount namespace here");
  CHECK(ended.status == 1);
  CHECK_THAT(ended.out, ContainsSubstring("not kept") && ContainsSubstring("No space left on device"));
  CHECK(nobody_is_left());
}

TEST_CASE("a report that nobody can take is one line and exit 2") {
  const Checkout checkout;
  checkout.write("pipe/1-sender/sender.cpp", "int main() {}\n");
  for (const char* place : {"/dev/full", ""}) {
    INFO(place);
    Order order = check_of(checkout, kRight);
    order.before = [place] {
      ::close(1);
      if (*place != '\0') ::open(place, O_WRONLY);
    };
    const Ended ended = run(checkout, order);
    CHECK(ended.status == 2);
    CHECK_THAT(ended.err, StartsWith("ipclab: write to standard output: "));
    CHECK(lines_in(ended.err) == 1);
    CHECK(nobody_is_left());
  }
}

TEST_CASE("what there is not is one line that says what there is") {
  const Checkout checkout;
  const std::vector<std::vector<std::string>> wrong{
      {"check", "pipes"}, {"check", "pipe/9"}, {"check", "pipe/sender-end"}, {"check", "pipe/sendr"}, {"check", "pipe/1/2/3"},
      {"check", "--jobs", "0"}, {"check", "--jobs", "many"}, {"check", "--format", "xml"}, {"check", "--dir", "/nowhere"},
      {"check", "--dir", "/dev/null"}, {"check", "--dir", checkout.temporary().string()}, {"check", "--dir"}, {"check", "--wrong"},
      {"chekc"}, {"--wrong"}, {"run"}, {"run", "pipe/nothing"}, {"hint"}, {"hint", "pipe"}, {"reset", "pipe/nothing"}, {"check", ""},
      {"check", "\x1b[31m"}, {"check", std::string(5000, 'x')}};
  for (const auto& args : wrong) {
    std::string line;
    for (const std::string& arg : args) line += arg.substr(0, 40) + " ";
    INFO(line);
    const Ended ended = run(checkout, {.args = args});
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(lines_in(ended.err) == 1);
    CHECK(ended.err.size() < 400);
    CHECK(ended.err.find('\x1b') == std::string::npos);
  }
}
