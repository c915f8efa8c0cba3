// SIGCHLD is blocked and fetched with sigwaitinfo; iostreams.
#include <csignal>
#include <cstring>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

static int news_of(pid_t child, const sigset_t& only) {
  for (;;) {
    int status = 0;
    const pid_t who = waitpid(child, &status, WNOHANG | WUNTRACED);
    if (who == child) return status;
    sigwaitinfo(&only, nullptr);
  }
}

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::cerr << "usage: stopper COMMAND [ARGUMENT]...\n";
    return 2;
  }
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SIGCHLD);
  sigprocmask(SIG_BLOCK, &only, nullptr);
  const pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    sigprocmask(SIG_UNBLOCK, &only, nullptr);
    execvp(argv[1], argv + 1);
    std::cerr << argv[1] << ": " << std::strerror(errno) << std::endl;
    _exit(127);
  }
  int status = news_of(child, only);
  if (WIFSTOPPED(status)) {
    std::cout << "stopped" << std::endl;
    kill(child, SIGKILL);
    do status = news_of(child, only);
    while (WIFSTOPPED(status));
    std::cout << "killed" << std::endl;
    return 0;
  }
  const int n = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) + 128;
  std::cout << "ended " << n << std::endl;
  return n;
}
