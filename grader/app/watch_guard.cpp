#include "app/watch_guard.hpp"

#include "app/app.hpp"
#include "app/terminal.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <cerrno>
#include <csignal>
#include <exception>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::app {
namespace {

constexpr int kGuarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCHLD};

class Guard {
 public:
  Guard(pid_t child, posix::Fd orders, int signals) : child_(child), orders_(std::move(orders)), signals_(signals) {}

  // Until the child has ended: its status, as waitpid(2) gives it.
  int wait() {
    for (int status = 0;;) {
      signalfd_siginfo info{};
      if (::read(signals_, &info, sizeof info) < 0 && errno != EINTR) throw posix::Error("read", "signalfd");
      switch (info.ssi_signo) {
        case SIGCHLD:
          if (ended(status)) return status;
          break;
        case SIGINT:
          // The terminal makes one of Ctrl-C only while the editor has it: then it was meant for that.
          if (info.ssi_code != SI_KERNEL) order(Order::interrupt);
          break;
        case SIGTSTP: order(Order::stop); break;
        default: end();
      }
    }
  }

 private:
  bool ended(int& status) {
    for (;;) {
      const pid_t pid = ::waitpid(child_, &status, WNOHANG | WUNTRACED);
      if (pid < 0 && errno == EINTR) continue;
      if (pid < 0) throw posix::Error("waitpid");
      if (pid == 0) return false;
      if (!WIFSTOPPED(status)) return true;
      // It has put the terminal back: now the shell is to see us stop. What wakes us wakes it.
      ::kill(::getpid(), SIGSTOP);
      ::kill(child_, SIGCONT);
    }
  }

  void order(Order order) const {
    if (::send(orders_.get(), &order, 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {}  // it is ending by itself
  }

  // Who has to be told twice is ended: it may be stuck in writing to a terminal that nobody reads.
  void end() {
    if (asked_) ::kill(child_, SIGKILL);
    asked_ = true;
    order(Order::end);
    ::kill(child_, SIGCONT);
  }

  pid_t child_;
  posix::Fd orders_;
  int signals_;
  bool asked_ = false;
};

int status_of(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  complain("watch was ended by " + posix::signal_name(WTERMSIG(status)) + "; the terminal is as it was");
  return 128 + WTERMSIG(status);
}

[[noreturn]] void live(Terminal& terminal, const std::function<int(int)>& work, int orders) {
  int status = kUsage;
  try {
    status = work(orders);
  } catch (const std::exception& trouble) {
    terminal.leave();
    complain(trouble.what());
  }
  ::_exit(status);
}

}  // namespace

int guarded(Terminal& terminal, const std::function<int(int orders)>& work) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : kGuarded) sigaddset(&signals, signal);
  sigset_t before;
  if (::sigprocmask(SIG_BLOCK, &signals, &before) != 0) throw posix::Error("sigprocmask");
  auto [ours, theirs] = posix::make_socket_pair();
  const posix::Fd signalled(::signalfd(-1, &signals, SFD_CLOEXEC));
  if (!signalled.open()) throw posix::Error("signalfd");
  const pid_t child = ::fork();
  if (child < 0) throw posix::Error("fork");
  if (child == 0) {
    ours.reset();
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    live(terminal, work, theirs.get());
  }
  theirs.reset();
  const int status = Guard(child, std::move(ours), signalled.get()).wait();
  terminal.leave();
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  return status_of(status);
}

}  // namespace ipclab::app
