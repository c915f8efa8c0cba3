// right: nothing is blocked: handlers set flags from before the first line on, and a pipe to itself wakes it
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

static int wake[2];
static volatile sig_atomic_t came[2];

extern "C" void note(int number) {
  const int saved = errno;
  came[number == SIGQUIT] = 1;
  if (write(wake[1], "", 1) < 0) errno = 0;  // full: it will be awake anyway
  errno = saved;
}

static void print(const char* text) {
  size_t size = strlen(text);
  while (size > 0) {
    const ssize_t put = write(1, text, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) exit(1);
    text += put;
    size -= static_cast<size_t>(put);
  }
}

int main() {
  if (pipe2(wake, O_CLOEXEC) < 0) return 1;
  fcntl(wake[1], F_SETFL, O_NONBLOCK);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);
  print("blocked\n");
  char bytes[100];
  ssize_t got;
  do got = read(0, bytes, sizeof bytes);
  while (got > 0 || (got < 0 && errno == EINTR));
  print("open\n");
  for (;;) {
    // The flag goes down before the line is printed: the next signal raises it again.
    if (came[0]) {
      came[0] = 0;
      print("got SIGINT\n");
    }
    if (came[1]) {
      print("got SIGQUIT\n");
      exit(0);
    }
    got = read(wake[0], bytes, 1);
  }
}
