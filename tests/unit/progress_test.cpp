#include "course/progress.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <sys/stat.h>

using namespace ipclab;
using namespace ipclab::course;
using check::Verdict;
using Catch::Matchers::ContainsSubstring;

namespace {
check::CheckResult result(Verdict verdict, std::optional<std::string> bug = {}) {
  check::CheckResult one;
  one.lab = "pipe";
  one.check = "ends-with-input";
  one.verdict = verdict;
  one.bug = std::move(bug);
  return one;
}
}  // namespace

TEST_CASE("progress begins empty and is what was saved") {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / ".ipclab" / "progress.json";
  Progress progress(file);
  CHECK_FALSE(progress.last("pipe", "ends-with-input"));
  progress.record(result(Verdict::failed, "write-end-open"));
  progress.saw_hint("pipe", "write-end-open", 2);
  progress.save();
  const Progress again(file);
  CHECK(again.note().empty());
  CHECK(again.last("pipe", "ends-with-input")->verdict == Verdict::failed);
  CHECK(again.last("pipe", "ends-with-input")->bug == "write-end-open");
  CHECK(again.hints_seen("pipe", "write-end-open") == 2);
}

TEST_CASE("a check that passes keeps the bug it once showed") {
  const tests::TemporaryFolder folder;
  Progress progress(folder.path() / "p.json");
  progress.record(result(Verdict::failed, "write-end-open"));
  progress.record(result(Verdict::passed));
  CHECK(progress.last("pipe", "ends-with-input")->verdict == Verdict::passed);
  CHECK(progress.last("pipe", "ends-with-input")->bug == "write-end-open");
  progress.record(result(Verdict::failed));
  CHECK(progress.last("pipe", "ends-with-input")->bug.empty());
}

TEST_CASE("what a smaller search than the usual one has kept changes nothing") {
  const tests::TemporaryFolder folder;
  Progress progress(folder.path() / "p.json");
  auto kept = result(Verdict::inconclusive);
  kept.explored.emplace().reduced = true;
  progress.record(kept);
  CHECK_FALSE(progress.last("pipe", "ends-with-input"));
  progress.record(result(Verdict::failed, "write-end-open"));
  progress.record(kept);
  CHECK(progress.last("pipe", "ends-with-input")->verdict == Verdict::failed);
  progress.record(result(Verdict::passed));
  progress.record(kept);
  CHECK(progress.last("pipe", "ends-with-input")->verdict == Verdict::passed);
}

TEST_CASE("hints that were seen are never unseen") {
  const tests::TemporaryFolder folder;
  Progress progress(folder.path() / "p.json");
  progress.saw_hint("pipe", "b", 3);
  progress.saw_hint("pipe", "b", 1);
  CHECK(progress.hints_seen("pipe", "b") == 3);
}

TEST_CASE("a damaged progress file is kept aside and told") {
  const tests::TemporaryFolder folder;
  const std::string text = GENERATE(as<std::string>(), "", "{", "[]", "{\"format_version\":2,\"checks\":{},\"hints\":{}}",
                                    "{\"format_version\":1,\"checks\":{\"a\":{\"verdict\":\"splendid\"}},\"hints\":{}}",
                                    "{\"format_version\":1,\"checks\":{\"a\":7},\"hints\":{}}");
  const auto file = folder.write("progress.json", text);
  folder.write("progress.json.damaged-1", "older");
  Progress progress(file);
  CHECK_THAT(progress.note(), ContainsSubstring("damaged-2"));
  CHECK(folder.read("progress.json.damaged-1") == "older");
  CHECK(folder.read("progress.json.damaged-2") == text);
  CHECK_FALSE(progress.last("a", ""));
  progress.record(result(Verdict::passed));
  progress.save();
  CHECK(Progress(file).last("pipe", "ends-with-input")->verdict == Verdict::passed);
}

TEST_CASE("a folder or a FIFO in the place of the progress file blocks nobody") {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "progress.json";
  SECTION("folder") { std::filesystem::create_directory(file); }
  SECTION("fifo") { REQUIRE(::mkfifo(file.c_str(), 0600) == 0); }
  Progress progress(file);
  CHECK_THAT(progress.note(), ContainsSubstring("damaged-1"));
  progress.save();
  CHECK(Progress(file).note().empty());
}
