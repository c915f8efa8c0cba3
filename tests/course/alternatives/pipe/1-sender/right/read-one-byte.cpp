// right: read(2) of one byte at a time, one write loop per message, interrupted and short calls repeated
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

static void write_all(const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t put = write(1, bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      perror("sender: write");
      exit(1);
    }
    done += put;
  }
}

static void send(const std::string& text) {
  const std::uint32_t length = text.size();
  char head[4];
  memcpy(head, &length, 4);
  write_all(std::string(head, 4) + text);
}

int main() {
  std::string line;
  for (;;) {
    char c;
    const ssize_t got = read(0, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      perror("sender: read");
      return 1;
    }
    if (got == 0) break;
    if (c == '\n') {
      send(line);
      line.clear();
    } else {
      line += c;
    }
  }
  if (!line.empty()) send(line);
  return 0;
}
