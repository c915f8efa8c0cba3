#include "support/sample_timelines.hpp"

namespace ipclab::tests {
namespace {

using check::Verdict;
using schedule::Event;
using Kind = Event::Kind;

class Author {
 public:
  explicit Author(std::string file) : file_(std::move(file)) {}
  Author& add(Kind kind, const std::string& who, const std::string& call = "", int line = 0, const std::string& object = "", const std::string& by = "") {
    Event event{kind, who, call, object, by, std::nullopt, 0};
    if (line > 0) event.at = observe::SourceLine{file_, line, "main"};
    timeline.push_back(event);
    return *this;
  }
  schedule::Timeline timeline;

 private:
  std::string file_;
};

check::CheckResult result_of(const std::string& program, const std::string& says, Verdict verdict) {
  check::CheckResult result;
  result.lab = "signals";
  result.check = "never-too-late";
  result.program = program;
  result.says = says;
  result.verdict = verdict;
  return result;
}

}  // namespace

SampleTrial lost_signal() {
  Author author("waiter.cpp");
  author.add(Kind::acts, "grader", "start")
      .add(Kind::starts, "waiter", "", 0, "", "grader")
      .add(Kind::acts, "waiter", "its start")
      .add(Kind::acts, "waiter", "sigaction(2)", 21)
      .add(Kind::acts, "waiter", "sigprocmask(2)", 23)
      .add(Kind::acts, "waiter", "write(2)", 24)
      .add(Kind::prints, "waiter", "", 0, "ready\\n")
      .add(Kind::held, "waiter", "pause(2)", 26)
      .add(Kind::acts, "grader", "signal")
      .add(Kind::signalled, "waiter", "", 0, "SIGUSR1")
      .add(Kind::acts, "waiter", "pause(2)", 26)
      .add(Kind::blocks, "waiter", "pause", 26);
  check::CheckResult result = result_of("waiter", "ends at the signal, whenever it comes", Verdict::failed);
  result.finding.emplace();
  result.finding->symptom.kind = check::Symptom::Kind::stuck;
  result.finding->happened = "waiter never ends: it is blocked for ever.";
  result.finding->waiting.push_back({"waiter", "pause", "", check::Place{"waiter.cpp", 26, "main"}, "No signal is due, and nobody is left to send one."});
  return {author.timeline, result};
}

SampleTrial good_relay() {
  Author author("relay.cpp");
  author.add(Kind::acts, "grader", "start")
      .add(Kind::starts, "relay", "", 0, "", "grader")
      .add(Kind::starts, "relay.c1", "", 0, "", "relay")
      .add(Kind::acts, "relay", "fork(2)", 25)  // it stood behind the call
      .add(Kind::acts, "relay", "read(2)", 20)
      .add(Kind::blocks, "relay", "read", 20, "pipe:[812]")
      .add(Kind::acts, "relay.c1", "sleep(3)", 12)
      .add(Kind::blocks, "relay.c1", "clock_nanosleep", 12)
      .add(Kind::time, "clock", "", 0, "+1 s")
      .add(Kind::times_out, "relay.c1", "clock_nanosleep", 0, "", "clock")
      .add(Kind::wakes, "relay.c1", "clock_nanosleep", 0, "", "time")
      .add(Kind::acts, "grader", "feed")
      .add(Kind::acts, "grader", "end_input");
  for (int i = 0; i < 12; ++i) author.add(Kind::acts, "relay.c1", "read(2)", 15);
  author.add(Kind::acts, "relay.c1", "write(2)", 16)
      .add(Kind::wakes, "relay", "read", 0, "", "relay.c1")
      .add(Kind::acts, "relay.c1", "its end")
      .add(Kind::acts, "relay", "write(2)", 21)
      .add(Kind::prints, "relay", "", 0, "on")
      .add(Kind::prints, "relay", "", 0, "e\\n")
      .add(Kind::acts, "relay", "pthread_cond_broadcast(3)", 30)
      .add(Kind::acts, "relay", "pthread_cond_wait(3)", 31)
      .add(Kind::blocks, "relay", "futex", 31)
      .add(Kind::acts, "grader", "signal")
      .add(Kind::blocks, "relay", "futex", 31)
      .add(Kind::wakes, "relay", "futex", 0, "", "grader")
      .add(Kind::acts, "grader", "signal")
      .add(Kind::wakes, "relay", "futex", 0, "", "grader")
      .add(Kind::acts, "relay", "its end")
      .add(Kind::ends, "relay", "", 0, "exit 0");
  return {author.timeline, result_of("relay", "passes on what it gets", Verdict::passed)};
}

SampleTrial long_run(std::size_t threads, std::size_t turns) {
  Author author("pool.cpp");
  author.add(Kind::acts, "grader", "start").add(Kind::starts, "pool", "", 0, "", "grader");
  for (std::size_t i = 1; i <= threads; ++i)
    author.add(Kind::starts, "pool.t" + std::to_string(i), "", 0, "", "pool").add(Kind::acts, "pool", "pthread_create(3)", 40);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const std::string who = "pool.t" + std::to_string(turn * turn % threads + 1);
    author.add(Kind::acts, who, "pthread_mutex_lock(3)", 12)
        .add(Kind::acts, who, "write(2)", 10 + static_cast<int>(turn % 3))
        .add(Kind::prints, "pool", "", 0, std::to_string(turn))
        .add(Kind::acts, who, "pthread_mutex_unlock(3)", 16);
    if (turn == turns / 2) author.add(Kind::held, "pool.t" + std::to_string(threads), "pthread_mutex_lock(3)", 12);
  }
  const std::string last = "pool.t" + std::to_string(threads);
  author.add(Kind::acts, last, "pthread_mutex_lock(3)", 12).add(Kind::blocks, last, "futex", 12);
  check::CheckResult result = result_of("pool", "ends when all is done", Verdict::failed);
  result.finding.emplace();
  result.finding->symptom.kind = check::Symptom::Kind::stuck;
  result.finding->happened = "pool never ends: it is blocked for ever.";
  result.finding->waiting.push_back({"thread " + std::to_string(threads) + " of pool", "pthread_mutex_lock(&lock)", "mutex `lock`",
                                     check::Place{"pool.cpp", 12, "work"}, "Its owner has ended without unlocking it."});
  return {author.timeline, result};
}

}  // namespace ipclab::tests
