// How the engine starts programs and moves bytes.
#include "check/engine.hpp"

#include "check/words.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::check {
namespace {

// What is kept of a stream; the rest is only counted. Far above every expected output.
constexpr std::size_t kKept = 16U << 20;

void set_capacity(int fd, std::size_t bytes) {
  if (bytes != 0 && ::fcntl(fd, F_SETPIPE_SZ, static_cast<int>(bytes)) < 0) throw posix::Error("fcntl", "F_SETPIPE_SZ");
}

// What others have written to a pipe, so that there is this room and no more. How many bytes that is.
std::size_t fill_but(int fd, std::size_t room) {
  const int capacity = ::fcntl(fd, F_GETPIPE_SZ);
  if (capacity < 0) throw posix::Error("fcntl", "F_GETPIPE_SZ");
  const std::string others(static_cast<std::size_t>(capacity) - std::min(static_cast<std::size_t>(capacity), room), '.');
  if (::write(fd, others.data(), others.size()) != static_cast<ssize_t>(others.size())) throw posix::Error("write", "into a pipe before it is used");
  return others.size();
}

std::vector<std::string> environment(bool address_sanitizer) {
  // Heap and stack hold a pattern, so that what nobody set shows every time (mallopt(3), M_PERTURB).
  if (!address_sanitizer) return {"GLIBC_TUNABLES=glibc.malloc.perturb=165"};
  return {"ASAN_OPTIONS=detect_leaks=0:exitcode=99:hard_rss_limit_mb=512:detect_stack_use_after_return=0"};
}

}  // namespace

Engine::Engine(world::World& world, std::map<std::string, std::string> programs, bool address_sanitizer)
    : world_(world), programs_(std::move(programs)), address_sanitizer_(address_sanitizer),
      watch_(world.isolation().tier == world::Tier::reduced ? observe::Scope::descendants : observe::Scope::pid_namespace),
      begun_(std::chrono::steady_clock::now()), budgets_checked_(begun_) {}

void Engine::put_file(const std::string& name, std::string_view content, unsigned mode) {
  const std::string path = world_.directory() + "/" + name;
  const posix::Fd file = posix::open_file(path, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (::fchmod(file.get(), mode) != 0) throw posix::Error("fchmod", path);  // whatever the umask is
  posix::write_all(file.get(), content);
  our_files_.insert(path);
}

std::string Engine::content_of(const std::string& name) const {
  const auto file = posix::try_open(world_.directory() + "/" + name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  struct stat info {};
  if (!file || ::fstat(file->get(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  return posix::read_all(file->get(), kKept);
}

bool Engine::exists(const std::string& name) const {
  struct stat info {};
  return ::lstat((world_.directory() + "/" + name).c_str(), &info) == 0;
}

void Engine::put_fifo(const std::string& name) {
  const std::string path = world_.directory() + "/" + name;
  if (::mkfifo(path.c_str(), 0600) != 0 || ::chmod(path.c_str(), 0666) != 0) throw posix::Error("mkfifo", path);
  our_files_.insert(path);
}

posix::Fd Engine::try_fifo(const std::string& name, bool writes) const {
  // fifo(7): a non-blocking open to write fails with ENXIO as long as nobody reads; one to read never waits.
  const std::string path = world_.directory() + "/" + name;
  posix::Fd end(::open(path.c_str(), (writes ? O_WRONLY : O_RDONLY) | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  struct stat info {};
  if (!end.open() || ::fstat(end.get(), &info) != 0 || !S_ISFIFO(info.st_mode)) return {};
  return end;
}

std::size_t Engine::hold_fifo(const std::string& name, posix::Fd end, bool writes, const FifoEnd& how) {
  set_capacity(end.get(), how.capacity);
  Running running;
  running.name = "the grader";
  running.fifo = name;
  running.status = 0;  // there is no process to wait for
  running.holds_output = how.held;
  running.budget.bytes = kKept;
  (writes ? running.in : running.out) = std::move(end);
  did(fmt::format("opened the FIFO {} to {}", name, writes ? "write" : "read"));
  running_.push_back(std::move(running));
  return running_.size() - 1;
}

std::size_t Engine::start(const std::string& program, const Start& how) {
  const std::string& path = path_of(program);
  posix::Pipe in = posix::make_pipe(), out = posix::make_pipe(), err = posix::make_pipe();
  set_capacity(in.write.get(), how.input_pipe);
  set_capacity(out.write.get(), how.output_pipe);
  const std::size_t foreign = how.output_room ? fill_but(out.write.get(), *how.output_room) : 0;
  for (const int fd : {in.write.get(), out.read.get(), err.read.get()}) posix::set_nonblocking(fd);
  if (how.output_closed) out.read.reset();

  Running running;
  const int nth = ++started_[program];
  running.name = nth == 1 ? program : fmt::format("{}#{}", program, nth);  // as schedules name it
  running.program = program;
  running.blocked = how.blocked;
  running.ignored = how.ignored;
  running.budget = how.budget;
  running.in = std::move(in.write);
  running.queue = how.input;
  running.remember_given(how.input);
  running.command = program;
  for (const std::string& argument : how.args) running.command += " " + as_typed(argument);
  running.unread = how.output_closed;
  running.most_open_files = how.most_open_files;
  running.most_memory = how.most_memory;
  running.holds_output = running.read_late = how.output_held;
  running.foreign = foreign;
  while (write_input(running)) {}  // what fits is there before the program starts

  world::Launch launch;
  launch.path = path;
  launch.args.push_back(program);
  launch.args.insert(launch.args.end(), how.args.begin(), how.args.end());
  launch.environment = environment(address_sanitizer_);
  if (controller_)
    for (std::string& entry : controller_->environment()) launch.environment.push_back(std::move(entry));
  launch.blocked = how.blocked;
  launch.ignored = how.ignored;
  if (how.most_open_files) launch.limits.open_files = static_cast<unsigned>(*how.most_open_files);
  if (how.most_processes) launch.limits.processes = static_cast<unsigned>(*how.most_processes);
  if (how.most_memory) launch.limits.memory_bytes = *how.most_memory;
  launch.in = in.read.get();
  launch.out = out.write.get();
  launch.err = err.write.get();
  if (address_sanitizer_) launch.limits.memory_bytes = 0;
  world::Child child = world_.spawn(launch);
  running.pid = child.pid;
  running.pidfd = std::move(child.pidfd);
  running.notices = std::move(child.notices);
  running.out = std::move(out.read);
  running.err = std::move(err.read);
  names_[running.pid] = running.name;
  if (controller_) controller_->started(running.pid, program);
  program_of_[running.pid] = running.pid;
  running_.push_back(std::move(running));
  deeds_.started(running_.size() - 1);
  return running_.size() - 1;
}

bool Engine::read_stream(Running& program, posix::Fd& fd, std::string& text, bool is_out) {
  if (!fd.open()) return false;
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (got < 0) throw posix::Error("read", "from " + program.name);
  if (got == 0) {
    if (!program.fifo.empty()) return false;  // nobody writes to it now; somebody may again
    fd.reset();
    return true;
  }
  std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
  if (is_out) {
    const std::size_t others = std::min(program.foreign, bytes.size());
    program.foreign -= others;
    bytes.remove_prefix(others);
    if (bytes.empty()) return true;
  }
  text.append(bytes.substr(0, kKept - std::min(kKept, text.size())));
  if (is_out && program.fifo.empty()) note(schedule::Event::Kind::prints, program.pid, printable(bytes, 60));
  (is_out ? program.out_bytes : program.err_bytes) += bytes.size();
  return true;
}

void Engine::send(std::size_t index, int signal) {
  Running& program = running_[index];
  if (program.status) return;
  if (::kill(program.pid, signal) != 0 && errno != ESRCH) throw posix::Error("kill", program.name);
  program.sent.push_back(signal);
  remember_sent(program.pid, signal);
  did(fmt::format("sent {} {}", program.name, posix::signal_name(signal)));
  note(schedule::Event::Kind::signalled, program.pid, posix::signal_name(signal));
}

void Engine::take_some_output(std::size_t index) { read_stream(running_[index], running_[index].out, running_[index].out_text, true); }

bool Engine::write_input(Running& program) {
  if (!program.in.open()) return false;
  if (program.queue.empty()) {
    if (!program.ends_input || !program.drops.empty()) return false;
    program.in.reset();
    return true;
  }
  const ssize_t sent = ::write(program.in.get(), program.queue.data(), program.queue.size());
  if (sent > 0) {
    program.queue.erase(0, static_cast<std::size_t>(sent));
    return true;
  }
  if (sent < 0 && errno == EPIPE) {  // nobody will read it any more: that is the program's right
    program.queue.clear();
    program.drops.clear();
    program.in.reset();
    return true;
  }
  if (sent < 0 && errno != EAGAIN && errno != EINTR) throw posix::Error("write", "to " + program.name);
  return false;
}

bool Engine::drop_one_byte() {
  for (Running& program : running_) {
    if (!program.in.open() || !program.queue.empty() || program.drops.empty()) continue;
    program.queue = program.drops.substr(0, 1);
    program.drops.erase(0, 1);
    return write_input(program);
  }
  return false;
}

bool Engine::drops_pending() const {
  return std::any_of(running_.begin(), running_.end(), [](const Running& program) { return program.in.open() && !program.drops.empty(); });
}

void Engine::note(schedule::Event::Kind kind, pid_t pid, std::string object) {
  if (!controller_) return;
  schedule::Event event;
  event.kind = kind;
  event.object = std::move(object);
  controller_->note(std::move(event), pid);
}

const std::string& Engine::path_of(const std::string& program) const {
  const auto path = programs_.find(program);
  if (path == programs_.end()) throw posix::Error("start", "of \"" + program + "\", which the check does not name", EINVAL);
  return path->second;
}

bool Engine::reap() {
  bool reaped = false;
  for (;;) {
    siginfo_t info{};
    if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0) return reaped;
    reaped = true;
    ++reaped_;
    timers_.erase(info.si_pid);
    const bool exited = info.si_code == CLD_EXITED;
    ended_[info.si_pid] = exited ? fmt::format("ended with exit {}", info.si_status) : "was ended by " + posix::signal_name(info.si_status);
    note(schedule::Event::Kind::ends, info.si_pid, exited ? "exit " + std::to_string(info.si_status) : posix::signal_name(info.si_status));
    for (Running& program : running_) {
      if (program.pid != info.si_pid) continue;
      program.status = info.si_status;
      program.killed = info.si_code != CLD_EXITED;
    }
  }
}

}  // namespace ipclab::check
