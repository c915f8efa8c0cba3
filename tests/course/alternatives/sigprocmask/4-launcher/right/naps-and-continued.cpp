// right: asks with WNOHANG every 20 ms; hears of stops and continues too (WUNTRACED, WCONTINUED) and waits on
#include <cerrno>
#include <csignal>
#include <ctime>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int status_of(pid_t child) {
  for (;;) {
    int status = 0;
    const pid_t told = waitpid(child, &status, WNOHANG | WUNTRACED | WCONTINUED);
    if (told == child && WIFEXITED(status)) return WEXITSTATUS(status);
    if (told == child && WIFSIGNALED(status)) return 128 + WTERMSIG(status);
    const timespec nap{0, 20'000'000};
    if (told == 0) nanosleep(&nap, nullptr);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) {
    std::cerr << argv[0] << ": nothing to launch\n";
    return 2;
  }
  sigset_t kept, before;
  sigemptyset(&kept);
  sigaddset(&kept, SIGQUIT);
  sigaddset(&kept, SIGINT);
  sigprocmask(SIG_BLOCK, &kept, &before);
  const pid_t child = vfork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execvp(argv[1], &argv[1]);
    const int why = errno;
    dprintf(2, "%s cannot be run (%d)\n", argv[1], why);
    _exit(127);
  }
  if (child < 0) return 1;
  const int code = status_of(child);
  std::cout << "ended " << code << std::endl;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
