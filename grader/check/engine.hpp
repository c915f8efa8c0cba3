// The event loop behind a Trial: it moves bytes, answers notices, reaps, and looks whether anything can still move.
// It runs in the world's init, single-threaded. Every wait ends by a fact; only what nobody can decide (a program
// that sleeps on timers, one that never ends without breaking a budget) ends by giving up, which is no verdict.
#pragma once
#include "check/deeds.hpp"
#include "check/result.hpp"
#include "check/trial.hpp"
#include "observe/standstill.hpp"
#include "observe/watch.hpp"
#include "posix/fd.hpp"
#include "schedule/controller.hpp"
#include "world/filter.hpp"
#include "world/inside.hpp"
#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::check {

// A program that the scenario has started.
struct Running {
  std::string name;              // in messages, as in schedules: "pair", the second one "pair#2"
  std::string program;           // the file that was started: "pair"
  std::string command;           // as one would type it: "bulk missing.txt"
  std::string given;             // the beginning of its input, for messages
  std::vector<int> blocked, ignored;  // signals, when it was started
  std::vector<int> sent;         // signals that the grader has sent it, in order
  bool unread = false;           // nobody reads its standard output
  bool read_late = false;        // nobody did when it was started
  bool dropwise = false;         // its input comes byte by byte
  std::optional<std::size_t> most_open_files = {};  // RLIMIT_NOFILE, where the scenario set one
  std::optional<std::size_t> most_memory = {};      // RLIMIT_AS, the same
  pid_t pid = 0;
  posix::Fd pidfd, notices;
  posix::Fd in, out, err;        // our ends; not open when closed or ended
  std::string queue;             // still to be written to `in`
  std::string drops;             // to be written byte by byte, each when all is asleep, after `queue`
  bool ends_input = false;       // close `in` when both are empty
  bool holds_output = false;     // `out` is not read for now
  std::size_t foreign = 0;       // bytes still to come from `out` that the program has not written
  std::string out_text, err_text;
  std::size_t out_bytes = 0;     // all that came, also what was cut from out_text
  std::size_t err_bytes = 0;
  std::optional<int> status;     // as waitid(2) has it, once reaped
  bool killed = false;           // `status` is a signal
  std::string fifo = {};         // not empty: no program but the grader's own end of this FIFO; `in` or `out` is it
  Budget budget;

  void remember_given(std::string_view bytes) { given.append(bytes.substr(0, 200 - std::min<std::size_t>(200, given.size()))); }
};

// "ended with exit 3", "was ended by SIGINT": of one that has.
[[nodiscard]] std::string how_it_ended(const Running& program);

inline constexpr std::string_view kMemoryReport = "ERROR: AddressSanitizer: ";  // on standard error

// Who was still there when a process called exit_group(2): its own children, zombies included, and whatever else
// lived of the program that it was started as.
struct Company {
  pid_t pid;
  char state;
  bool child;  // of the process itself: to be waited for
};

// CPU time at some moment, in ns: of a program, and of each of its threads; and how many calls these had made.
struct CpuMark {
  std::uint64_t all = 0;
  std::map<pid_t, std::uint64_t> threads, calls;
};

class Engine {
 public:
  Engine(world::World& world, std::map<std::string, std::string> programs, bool address_sanitizer);

  // From here on everything happens as the plan says. Before the first program is started.
  void follow(schedule::Plan plan, bool traced);
  [[nodiscard]] const schedule::Controller* controller() const { return controller_.get(); }
  // Waits until it is the grader's turn to take this step; without a schedule it always is.
  void turn(const std::string& step);
  [[nodiscard]] const std::string& path_of(const std::string& program) const;

  // Writes a file into the world's working directory; reads one there.
  void put_file(const std::string& name, std::string_view content, unsigned mode);
  [[nodiscard]] std::string content_of(const std::string& name) const;
  [[nodiscard]] bool exists(const std::string& name) const;
  [[nodiscard]] bool put_by_us(const std::string& path) const { return our_files_.contains(path); }

  std::size_t start(const std::string& program, const Start& how);

  // A FIFO in the world's working directory, for all to read and write.
  void put_fifo(const std::string& name);
  // Opens a FIFO there to read or to write, without waiting; nothing when there is none, or nobody to read it.
  [[nodiscard]] posix::Fd try_fifo(const std::string& name, bool writes) const;
  std::size_t hold_fifo(const std::string& name, posix::Fd end, bool writes, const FifoEnd& how);
  // A signal to the first process of a program, if it still is.
  void send(std::size_t index, int signal);
  // The grader has sent it to a process that is none of those it has started.
  void remember_sent(pid_t pid, int signal) { sent_[pid].push_back(signal); }
  // Reads once what a held standard output has now.
  void take_some_output(std::size_t index);
  [[nodiscard]] Running& running(std::size_t index) { return running_[index]; }
  [[nodiscard]] const std::deque<Running>& all() const { return running_; }

  // Runs the world until `done` says so, or it is proven that it never will: what the caller makes of that.
  enum class Halt {
    done,
    asleep,   // every task is proven asleep and nothing of ours is pending; standstill() says why
    empty,    // no task is left
    over,     // a promise is broken (a budget), or it was given up
  };
  Halt run_until(const std::function<bool()>& done);
  // Like run_until, but stops at the first instant at which all are asleep, whether for ever or not.
  Halt run_until_asleep() { return run([] { return false; }, true); }
  // The same; then, under a schedule, what time will bring happens, until all sleep without end or it is enough.
  // `cpu_seconds`: what any program may use in all that; more breaks a promise.
  Halt run_until_settled(std::optional<double> cpu_seconds, const std::function<bool()>& done = [] { return false; });
  // Ask for sentences and source lines about the standstill that the last run ended in.
  [[nodiscard]] const observe::Standstill& explain();

  // The first one counts.
  void fail(Finding finding);
  void give_up(Verdict verdict, std::string reason);
  [[nodiscard]] bool over() const { return finding_.has_value() || given_up_.has_value(); }
  [[nodiscard]] const std::optional<Finding>& finding() const { return finding_; }
  [[nodiscard]] const std::optional<std::pair<Verdict, std::string>>& given_up() const { return given_up_; }

  [[nodiscard]] world::World& world() { return world_; }
  [[nodiscard]] const std::vector<observe::Task>& sleepers() const { return watch_.tasks(); }
  [[nodiscard]] std::string name_of(pid_t pid) const;
  [[nodiscard]] std::string name_of(pid_t pid, pid_t tid) const;  // "thread 1 of pool", where it is not the first
  // Of those in the standstill: "it is", or more if there are more: "all its threads are", "all processes are".
  [[nodiscard]] std::string who_is_blocked(const Running& program);
  // The grader has done this: "removed the queue". For the finding, should there be one.
  void did(std::string what) { deeds_.did(std::move(what)); }
  [[nodiscard]] const std::vector<Company>& company_at_end(pid_t pid) const;
  // Living children of a process, zombies left out.
  [[nodiscard]] std::vector<pid_t> children_of(pid_t pid) const;
  [[nodiscard]] double elapsed_ms() const;
  // The wait-for graph of the standstill as the result model has it.
  [[nodiscard]] std::vector<Waiting> waiting();
  // In the standstill, somebody reads from the pipe that the grader feeds.
  [[nodiscard]] bool input_is_read(const Running& program);

 private:
  Halt run(const std::function<bool()>& done, bool stop_when_asleep);
  bool service();                       // everything that can be done without waiting; true if anything was
  bool read_stream(Running& program, posix::Fd& fd, std::string& text, bool is_out);
  bool write_input(Running& program);
  bool answer_notices();
  bool reap();
  bool drop_one_byte();                 // when all is asleep; true if a byte was sent
  std::optional<Halt> at_standstill();  // all asleep, nothing pending: what that means
  bool same_sleep_again();
  bool idles_too_long();
  [[nodiscard]] std::string who_lacked_a_queue() const;
  bool stop_at_a_memory_error(bool all_asleep);
  void wait_a_little();
  void wait_for_point();
  bool schedule_on(bool stop_when_asleep);  // true if somebody was let go, or the grader's turn has come
  void let_another_run();
  void note(schedule::Event::Kind kind, pid_t pid, std::string object);
  [[nodiscard]] bool drops_pending() const;
  void learn_names();
  void remember(pid_t pid);
  void take_names_of_schedule();
  void check_budgets();
  void check_naps();
  [[nodiscard]] static double cpu_of_world(const std::vector<pid_t>& processes);
  void check_patience(std::chrono::nanoseconds elapsed);
  std::map<pid_t, std::uint64_t> cpu_by_program() const;
  void check_cpu(const Running& program, std::uint64_t used);
  void over_cpu_budget(const Running& program, double seconds, const CpuMark& since, const std::string& when);
  struct Burner { pid_t pid = 0, tid = 0; std::uint64_t ns = 0; };
  [[nodiscard]] CpuMark mark_cpu(const Running& program, std::uint64_t all) const;
  [[nodiscard]] std::map<std::pair<pid_t, pid_t>, std::uint64_t> threads_of_program(pid_t leader) const;
  [[nodiscard]] std::optional<Burner> who_burns(const Running& program, const CpuMark& since) const;
  const observe::Task* stop_and_find(pid_t tid);
  [[nodiscard]] Waiting where_it_burns(const Burner& burner, const CpuMark& since);
  [[nodiscard]] std::map<pid_t, std::string> fates() const;
  [[nodiscard]] observe::Known known() const;
  [[nodiscard]] std::optional<Place> place_in_own_file(const observe::Wait& wait) const;
  [[nodiscard]] bool input_exhausted(const Running& program) const;
  int look_at(const world::Notice& notice);

  world::World& world_;
  std::map<std::string, std::string> programs_;  // name -> path inside the world
  bool address_sanitizer_;
  observe::Watch watch_;
  std::unique_ptr<schedule::Controller> controller_;
  std::string step_;                             // that the grader is ready to take
  bool granted_ = false;                         // its turn has come
  unsigned events_of_time_ = 0;                  // how many more may happen although nobody waits for anything
  std::uint32_t event_ = 0;                      // the controller's, before the last look
  std::deque<Running> running_;
  std::map<pid_t, std::string> names_;
  std::map<std::string, int> started_;           // how many programs of each name
  std::map<pid_t, pid_t> process_of_thread_;     // of all that were ever seen asleep
  std::map<pid_t, std::string> ended_;           // how: "ended with exit 0"; of those that we have reaped
  std::map<pid_t, std::vector<int>> sent_;       // signals from the grader
  std::map<pid_t, int> children_named_, orphans_named_;
  std::map<pid_t, pid_t> program_of_;            // process -> the started program it descends from
  std::map<pid_t, std::set<int>> timers_;        // armed, by process
  std::set<std::string> our_files_;
  bool socket_timeouts_ = false;
  std::string refused_a_queue_;                  // who wanted a POSIX message queue where there are none; empty: nobody
  std::map<pid_t, std::vector<Company>> company_;
  std::map<pid_t, CpuMark> cpu_at_close_, cpu_at_exhaustion_;
  std::optional<double> sleep_budget_;           // CPU seconds until all must sleep
  std::map<pid_t, CpuMark> cpu_when_asked_;      // since when it counts, by started program
  std::optional<observe::Standstill> standstill_;
  bool explained_ = false;
  Deeds deeds_;
  std::optional<Finding> finding_;
  std::optional<std::pair<Verdict, std::string>> given_up_;
  std::size_t reaped_ = 0;                       // processes that have ended, orphans included
  std::chrono::steady_clock::time_point begun_;
  std::chrono::nanoseconds pause_{0};            // how long the next poll may last
  std::chrono::nanoseconds idle_{0};             // proven idle, waiting for timers only
  std::optional<std::chrono::steady_clock::time_point> idle_since_;
  std::chrono::steady_clock::time_point budgets_checked_;
};

}  // namespace ipclab::check
