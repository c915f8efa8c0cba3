// wrong: the handlers print at once: a line during the section, and one for each signal
#include <cerrno>
#include <csignal>
#include <cstring>
#include <unistd.h>

static volatile sig_atomic_t interrupted = 0;
static volatile sig_atomic_t quit = 0;

static void print(const char* text);

extern "C" void on_interrupt(int) {
  interrupted = 1;
  print("pending SIGINT\n");
}
extern "C" void on_quit(int) {
  quit = 1;
  print("pending SIGQUIT\n");
}


static void print(const char* text) {
  size_t size = strlen(text);
  while (size > 0) {
    const ssize_t put = write(STDOUT_FILENO, text, size);
    if (put < 0 && errno != EINTR) _exit(1);
    if (put < 0) continue;
    text += put;
    size -= static_cast<size_t>(put);
  }
}

int main() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  action.sa_handler = on_quit;
  sigaction(SIGQUIT, &action, nullptr);
  print("blocked\n");

  char piece[64];
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
    if (got == 0) break;
    if (got < 0 && errno != EINTR) break;
  }
  const bool some = interrupted || quit;
  if (!some) {
    print("pending nothing\n");
  }
}
