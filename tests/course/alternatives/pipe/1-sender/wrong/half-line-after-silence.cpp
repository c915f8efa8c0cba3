// wrong: what stands unfinished in the buffer for a second is sent as a line of its own
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <string>
#include <unistd.h>

static bool send(const std::string& text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  return fwrite(&length, sizeof length, 1, stdout) == 1 && (text.empty() || fwrite(text.data(), text.size(), 1, stdout) == 1) && fflush(stdout) == 0;
}

int main() {
  std::string waiting;
  for (;;) {
    pollfd in = {0, POLLIN, 0};
    if (poll(&in, 1, 1000) == 0 && !waiting.empty()) {
      if (!send(waiting)) break;
      waiting.clear();
      continue;
    }
    if (in.revents == 0) continue;
    char bytes[4096];
    const ssize_t got = read(0, bytes, sizeof bytes);
    if (got <= 0) break;
    waiting.append(bytes, static_cast<std::size_t>(got));
    for (std::size_t end; (end = waiting.find('\n')) != std::string::npos; waiting.erase(0, end + 1))
      if (!send(waiting.substr(0, end))) return perror("sender"), 1;
  }
  if (!waiting.empty() && !send(waiting)) return perror("sender"), 1;
  return ferror(stdout) ? 1 : 0;
}
