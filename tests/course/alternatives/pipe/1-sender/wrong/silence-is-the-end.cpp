// wrong: an alarm ends it properly when no line has come for ten seconds
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

extern "C" void enough(int) { _exit(0); }

int main() {
  signal(SIGALRM, enough);
  char* line = nullptr;
  size_t room = 0;
  for (;;) {
    alarm(10);
    ssize_t size = getline(&line, &room, stdin);
    if (size < 0) break;
    if (size > 0 && line[size - 1] == '\n') --size;
    const auto length = static_cast<std::uint32_t>(size);
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(line, 1, length, stdout);
    if (fflush(stdout) != 0) {
      perror("sender");
      return 1;
    }
  }
  free(line);
  return 0;
}
