#include "check/engine.hpp"

#include "posix/error.hpp"
#include "world/inventory.hpp"

#include <algorithm>
#include <linux/futex.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::check {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// None of these decides a verdict: they bound how long we wait for one.
constexpr auto kFirstPause = 20us;       // between two looks at a world that runs
constexpr auto kLongestPause = 2ms;
constexpr auto kLongestPoint = 300us;    // the same under a schedule, where something happens all the time
constexpr auto kLongestIdle = 8s;        // proven asleep but for timers; then nobody can tell

// Timeouts and timers, in virtual time: a program that polls meets them without end.
constexpr unsigned kEventsInAWhile = 64;

// One thread at a time goes on, and we look in between: on one CPU each hands it to the next, and none has to be woken up
// first. Our programs inherit this (sched_setaffinity(2)); that it fails changes nothing but the pace.
void stay_on_one_cpu() {
  cpu_set_t here;
  CPU_ZERO(&here);
  const int cpu = ::sched_getcpu();
  if (cpu < 0 || cpu >= CPU_SETSIZE) return;
  CPU_SET(cpu, &here);
  ::sched_setaffinity(0, sizeof here, &here);
}

}  // namespace

Engine::Halt Engine::run_until(const std::function<bool()>& done) { return run(done, false); }

Engine::Halt Engine::run_until_settled(std::optional<double> cpu_seconds, const std::function<bool()>& done) {
  sleep_budget_ = cpu_seconds;
  if (cpu_seconds) {
    learn_names();
    std::map<pid_t, std::uint64_t> cpu = cpu_by_program();
    for (const Running& program : running_) cpu_when_asked_[program.pid] = mark_cpu(program, cpu[program.pid]);
  }
  Halt halt = run(done, true);
  if (halt == Halt::asleep && controller_) {
    events_of_time_ = kEventsInAWhile;
    halt = run(done, true);
    events_of_time_ = 0;
  }
  sleep_budget_.reset();
  return halt;
}

Engine::Halt Engine::run(const std::function<bool()>& done, bool stop_when_asleep) {
  pause_ = kFirstPause;
  standstill_.reset();
  explained_ = false;
  if (controller_) controller_->forget_naps();
  for (;;) {
    if (over()) return Halt::over;
    if (controller_) event_ = controller_->event();
    if (service()) {
      pause_ = kFirstPause;
      idle_since_.reset();
      if (controller_) controller_->forget_naps();
      check_budgets();  // there may be something to do for ever
      continue;
    }
    if (stop_at_a_memory_error(false)) return Halt::over;
    if (done() || granted_) return Halt::done;
    switch (watch_.look()) {
      case observe::Stillness::running:
        if (watch_.unreadable().empty()) idle_since_.reset();
        else if (idles_too_long())
          give_up(Verdict::inconclusive, name_of(watch_.unreadable().front()) +
                                             " has made itself unreadable (PR_SET_DUMPABLE, prctl(2)): whether it still does anything cannot be seen");
        let_another_run();
        break;
      case observe::Stillness::empty:
        if (!service()) return done() ? Halt::done : Halt::empty;
        continue;
      case observe::Stillness::asleep:
        for (const observe::Task& task : watch_.tasks()) {
          remember(task.pid);
          process_of_thread_[task.tid] = task.pid;
        }
        for (const observe::Zombie& zombie : watch_.zombies()) remember(zombie.pid);
        // What was sent to us before the instant of the proof is here by now.
        if (service()) continue;
        if (stop_at_a_memory_error(true)) return Halt::over;
        if (done()) return Halt::done;  // what it looks at may have changed between the last time and the proof
        if (schedule_on(stop_when_asleep)) break;
        if (drop_one_byte()) {
          pause_ = kFirstPause;
          continue;
        }
        if (stop_when_asleep) return Halt::asleep;
        if (const auto halt = at_standstill()) return *halt;
        break;
    }
    check_budgets();
    if (granted_) return Halt::done;
    if (!over()) wait_a_little();
  }
}

// What comes after a report of AddressSanitizer follows from it: others may wait for whom it has ended. A report is
// whole when its program has ended, or all sleep.
bool Engine::stop_at_a_memory_error(bool all_asleep) {
  if (!address_sanitizer_) return false;
  for (const Running& program : running_)
    if ((all_asleep || program.status) && program.err_text.find(kMemoryReport) != std::string::npos) {
      give_up(Verdict::inconclusive, "AddressSanitizer has ended " + program.name);
      return true;
    }
  return false;
}

void Engine::follow(schedule::Plan plan, bool traced) {
  controller_ = std::make_unique<schedule::Controller>(world_, std::move(plan), traced);
  ::prctl(PR_SET_TIMERSLACK, 1UL);  // a pause of 20 us is to last no 70 (prctl(2))
  if (controller_->orders()) stay_on_one_cpu();
}

void Engine::turn(const std::string& step) {
  if (!controller_ || !controller_->orders() || over()) return;
  step_ = step;
  granted_ = false;
  run([] { return false; }, false);  // ends also when nobody is left who could be before us
  step_.clear();
  granted_ = false;
}

bool Engine::schedule_on(bool stop_when_asleep) {
  if (!controller_) return false;
  const bool time_may_pass = (!stop_when_asleep || events_of_time_ > 0) && !drops_pending();
  const auto chosen = controller_->choose(watch_.tasks(), step_, time_may_pass);
  if (chosen == schedule::Controller::Chosen::clock && events_of_time_ > 0) --events_of_time_;
  if (!stop_when_asleep && step_.empty()) check_naps();
  if (const std::string& trouble = controller_->trouble(); !trouble.empty()) give_up(Verdict::inconclusive, trouble);
  if (chosen == schedule::Controller::Chosen::nobody) return over();
  granted_ = chosen == schedule::Controller::Chosen::grader;
  pause_ = kFirstPause;
  idle_since_.reset();
  return true;
}

void Engine::let_another_run() {
  if (!controller_ || pause_ < kLongestPoint) return;
  std::uint64_t cpu = 0;
  for (const pid_t pid : watch_.processes()) cpu += observe::Watch::cpu_ns(pid);
  if (controller_->let_another_run(cpu, step_) == schedule::Controller::Chosen::grader) granted_ = true;
}

std::optional<Engine::Halt> Engine::at_standstill() {
  standstill_ = observe::judge(watch_.tasks(), known());
  if (standstill_->for_ever) {
    if (same_sleep_again()) return Halt::asleep;
    return std::nullopt;
  }
  if (standstill_->for_strangers && same_sleep_again()) {
    give_up(Verdict::inconclusive, "everything sleeps, but it cannot be proven that it does so for ever: " + standstill_->doubt);
    return std::nullopt;
  }
  if (idles_too_long())
    give_up(Verdict::inconclusive,
            standstill_->timed ? "everything sleeps, but something may still wake it by a timer: " + standstill_->doubt
                               : "everything sleeps, but it cannot be proven that it does so for ever: " + standstill_->doubt);
  return std::nullopt;
}

// Adds up the time in which nothing but a timer, or something that the observer does not understand, could go on.
bool Engine::idles_too_long() {
  const auto now = Clock::now();
  if (idle_since_) idle_ += now - *idle_since_;
  idle_since_ = now;
  return idle_ > kLongestIdle;
}

// The proof once more: the same tasks in the same calls, none of which has run since.
bool Engine::same_sleep_again() {
  const std::vector<observe::Task> before = watch_.tasks();
  if (watch_.look() != observe::Stillness::asleep || service()) return false;
  const auto& after = watch_.tasks();
  return std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const auto& a, const auto& b) {
    return a.tid == b.tid && a.call == b.call && a.runs == b.runs;
  });
}

const observe::Standstill& Engine::explain() {
  if (!explained_) {
    take_names_of_schedule();
    observe::Known known = this->known();
    known.fates = fates();
    for (const observe::Task& task : watch_.tasks())
      if (task.tid != task.pid) known.threads[task.tid] = name_of(task.pid, task.tid);
    standstill_ = observe::explain(watch_.tasks(), known);
    explained_ = true;
  }
  return *standstill_;
}

bool Engine::service() {
  bool progress = false;
  for (Running& program : running_) {
    progress |= write_input(program);
    if (!program.holds_output) progress |= read_stream(program, program.out, program.out_text, true);
    progress |= read_stream(program, program.err, program.err_text, false);
  }
  progress |= answer_notices();
  progress |= reap();
  return progress;
}

// The next point wakes us; what falls asleep in the kernel, or ends, is seen when the pause is over.
void Engine::wait_for_point() {
  const timespec limit{0, pause_.count()};
  ::syscall(SYS_futex, &controller_->event(), FUTEX_WAIT, event_, &limit, nullptr, 0);
  pause_ = std::min<std::chrono::nanoseconds>(pause_ + pause_ / 4, kLongestPoint);
}

void Engine::wait_a_little() {
  if (controller_) return wait_for_point();
  std::vector<pollfd> polled{{world_.control(), POLLIN, 0}};
  for (const Running& program : running_) {
    if (program.in.open() && !program.queue.empty()) polled.push_back({program.in.get(), POLLOUT, 0});
    // A FIFO that nobody writes to any more is ready all the time (POLLHUP): the pause has to do.
    if (program.out.open() && !program.holds_output && program.fifo.empty()) polled.push_back({program.out.get(), POLLIN, 0});
    if (program.err.open()) polled.push_back({program.err.get(), POLLIN, 0});
    if (program.notices.open()) polled.push_back({program.notices.get(), POLLIN, 0});
    if (!program.status) polled.push_back({program.pidfd.get(), POLLIN, 0});
  }
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(pause_);
  const timespec limit{seconds.count(), (pause_ - seconds).count()};
  if (::ppoll(polled.data(), polled.size(), &limit, nullptr) < 0 && errno != EINTR) throw posix::Error("ppoll");
  if (polled[0].revents != 0) throw posix::Error("the grader", "has gone", ECANCELED);
  pause_ = std::min<std::chrono::nanoseconds>(pause_ + pause_ / 4, kLongestPause);
}

// Where calls are not watched nobody sees who is refused a queue: then whoever could ask for one.
std::string Engine::who_lacked_a_queue() const {
  const world::Isolation& isolation = world_.isolation();
  if (!refused_a_queue_.empty() || isolation.tier != world::Tier::reduced || isolation.calls_watched || world::queues_can_be_seen()) return refused_a_queue_;
  for (const Running& program : running_) {
    const auto path = programs_.find(program.program);
    if (path == programs_.end()) continue;  // an end of a FIFO, the grader's own
    const auto file = posix::read_file(path->second);
    if (!file || file->find("mq_open") != std::string::npos) return program.name;
  }
  return "";
}

void Engine::fail(Finding finding) {
  if (over()) return;
  if (const std::string who = who_lacked_a_queue(); !who.empty())
    return give_up(Verdict::inconclusive,
                   who + " uses POSIX message queues (mq_open(3)); a world without namespaces has them only when their file system is mounted at "
                         "/dev/mqueue (mq_overview(7)), else mq_open fails with ENOSYS. What a program does then is not its fault");
  finding.ms = elapsed_ms();
  if (auto before = deeds_.sentence(running_, finding.notes)) finding.notes.insert(finding.notes.begin(), std::move(*before));
  finding_ = std::move(finding);
}

void Engine::give_up(Verdict verdict, std::string reason) {
  if (!over()) given_up_.emplace(verdict, std::move(reason));
}

double Engine::elapsed_ms() const { return std::chrono::duration<double, std::milli>(Clock::now() - begun_).count(); }

}  // namespace ipclab::check
