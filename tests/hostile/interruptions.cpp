// The whole program as a process: interrupted, and with a standard output that takes nothing. The process is a fork of
// this test binary, which is also its own host (support/main.cpp).
#include "app/app.hpp"
#include "posix/fd.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using Catch::Matchers::ContainsSubstring;

namespace {

// A source on which the compiler works for half a minute, within its caps.
const std::string kSlowSource =
    "template <int I> constexpr int work() { int s = 0; for (int k = 0; k < 200000 + I; ++k) s += k % 3; return s; }\n"
    "template <int I> struct B { static constexpr int v = work<I>() % 10 + B<I - 1>::v; };\n"
    "template <> struct B<0> { static constexpr int v = 0; };\n"
    "int main() { return B<800>::v; }\n";

struct Program {
  pid_t pid = 0;
  posix::Fd err;  // what it writes to standard error

  // As a shell gives it: 128 + the signal that ended it.
  int wait() const {
    int status = 0;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

Program start(std::vector<std::string> args, const std::function<void()>& before = [] {}) {
  auto [read, write] = posix::make_pipe();
  std::fflush(nullptr);
  sigset_t ending, usual;  // held back until the child has let go of Catch2's handlers
  sigemptyset(&ending);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, signal);
  ::sigprocmask(SIG_BLOCK, &ending, &usual);
  const pid_t pid = ::fork();
  if (pid != 0) ::sigprocmask(SIG_SETMASK, &usual, nullptr);
  REQUIRE(pid >= 0);
  if (pid == 0) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
    ::sigprocmask(SIG_SETMASK, &usual, nullptr);
    ::dup2(write.get(), 2);
    before();
    std::vector<char*> words{const_cast<char*>("ipclab")};
    for (std::string& arg : args) words.push_back(arg.data());
    const int count = static_cast<int>(words.size());
    words.push_back(nullptr);
    ::_exit(app::run(count, words.data()));
  }
  return {pid, std::move(read)};
}

void send_output_to(const char* file) {
  const int fd = ::open(file, O_WRONLY | O_CLOEXEC);
  ::dup2(fd, 1);
}

// Our children and theirs that are there now, ourselves not counted: we are a subreaper, so none can hide.
bool nobody_is_left() {
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {}
  return ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD;
}

}  // namespace

TEST_CASE("a report that cannot be written is one line and exit 2") {
  Program program;
  std::string expected;
  SECTION("full") {
    program = start({"list"}, [] { send_output_to("/dev/full"); });
    expected = "ipclab: write to standard output: No space left on device (ENOSPC)\n";
  }
  SECTION("closed") {
    program = start({"list"}, [] { ::close(1); });
    expected = "ipclab: write to standard output: Bad file descriptor (EBADF)\n";
  }
  SECTION("nobody reads") {
    program = start({"list"}, [] {
      posix::Pipe pipe = posix::make_pipe();
      ::dup2(pipe.write.get(), 1);
    });
    expected = "ipclab: write to standard output: Broken pipe (EPIPE)\n";
  }
  SECTION("into a folder that is not there") {
    program = start({"check", "pipe/1", "--dir", "/nowhere"}, [] { send_output_to("/dev/null"); });
    expected = "ipclab: --dir /nowhere: No such file or directory (ENOENT)\n";
  }
  CHECK(posix::read_all(program.err.get()) == expected);
  CHECK(program.wait() == app::kUsage);
}

TEST_CASE("an interrupted check says so, exits with 130 and leaves nobody") {
  const tests::TemporaryFolder tree;
  tree.write("pipe/1-sender/sender.cpp", kSlowSource);
  REQUIRE(::prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP);
  // At several distances from the start: before the worlds stand, and while the compiler works.
  const int after_ms = GENERATE(0, 5, 30, 400);
  INFO(signal << " after " << after_ms << " ms");
  Program program = start({"check", "pipe/1", "--dir", tree.path().string()}, [] { send_output_to("/dev/null"); });
  pollfd quiet{program.err.get(), POLLIN, 0};
  CHECK(::poll(&quiet, 1, after_ms) == 0);
  REQUIRE(::kill(program.pid, signal) == 0);
  const int status = program.wait();
  // It may have come before the program had its handler: then it was ended by it, without a word.
  const bool before_its_time = after_ms < 400 && status == 128 + signal;
  CHECK((status == app::kInterrupted || before_its_time));
  if (status == app::kInterrupted && signal != SIGINT) CHECK_THAT(posix::read_all(program.err.get()), ContainsSubstring("interrupted"));
  while (!nobody_is_left())
    if (::waitpid(-1, nullptr, 0) < 0) break;  // a host that is just ending
  CHECK(nobody_is_left());
}

TEST_CASE("a grader that is killed takes its worlds with it") {
  const tests::TemporaryFolder tree;
  tree.write("pipe/1-sender/sender.cpp", kSlowSource);
  REQUIRE(::prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
  const Program program = start({"check", "pipe/1", "--dir", tree.path().string()}, [] { send_output_to("/dev/null"); });
  pollfd quiet{program.err.get(), POLLIN, 0};
  CHECK(::poll(&quiet, 1, 400) == 0);
  REQUIRE(::kill(program.pid, SIGKILL) == 0);
  // Its hosts and what they started become ours; they end by themselves, or this waits for ever.
  while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {}
  CHECK(errno == ECHILD);
}
