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
  //[fix unsafe-handler]
  //| std::printf("got SIGINT\n");
  //| std::fflush(stdout);
  // stdio may be in the middle of a line of main's, and its buffer in no state to be used: write(2) knows no buffer.
  const int kept = errno;
  note("got SIGINT\n");
  errno = kept;
  //[end]
}

void on_quit(int) {
  //[fix errno-clobbered]
  //|
  // main may have a call behind it that failed, and not have looked at errno yet: it must not change under its hands.
  const int kept = errno;
  //[end]
  note("got SIGQUIT\n");
  //[fix errno-clobbered]
  //|
  errno = kept;
  //[end]
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
  //[fix one-shot]
  //| ::pause();  // the handlers do the rest
  //| return 0;
  // pause(2) returns after each signal that a handler has answered: one pause is one signal.
  for (;;) ::pause();
  //[end]
}
