#include "report/timeline.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/sample_timelines.hpp"
#include "support/source_text.hpp"

using namespace ipclab;
using tests::SampleTrial;

namespace {
std::string drawn(const SampleTrial& trial, const report::Style& style = {}) { return report::timeline_text(trial.timeline, trial.result, style); }
bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("the timeline of a lost signal reads as approved") {
  tests::approve("timeline", drawn(tests::lost_signal()));
}

TEST_CASE("the timeline of a run that went well reads as approved") {
  tests::approve("timeline-passed", drawn(tests::good_relay()));
}

TEST_CASE("the timeline of a long run with many threads reads as approved") {
  tests::approve("timeline-long", drawn(tests::long_run(9, 60)));
}

TEST_CASE("no line of a timeline is wider than the terminal") {
  for (const std::size_t width : {40U, 60U, 80U, 100U})
    for (const SampleTrial& trial : {tests::lost_signal(), tests::good_relay(), tests::long_run(3, 5), tests::long_run(12, 200)})
      for (const std::string& line : tests::lines_of(drawn(trial, {false, width}))) {
        INFO(line);
        CHECK(report::columns(line) <= width);
      }
}

TEST_CASE("colours change nothing but colours in a timeline") {
  const std::string coloured = drawn(tests::good_relay(), {true, 80});
  std::string plain;
  for (std::size_t at = 0; at < coloured.size(); ++at) {
    if (coloured[at] == '\x1b') at = coloured.find('m', at);
    else plain += coloured[at];
  }
  CHECK(plain == drawn(tests::good_relay()));
}

TEST_CASE("equal steps one after the other are one row") {
  CHECK(holds(drawn(tests::good_relay()), "read :15 ×12"));
}

TEST_CASE("who called stands beside a line where there is room, and words are parted at their joints") {
  SampleTrial trial = tests::good_relay();
  schedule::Event event{schedule::Event::Kind::acts, "relay", "semop(2)", "", "", observe::SourceLine{"relay.cpp", 13, "change"}, 0};
  event.from = observe::SourceLine{"relay.cpp", 54, "main"};
  trial.timeline.push_back(event);
  CHECK(holds(drawn(trial), "semop :13, from :54"));
  trial = tests::long_run(9, 3);
  trial.timeline.push_back({schedule::Event::Kind::acts, "pool.t1", "pthread_create(3)", "", "", observe::SourceLine{"pool.cpp", 112, "main"}, 0});
  trial.timeline.push_back({schedule::Event::Kind::acts, "pool.t1", "read(2)", "", "", observe::SourceLine{"store.hpp", 112, "hold"}, 0});
  const std::string narrow = drawn(trial);
  INFO(narrow);
  CHECK(holds(narrow, "pthread_ "));
  CHECK(holds(narrow, "create :112"));
  CHECK(holds(narrow, "│ store.hpp"));
  CHECK(holds(narrow, "│ :112"));
}

TEST_CASE("a call is drawn under its own name, also where the kernel knows another one") {
  SampleTrial trial = tests::good_relay();
  trial.timeline.push_back({schedule::Event::Kind::acts, "relay", "lockf(3)", "", "", observe::SourceLine{"relay.cpp", 24, "main"}, 0});
  trial.timeline.push_back({schedule::Event::Kind::blocks, "relay", "fcntl", "", "", observe::SourceLine{"relay.cpp", 24, "main"}, 0});
  CHECK(holds(drawn(trial), "lockf :24, sleeps"));
}

TEST_CASE("what repeats is told once and counted") {
  SampleTrial trial = tests::good_relay();
  const schedule::Timeline all = trial.timeline;
  trial.timeline.clear();
  for (int i = 0; i < 50; ++i) trial.timeline.insert(trial.timeline.end(), all.begin() + 4, all.begin() + 11);
  const std::string text = drawn(trial);
  CHECK(holds(text, "49 times more"));
  CHECK(tests::lines_of(text).size() < 20);
}

TEST_CASE("however long a run is, who is held, what stays asleep and the end are drawn") {
  const std::string text = drawn(tests::long_run(4, 2000));
  CHECK(holds(text, "held before"));
  CHECK(holds(text, "sleeps"));
  CHECK(holds(text, "rows are not drawn"));
  CHECK(tests::lines_of(text).size() < 100);
}

TEST_CASE("lanes that do not fit are named, and the one that is held is drawn") {
  const std::string text = drawn(tests::long_run(12, 40));
  CHECK(holds(text, "Not drawn, for lack of room: "));
  CHECK(holds(text, "pool.t12"));
  CHECK(holds(text, "held before"));
}

TEST_CASE("what a program prints cannot act on the terminal through its timeline") {
  SampleTrial trial = tests::good_relay();
  trial.timeline.push_back({schedule::Event::Kind::prints, "relay", "", "\x1b[31mred\r\n", "", std::nullopt, 0});
  const std::string text = drawn(trial);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\r') == std::string::npos);
}

TEST_CASE("a trial of which nothing was written down still says what came of it") {
  SampleTrial trial = tests::lost_signal();
  trial.timeline.clear();
  CHECK(holds(drawn(trial), "blocked for ever"));
}
