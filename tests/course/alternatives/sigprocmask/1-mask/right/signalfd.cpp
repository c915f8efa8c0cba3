// right: signalfd(2) made before the section and read after it; of what one read gives SIGQUIT comes last
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/signalfd.h>
#include <unistd.h>

static void line(const char* text) {
  const ssize_t put = write(1, text, strlen(text));
  if (put < 0) _exit(1);
}

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int fd = signalfd(-1, &set, SFD_CLOEXEC);
  if (fd < 0) return 1;

  line("blocked\n");
  char bytes[4096];
  for (;;) {
    const ssize_t got = read(0, bytes, sizeof bytes);
    if (got == 0) break;
    if (got < 0 && errno != EINTR) break;
  }
  line("open\n");

  bool quit = false;
  while (!quit) {
    signalfd_siginfo info[2];
    const ssize_t got = read(fd, info, sizeof info);
    if (got < 0) {
      if (errno == EINTR) continue;
      return 1;
    }
    for (size_t i = 0; i < static_cast<size_t>(got) / sizeof info[0]; i++) {
      if (info[i].ssi_signo == SIGINT) line("got SIGINT\n");
      else quit = true;
    }
  }
  line("got SIGQUIT\n");
}
