// A Trial is one run of a scenario in a world of its own: it starts programs, feeds them, is an unlucky but legal
// peer to them, and holds what they do against the contract. It runs inside the world, in its init.
//
// What the programs do is data: the first broken promise becomes the trial's Finding, and every later step of the
// scenario then does nothing. What goes wrong with the grader throws posix::Error and makes the check "broken".
// Nothing waits for a length of time: each step waits for a fact (bytes, an end, a proof that all sleep).
//
// Under a schedule the scenario is an actor like the programs' threads: each step that does something (start, feed,
// end_input, signal, ...) waits for its turn, and may come early or late. Steps that wait for something are no turn;
// they are the condition under which the next one can happen.
#pragma once
#include "check/result.hpp"
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::check {

class Engine;  // check/engine.hpp: the event loop behind a Trial

// What the contract names for what never ends. Counted only once the program's input is exhausted.
struct Budget {
  double cpu_seconds = 5;        // CPU time, all its processes, after its input has ended and been read
  std::size_t bytes = 1U << 20;  // standard output, all of it
};

class Process;

// One of the two streams a program writes to.
struct Stream {
  const Process* process = nullptr;
  int fd = 1;
};

// A promise about a process, a stream or the world, with the words for it.
struct Ending {
  enum class Kind { exits, any } kind = Kind::any;
  int status = 0;
  int signal = 0;  // 0: none; else ending by this signal is as good
  [[nodiscard]] Ending or_by(int other) const { return {kind, status, other}; }
};
[[nodiscard]] Ending exits(int status);  // ends by itself, with this status
[[nodiscard]] Ending ends();             // ends, however

struct Content {
  enum class Kind { equals, at_most, starts_with, lacks, mixes, says_something, empty } kind = Kind::equals;
  std::string text;
  std::vector<std::string> whole = {}, part = {};
};
[[nodiscard]] Content equals(std::string text);
[[nodiscard]] Content starts_with(std::string text);
[[nodiscard]] Content lacks(std::string text);
// `begin`, then the lines of all these texts, mixed in any way but line by line; of `part` perhaps only the first few.
[[nodiscard]] Content mixes(std::string begin, std::vector<std::string> whole, std::vector<std::string> part = {});
[[nodiscard]] Content says_something();  // at least one character that is not blank
[[nodiscard]] Content empty();

// How a program is started.
struct Start {
  std::vector<std::string> args = {};
  std::string input = {};         // put into its standard input before it starts, as far as the pipe takes it
  std::size_t input_pipe = 0;     // capacity asked for its standard input and output (F_SETPIPE_SZ); 0: as they come
  std::size_t output_pipe = 0;
  bool output_closed = false;     // nobody reads its standard output: the read end is closed before it starts
  bool output_held = false;       // nobody reads its standard output until release_output()
  std::optional<std::size_t> output_room = {};  // in its standard output; others have filled the rest. Whole pipe otherwise
  std::vector<int> blocked = {};  // signals that are blocked, and ignored, when it starts: it inherits them
  std::vector<int> ignored = {};
  std::optional<std::size_t> most_open_files = {}, most_processes = {};  // RLIMIT_NOFILE, RLIMIT_NPROC
  std::optional<std::size_t> most_memory = {};                           // RLIMIT_AS, in bytes; not under a sanitizer
  Budget budget = {};
};

// How the grader opens one of its own ends of a FIFO.
struct FifoEnd {
  std::size_t capacity = 0;  // asked for the FIFO (F_SETPIPE_SZ); 0: as it comes
  bool held = false;         // what comes is not read until release_output() or take_some_output()
};

// A program that was started; or one of the grader's own ends of a FIFO, with which it reads or writes like others.
class Process {
 public:
  // Queues bytes for its standard input; they are written as the pipe takes them.
  Process& feed(std::string_view bytes);
  // The unlucky sender: one byte at a time, the next one only when every task is proven asleep.
  Process& feed_byte_by_byte(std::string_view bytes);
  // Closes its standard input when everything queued has been written.
  Process& end_input();
  // The slow reader wakes up: reads standard output from now on.
  Process& release_output();
  // The slow reader takes what is in the pipe now, and goes to sleep again.
  Process& take_some_output();
  // The reader goes away: closes our end of its standard output.
  Process& close_output();
  // Sends a signal to the process, unless it has ended.
  Process& signal(int number);
  [[nodiscard]] Stream out() const { return {this, 1}; }
  [[nodiscard]] Stream err() const { return {this, 2}; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  friend class Trial;
  Process(Engine& engine, std::size_t index, std::string name) : engine_(&engine), index_(index), name_(std::move(name)) {}
  Engine* engine_;
  std::size_t index_;
  std::string name_;
};

// The signals of a process, as proc(5) has them: bit n-1 stands for signal n.
struct Signals { std::uint64_t pending = 0, blocked = 0, ignored = 0, caught = 0; };
[[nodiscard]] bool has(std::uint64_t set, int signal);

// What is left in the world: processes, IPC objects, FIFOs, sockets, and files if they count.
struct Leftovers { bool files = true; };
struct Nothing {};
[[nodiscard]] inline Nothing nothing() { return {}; }

// What lies in a System V message queue: a type, and any bytes.
struct Message {
  long type = 0;
  std::string bytes;
};

class Trial {
 public:
  explicit Trial(Engine& engine);

  Process& start(std::string_view program, Start how = {});

  // Puts a file into the working directory, readable for all; it does not count as left behind.
  void file(const std::string& name, std::string_view content, unsigned mode = 0644);
  // What a file there holds now; empty when there is none.
  [[nodiscard]] std::string content_of(const std::string& name) const;
  [[nodiscard]] bool exists(const std::string& name) const;
  // Makes a FIFO there, for all to read and write; it does not count as left behind.
  void fifo(const std::string& name);
  // Opens a FIFO there to read. Of what came through, expect() judges what is there when nobody could be asked to wait
  // for more: after the writers have ended.
  Process& read_fifo(const std::string& name, FifoEnd how = {});
  // Opens it to write as soon as a program has it open to read; that none ever will is a broken promise.
  Process& write_fifo(const std::string& name, FifoEnd how = {});
  // Waits until there is a FIFO of that name with these permission bits; when all sleep without end, or have ended,
  // without one, a promise is broken.
  void expect_fifo(const std::string& name, unsigned mode);

  // System V message queues, by their key. The grader is a neighbour there like others, and never waits. What it asks
  // for is asked when all is asleep or has ended.
  // Puts a message in; a queue that is not there is made, as if a program had made it. Without room the trial is given up.
  void put_message(int key, long type, std::string_view bytes);
  // Takes out the message that msgrcv(2) has for this type; nothing when there is none.
  [[nodiscard]] std::optional<Message> take_message(int key, long type = 0);
  // How many lie there; nothing when there is no such queue.
  [[nodiscard]] std::optional<std::size_t> messages_in(int key);
  // Removes it, as ipcrm(1) does, whoever waits there.
  void remove_queue(int key);

  // Waits until the process has written this somewhere in the stream; else the promise is broken.
  void expect_soon(const Stream& stream, std::string_view text);
  // What the process has written to the stream so far, as far as it was read: all of it when everybody is asleep.
  [[nodiscard]] const std::string& written(const Stream& stream) const;
  // The path under which a program of the check lies in the world, for those who start it by themselves.
  [[nodiscard]] std::string path_of(std::string_view program) const;
  // All is asleep, and in this process: what its signals are.
  [[nodiscard]] Signals signals_of(const Process& process);
  // A promise that the scenario has seen broken by itself: `what` in a word, for the evidence, and in a sentence.
  void broken(const Process& process, std::string what, std::string happened);
  // Waits for the process to end; judges how.
  void expect(const Process& process, Ending ending);
  // Waits until the stream can bring no more (everybody who could write is gone or proven asleep); judges it.
  void expect(const Stream& stream, const Content& content);
  // Waits until the world can change no more; judges what is left in it.
  void expect(Leftovers leftovers, Nothing);
  [[nodiscard]] Leftovers leftovers() const { return {}; }
  // The process ends, and is alone then: its children have ended and were waited for, nothing that it started runs
  // on. Seen at its last call, exit_group(2); skipped where calls cannot be watched.
  void expect_alone_at_end(const Process& process);
  // With nothing to do, the program is to sleep: waits until every task is proven asleep. Under a schedule time then
  // passes, as far as anybody waits for it: a program that only takes a nap goes on. One that uses more than
  // `cpu_seconds` in all that breaks the promise.
  void expect_sleeping(const Process& process, double cpu_seconds);
  // The same, and by then it has written no more than this to its standard output; less is no mistake yet.
  void expect_waiting(const Process& process, double cpu_seconds, std::string_view at_most);
  // How the process ended: false when by a signal, or not yet.
  [[nodiscard]] bool ended_by_itself(const Process& process) const;
  // It has ended by itself, with this status.
  [[nodiscard]] bool ended_with(const Process& process, int status) const;

  // Waits until every task is proven asleep. False when the world ended, or a promise was broken, before.
  bool all_asleep();
  // The same; then, under a schedule, time passes as far as anybody waits for it. True when all sleep at the end.
  bool let_time_pass();
  // Waits until all is asleep, then SIGSTOP and SIGCONT to every process: legal at any moment (signal(7)). A write(2)
  // to a pipe that had written a part returns short, epoll_wait(2) and some others return with EINTR.
  void stop_and_continue_all();
  // Waits until all is asleep, then ends every child of the process by this signal. Returns how many there were.
  int kill_children_of(const Process& process, int signal);
  // Waits until the process has a child, or has ended; then a signal to the oldest of its living children, as a step
  // that under a schedule comes early or late. Whether there was one.
  bool signal_a_child_of(const Process& process, int signal);
  // The programs of this check send each other signals: skipped where this machine keeps them apart. Before the first start.
  void needs_signals_between_programs();
  // The scenario could not bring about what it needs: inconclusive, with this reason.
  void give_up(std::string reason);

  [[nodiscard]] bool over() const;  // a promise is broken or the trial is given up

 private:
  Engine* engine_;
  std::deque<Process> processes_;  // a deque, so that the references we hand out stay good
};

}  // namespace ipclab::check
