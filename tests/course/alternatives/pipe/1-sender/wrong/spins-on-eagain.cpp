// wrong: makes standard input non-blocking and reads again and again while nothing is there: CPU time for waiting
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <string>
#include <fcntl.h>
#include <unistd.h>

static void send(const std::string& text) {
  const std::uint32_t length = static_cast<std::uint32_t>(text.size());
  fwrite(&length, sizeof length, 1, stdout);
  fwrite(text.data(), 1, text.size(), stdout);
}

int main() {
  fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
  std::string line;
  for (;;) {
    char chunk[4096];
    const ssize_t got = read(0, chunk, sizeof chunk);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) break;
    for (ssize_t i = 0; i < got; ++i) {
      if (chunk[i] == '\n') {
        send(line);
        line.clear();
      } else {
        line += chunk[i];
      }
    }
  }
  if (!line.empty()) send(line);
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
