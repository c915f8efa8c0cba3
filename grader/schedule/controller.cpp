#include "schedule/controller.hpp"

#include "observe/calls.hpp"
#include "observe/stack.hpp"
#include "posix/error.hpp"
#include "schedule/clock.hpp"
#include "schedule/names.hpp"
#include "schedule/page.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <random>
#include <sys/syscall.h>
#include <tuple>

namespace ipclab::schedule {
namespace {

using observe::Task;

constexpr std::size_t kMostDecisions = 10'000;         // of one trial; then it is the grader that gives up
constexpr std::uint64_t kSpinNs = 30'000'000;          // CPU time without a point before somebody else goes on as well
constexpr unsigned kPromptYields = 8;                  // of a thread; the later ones give way
constexpr unsigned kPromptLooks = 50;                  // reads of shared memory in a row: it may be spinning
constexpr unsigned kPatience = 16;                     // the same call from the same place, and nobody else acted
constexpr unsigned kPromptTimeouts = 2;                // what time may do to one thread ahead of a delayed one
constexpr unsigned kMostWalks = 500;                   // up the stack of who comes to a place anew; then the first has to do

// Places in the line; within each, a number decides.
enum class Place { in_turn, time, delayed, giving_way };

struct Rank {
  Place place = Place::in_turn;
  std::uint64_t number = 0;
  auto operator<=>(const Rank&) const = default;
};

struct Thread {
  std::string who;
  std::uint32_t points_seen = 0;           // Slot::points when it was last looked at
  std::map<Call, unsigned> calls;          // how many of each
  PointKey at;                             // the point it is parked at
  std::optional<Rank> rank;                // since it was delayed; nothing: by age
  std::optional<Rank> way;                 // it polls or yields at the point where it is: nobody waits for that
  std::pair<Call, std::uint64_t> place{};  // call and site of its last step
  unsigned streak = 0;                     // steps at that place with nobody else in between
  unsigned looks = 0;                      // reads of shared memory in a row
  std::optional<std::size_t> left;         // the last point that it went on from: where in Private::points
};

struct Candidate {
  enum class Kind { thread, grader, time } kind = Kind::thread;
  std::uint32_t slot = 0;
  Clock::Due due;
  Rank rank;
};

}  // namespace

struct Controller::Private {
  Private(world::World& world, Plan the_plan, bool trace)
      : plan(std::move(the_plan)), traced(trace), page(world, plan), clock(page), random(plan.seed), reached(plan.delays.size()) {}

  Plan plan;
  bool traced;
  Page page;
  Clock clock;
  std::mt19937_64 random;
  std::map<pid_t, std::string> started;                  // programs, by their first process
  std::map<std::string, int> names;                      // how many programs have this name
  std::map<std::uint32_t, Thread> threads;               // by slot
  Thread grader;
  std::string step;                                      // that the grader stands at
  std::map<std::string, unsigned> steps;                 // how many of each
  std::vector<bool> reached;                             // delays
  std::vector<std::string> held;
  std::vector<Seen> points;
  unsigned naps = 0;                                     // Controller::naps()
  std::map<std::pair<bool, std::uint32_t>, unsigned> earlier;  // timer or slot: how often it had had its time then
  std::uint64_t given_way = 0;                           // counts those who do
  std::map<std::tuple<bool, std::uint32_t, std::uint64_t>, std::uint64_t> late;  // timer or slot, deadline: since when
  std::optional<std::uint32_t> last;                     // slot that went on last; kNobody: the grader
  std::uint64_t spin_from = 0;
  std::uint32_t spin_event = 0;
  std::size_t decisions = 0;
  std::string trouble;
  Timeline timeline;
  struct Line { std::optional<observe::SourceLine> at, from; };
  std::map<std::pair<std::string, std::uint64_t>, Line> lines;  // by thread and site
  unsigned walks = 0;                                    // up a stack, for the timeline
  struct Asleep { long call; std::uint64_t runs; };
  std::map<pid_t, Asleep> asleep;                        // tasks in the kernel, for the timeline
  std::string acted = kGrader;                           // whose turn it was last

  std::string who(std::uint32_t slot, int depth = 0);
  Rank by_age(std::uint32_t slot) const;
  Rank grader_rank();
  Rank time_rank(const Clock::Due& due);
  bool delays_here(const PointKey& key);
  void arrive(Thread& thread, std::uint32_t slot, const Task* task);
  std::vector<Candidate> parked(const std::vector<Task>& tasks);
  std::vector<Candidate> line(const std::vector<Task>& tasks, const std::string& grader_step, bool time_may_pass);
  std::size_t pick(const std::vector<Candidate>& candidates);
  static bool is_alone(const Candidate& chosen, const std::vector<Candidate>& candidates);
  Chosen go(const Candidate& chosen, bool alone, const std::vector<Task>& tasks);
  void count_steps(std::uint32_t slot);
  void count_naps(const std::vector<Candidate>& candidates);
  void take_step(Thread& thread, std::uint64_t site, bool alone);
  void look_for_sleepers(const std::vector<Task>& tasks);
  void check_page(const std::vector<Task>& tasks);
  Line line_of(const Task& task, const std::string& who) const;
  Line line_of(const Thread& thread, std::uint64_t site, const Task* task);
  static void put_line(Event& event, Line line) {
    event.at = std::move(line.at);
    event.from = std::move(line.from);
  }
  void note(Event event);
};

// "relay.c1.t2"
std::string Controller::Private::who(std::uint32_t slot, int depth) {
  if (slot >= page.slots()) return "";
  if (const auto known = threads.find(slot); known != threads.end() && !known->second.who.empty()) return known->second.who;
  const Slot& at = page.slot(slot);
  const std::uint32_t parent = at.parent;
  if (parent >= page.slots() || parent == slot || depth > 64) {
    const auto program = started.find(at.pid);
    return program != started.end() ? program->second : fmt::format("process {}", at.pid.load());
  }
  return fmt::format("{}.{}{}", who(parent, depth + 1), static_cast<char>(at.kind.load()), at.nth.load());
}

Rank Controller::Private::by_age(std::uint32_t slot) const {
  const bool newest = plan.order == Plan::Order::newest;
  return {Place::in_turn, newest ? kSlots - slot : slot + 1};
}

Rank Controller::Private::grader_rank() {
  if (grader.rank) return *grader.rank;
  return {Place::in_turn, plan.order == Plan::Order::newest ? kSlots + 1U : 0U};
}

// The first times stand ahead of a delayed thread, in the order of time; later ones behind it, in the order in which
// they came up.
Rank Controller::Private::time_rank(const Clock::Due& due) {
  if (due.earlier < kPromptTimeouts) return {Place::time, due.deadline};
  const auto [since, fresh] = late.try_emplace({due.timer, due.index, due.deadline}, given_way + 1);
  if (fresh) ++given_way;
  return {Place::giving_way, since->second};
}

bool Controller::Private::delays_here(const PointKey& key) {
  for (std::size_t i = 0; i < plan.delays.size(); ++i)
    if (!reached[i] && plan.delays[i] == key) {
      reached[i] = true;
      return true;
    }
  return false;
}

Controller::Private::Line Controller::Private::line_of(const Task& task, const std::string& who) const {
  const observe::Backtrace stack = observe::Program(task.tid).backtrace(task, false);
  return {stack.at, observe::led_there(stack.at, stack.callers, who.substr(0, who.find_first_of(".#")) + ".cpp")};
}

// A thread comes to the same place again and again, perhaps from others; to walk up its stack takes a millisecond.
Controller::Private::Line Controller::Private::line_of(const Thread& thread, std::uint64_t site, const Task* task) {
  const auto [line, fresh] = lines.try_emplace({thread.who, site});
  if (task != nullptr && (fresh || site == 0 || ++walks < kMostWalks)) line->second = line_of(*task, thread.who);
  else if (!fresh) line->second.from.reset();
  return line->second;
}

// A thread is at a point where it was not before.
void Controller::Private::arrive(Thread& thread, std::uint32_t slot, const Task* task) {
  const Slot& at = page.slot(slot);
  thread.points_seen = at.points;
  const auto call = static_cast<Call>(at.call.load());
  thread.way.reset();
  if (call == Call::returned) {
    thread.at = {};
    return;
  }
  thread.at = {thread.who, std::string(name(call)), ++thread.calls[call]};
  if (call == Call::sched_yield && thread.calls[call] > kPromptYields) thread.way = Rank{Place::giving_way, ++given_way};
  thread.looks = call == Call::load || call == Call::string_function ? thread.looks + 1 : 0;
  if (thread.looks > kPromptLooks) thread.way = Rank{Place::giving_way, ++given_way};
  const std::pair<Call, std::uint64_t> place{call, at.site};
  if (call == Call::failed) {}  // belongs to the call before it: who tries in vain without end is to be seen doing so
  else if (place != thread.place) thread.streak = 0;
  else if (thread.streak >= kPatience) {
    thread.way = Rank{Place::giving_way, ++given_way};
    thread.streak = 0;
  }
  if (!delays_here(thread.at)) return;
  thread.rank = Rank{Place::delayed, decisions};
  Event event{Event::Kind::held, thread.who, manual_name(call), "", "", std::nullopt, 0};
  if (task != nullptr) put_line(event, line_of(*task, thread.who));
  held.push_back(fmt::format("{} {}{}{}", thread.who, standing_at(call), event.at ? fmt::format(" at {}:{}", event.at->file, event.at->line) : "",
                             event.from ? fmt::format(", from {}:{},", event.from->file, event.from->line) : ""));
  note(std::move(event));
}

std::vector<Candidate> Controller::Private::parked(const std::vector<Task>& tasks) {
  std::vector<Candidate> result;
  for (std::uint32_t i = 0; i < page.slots(); ++i) {
    const Task* task = page.parked_at(i, tasks);
    if (task == nullptr) continue;
    Thread& thread = threads[i];
    if (thread.who.empty()) {
      thread.who = who(i);
      note({Event::Kind::starts, thread.who, "", "", acted, std::nullopt, 0});
    }
    if (thread.points_seen != page.slot(i).points) arrive(thread, i, task);
    result.push_back({Candidate::Kind::thread, i, {}, thread.way ? *thread.way : thread.rank.value_or(by_age(i))});
  }
  return result;
}

std::vector<Candidate> Controller::Private::line(const std::vector<Task>& tasks, const std::string& grader_step, bool time_may_pass) {
  std::vector<Candidate> candidates = parked(tasks);
  if (grader_step != step) {
    step = grader_step;
    if (!step.empty()) {
      grader.at = {kGrader, step, ++steps[step]};
      grader.rank.reset();
      if (delays_here(grader.at)) {
        grader.rank = Rank{Place::delayed, decisions};
        held.push_back("the grader " + before_step(step));
        note({Event::Kind::held, kGrader, step, "", "", std::nullopt, 0});
      }
    }
  }
  if (!step.empty()) candidates.push_back({Candidate::Kind::grader, 0, {}, grader_rank()});
  if (time_may_pass)
    for (const Clock::Due& due : clock.due(tasks)) candidates.push_back({Candidate::Kind::time, 0, due, time_rank(due)});
  return candidates;
}

std::size_t Controller::Private::pick(const std::vector<Candidate>& candidates) {
  if (plan.order == Plan::Order::walk) return random() % candidates.size();
  const auto first = std::min_element(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  return static_cast<std::size_t>(first - candidates.begin());
}

void Controller::Private::count_naps(const std::vector<Candidate>& candidates) {
  unsigned fewest = ~0U;
  for (const Candidate& one : candidates) {
    if (one.kind != Candidate::Kind::time) return;
    const auto [first, fresh] = earlier.try_emplace({one.due.timer, one.due.index}, one.due.earlier);
    fewest = std::min(fewest, one.due.earlier - first->second);
  }
  naps = fewest;
}

// Whether it would have been chosen also if it had been held.
bool Controller::Private::is_alone(const Candidate& chosen, const std::vector<Candidate>& candidates) {
  return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& one) { return &one == &chosen || one.rank.place > Place::delayed; });
}

void Controller::Private::take_step(Thread& thread, std::uint64_t site, bool alone) {
  ++decisions;
  if (!thread.at.call.empty()) {
    thread.left = points.size();
    points.push_back({thread.at, site, alone});
  } else if (thread.left && !alone) {
    points[*thread.left].alone = false;  // on the way to its next point it was not
  }
}

void Controller::Private::count_steps(std::uint32_t slot) {
  const Slot& at = page.slot(slot);
  Thread& thread = threads[slot];
  thread.streak = last == slot ? thread.streak + 1 : 1;
  thread.place = {static_cast<Call>(at.call.load()), at.site};
  last = slot;
}

Controller::Chosen Controller::Private::go(const Candidate& chosen, bool alone, const std::vector<Task>& tasks) {
  spin_from = 0;
  switch (chosen.kind) {
    case Candidate::Kind::grader:
      take_step(grader, 0, alone);
      last = kNobody;
      acted = kGrader;
      note({Event::Kind::acts, kGrader, step, "", "", std::nullopt, 0});
      step.clear();
      return Chosen::grader;
    case Candidate::Kind::time: {
      const std::uint64_t before = page.control().now;
      const Clock::Due happened = clock.happen(chosen.due, tasks);
      if (!clock.trouble().empty()) trouble = clock.trouble();
      ++decisions;
      last.reset();
      acted = "time";
      const std::uint64_t now = page.control().now;
      if (now > before + 1'000'000) note({Event::Kind::time, "clock", "", fmt::format("+{:.3g} s", static_cast<double>(now - before) / 1e9), "", std::nullopt, 0});
      Event event{happened.timer ? Event::Kind::signalled : Event::Kind::times_out, "", "", "", "clock", std::nullopt, 0};
      if (happened.timer) {  // by now the page may know nothing of it any more
        event.who = who(page.find(happened.pid, happened.pid));
        if (happened.signal != 0) event.object = posix::signal_name(happened.signal);
      } else {
        event.who = who(happened.index);
        event.call = observe::call_name(happened.call);
      }
      note(std::move(event));
      return Chosen::clock;
    }
    case Candidate::Kind::thread: {
      const Slot& at = page.slot(chosen.slot);
      Thread& thread = threads[chosen.slot];
      take_step(thread, at.site, alone);
      acted = thread.who;
      if (!thread.at.call.empty() && static_cast<Call>(at.call.load()) != Call::failed) count_steps(chosen.slot);
      if (traced && !thread.at.call.empty() && thread.at.call != name(Call::masking)) {
        Event event{Event::Kind::acts, thread.who, manual_name(static_cast<Call>(at.call.load())), "", "", std::nullopt, 0};
        put_line(event, line_of(thread, at.site, page.parked_at(chosen.slot, tasks)));
        note(std::move(event));
      }
      page.let_go(chosen.slot);
      return Chosen::thread;
    }
  }
  return Chosen::nobody;
}

// Who sleeps in the kernel now and did not before, and whom the last turn has woken.
void Controller::Private::look_for_sleepers(const std::vector<Task>& tasks) {
  std::map<pid_t, Asleep> now;
  for (const Task& task : tasks) {
    if (page.sleeps_here(task)) continue;
    now[task.tid] = {task.call, task.runs};
    const auto before = asleep.find(task.tid);
    if (before != asleep.end() && before->second.call == task.call && before->second.runs == task.runs) continue;
    const std::uint32_t slot = page.find(task.pid, task.tid);
    if (slot == kNobody) continue;
    Event event{Event::Kind::blocks, who(slot), observe::call_name(task.call), "", "", std::nullopt, 0};
    put_line(event, line_of(task, event.who));
    note(std::move(event));
  }
  for (const auto& [tid, was] : asleep) {
    const auto task = std::find_if(tasks.begin(), tasks.end(), [tid = tid](const Task& one) { return one.tid == tid; });
    if (task == tasks.end() || (now.contains(tid) && now[tid].runs == was.runs)) continue;
    const std::uint32_t slot = page.find(task->pid, tid);
    if (slot != kNobody && who(slot) != acted) note({Event::Kind::wakes, who(slot), observe::call_name(was.call), "", acted, std::nullopt, 0});
  }
  asleep = std::move(now);
}

// A thread that sleeps on the page and is not parked there would sleep for ever, and it would be our doing.
void Controller::Private::check_page(const std::vector<Task>& tasks) {
  if (page.control().overflow != 0) trouble = fmt::format("there were more than {} threads, or more than {} timers", kSlots, kTimers);
  if (page.control().version != kVersion) trouble = "the program has overwritten the grader's page";
  if (decisions > kMostDecisions) trouble = fmt::format("after {} steps of this schedule there was no end of it", kMostDecisions);
  for (const Task& task : tasks) {
    if (!page.sleeps_here(task) || task.state != 'S') continue;
    bool known = false;
    for (std::uint32_t i = 0; i < page.slots() && !known; ++i) known = page.parked_at(i, tasks) != nullptr && page.slot(i).here == task.args[0];
    if (!known) trouble = "the program has overwritten the grader's page";
  }
}

void Controller::Private::note(Event event) {
  if (!traced) return;
  event.now = page.control().now;
  timeline.push_back(std::move(event));
}

Controller::Controller(world::World& world, Plan plan, bool traced) : private_(std::make_unique<Private>(world, std::move(plan), traced)) {}
Controller::~Controller() = default;

std::vector<std::string> Controller::environment() const { return private_->page.environment(); }

void Controller::started(pid_t pid, const std::string& name) {
  const int nth = ++private_->names[name];
  private_->started[pid] = nth == 1 ? name : fmt::format("{}#{}", name, nth);
}

Controller::Chosen Controller::choose(const std::vector<Task>& tasks, const std::string& step, bool time_may_pass) {
  Private& p = *private_;
  if (p.traced) p.look_for_sleepers(tasks);
  p.check_page(tasks);
  if (!p.trouble.empty()) return Chosen::nobody;
  const std::vector<Candidate> candidates = p.line(tasks, step, time_may_pass);
  if (candidates.empty()) return Chosen::nobody;
  p.count_naps(candidates);
  const Candidate& chosen = candidates[p.pick(candidates)];
  return p.go(chosen, Private::is_alone(chosen, candidates), tasks);
}

unsigned Controller::naps() const { return private_->naps; }

void Controller::forget_naps() {
  private_->naps = 0;
  private_->earlier.clear();
}

Controller::Chosen Controller::let_another_run(std::uint64_t cpu_ns, const std::string& step) {
  Private& p = *private_;
  const std::uint32_t event = p.page.control().event;
  if (p.spin_from == 0 || event != p.spin_event || cpu_ns < p.spin_from) {
    p.spin_from = cpu_ns;
    p.spin_event = event;
    return Chosen::nobody;
  }
  if (cpu_ns - p.spin_from < kSpinNs) return Chosen::nobody;
  // Not all sleep, so there is no standstill to look at: the page's word has to do. Who is let go without being parked
  // has lost nothing, and a timeout that does not find its call is tried again.
  std::vector<Task> supposed;
  for (std::uint32_t i = 0; i < p.page.slots(); ++i) {
    const Slot& slot = p.page.slot(i);
    Task task;
    task.pid = slot.pid;
    task.tid = slot.tid;
    task.args.fill(1);  // a timeout, wherever the call has it
    task.call = slot.deadline != 0 ? slot.timed_call.load() : -1;
    if (slot.state == Slot::parked) {
      task.call = SYS_futex;
      task.args[0] = slot.here;
    }
    supposed.push_back(task);
  }
  const std::vector<Candidate> candidates = p.line(supposed, step, true);
  if (candidates.empty()) return Chosen::nobody;
  return p.go(candidates[p.pick(candidates)], false, supposed);  // somebody runs beside it
}

bool Controller::orders() const { return private_->plan.order != Plan::Order::free; }

std::atomic<std::uint32_t>& Controller::event() { return private_->page.control().event; }

std::vector<PointKey> Controller::not_reached() const {
  std::vector<PointKey> result;
  for (std::size_t i = 0; i < private_->plan.delays.size(); ++i)
    if (!private_->reached[i]) result.push_back(private_->plan.delays[i]);
  return result;
}

const std::vector<std::string>& Controller::held() const { return private_->held; }
const std::vector<Seen>& Controller::points() const { return private_->points; }
std::optional<std::pair<std::string, std::uint64_t>> Controller::last_point(pid_t pid, pid_t tid) const {
  const std::uint32_t index = private_->page.find(pid, tid);
  if (index == kNobody) return std::nullopt;
  const Slot& slot = private_->page.slot(index);
  const auto call = static_cast<Call>(slot.call.load());
  if (name(call).empty()) return std::nullopt;
  return std::pair(manual_name(call), std::uint64_t{slot.points.load()});
}

std::string Controller::who(pid_t pid, pid_t tid) const {
  const std::uint32_t slot = private_->page.find(pid, tid);
  return slot == kNobody ? "" : private_->who(slot);
}

const std::string& Controller::trouble() const { return private_->trouble; }
const Timeline& Controller::timeline() const { return private_->timeline; }

void Controller::note(Event event, pid_t pid) {
  if (event.who.empty()) {
    const std::uint32_t slot = private_->page.find(pid, pid);
    event.who = slot == kNobody ? fmt::format("process {}", pid) : private_->who(slot);
  }
  private_->note(std::move(event));
}

}  // namespace ipclab::schedule
