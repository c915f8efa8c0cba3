// Takes its time before it starts the command.
#include <time.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  timespec some{0, 20'000'000};
  nanosleep(&some, nullptr);
  if (argc == 1) {
    dprintf(2, "stopper: which command?\n");
    return 2;
  }
  pid_t pid = fork();
  if (pid == -1) {
    perror("fork");
    return 1;
  }
  if (pid == 0) {
    execvp(argv[1], &argv[1]);
    perror(argv[1]);
    _exit(127);
  }
  bool stopped = false;
  for (;;) {
    siginfo_t news = {};
    if (waitid(P_PID, pid, &news, WEXITED | WSTOPPED) == -1) {
      if (errno == EINTR) continue;
      perror("waitid");
      return 1;
    }
    switch (news.si_code) {
      case CLD_STOPPED:
        if (!stopped) dprintf(1, "stopped\n");
        stopped = true;
        kill(pid, SIGKILL);
        break;
      case CLD_EXITED:
        if (stopped) break;
        dprintf(1, "ended %d\n", news.si_status);
        return news.si_status;
      default:
        if (stopped) {
          dprintf(1, "killed\n");
          return 0;
        }
        dprintf(1, "ended %d\n", 128 + news.si_status);
        return 128 + news.si_status;
    }
  }
}
