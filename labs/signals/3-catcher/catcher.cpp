// catcher: says how large files are, and who calls meanwhile (SIGINT, SIGQUIT).
#include "note.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace {

// Both handlers may come between any two instructions of main, and in the middle of what it calls.

void on_interrupt(int) {
  std::printf("got SIGINT\n");
  std::fflush(stdout);
}

void on_quit(int) {
  note("got SIGQUIT\n");
}

int trouble(const char* with) {
  std::fprintf(stderr, "catcher: ");
  std::perror(with);
  return 1;
}

// From now on `handler` is called when the signal comes; a call that it interrupts is started again.
bool answer(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  return ::sigaction(signal, &action, nullptr) == 0;
}

// One line of output, of one piece: how large the file is, or why nobody can tell.
void look_at(const char* path) {
  const int fd = ::open(path, O_RDONLY);
  if (fd < 0) {
    std::printf("%s: %s\n", path, std::strerror(errno));
  } else {
    struct stat about = {};
    ::fstat(fd, &about);
    ::close(fd);
    std::printf("%s: %lld bytes\n", path, static_cast<long long>(about.st_size));
  }
  std::fflush(stdout);
}

}  // namespace

int main() {
  if (!answer(SIGINT, on_interrupt)) return trouble("SIGINT");
  if (!answer(SIGQUIT, on_quit)) return trouble("SIGQUIT");
  note("ready\n");

  char* path = nullptr;
  std::size_t room = 0;
  for (ssize_t length; (length = ::getline(&path, &room, stdin)) > 0;) {
    if (path[length - 1] == '\n') path[length - 1] = '\0';
    look_at(path);
  }
  std::free(path);
  ::pause();  // the handlers do the rest
  return 0;
}
