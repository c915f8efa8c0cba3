// wrong: a last line without a newline is never sent
#include <cstdint>
#include <cstdio>
#include <string>
#include <unistd.h>

int main() {
  std::string pending;
  char chunk[4096];
  ssize_t got;
  while ((got = read(0, chunk, sizeof chunk)) > 0) {
    pending.append(chunk, static_cast<std::size_t>(got));
    std::size_t from = 0;
    for (std::size_t end; (end = pending.find('\n', from)) != std::string::npos; from = end + 1) {
      const std::uint32_t length = static_cast<std::uint32_t>(end - from);
      fwrite(&length, sizeof length, 1, stdout);
      fwrite(pending.data() + from, 1, length, stdout);
    }
    pending.erase(0, from);
  }
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
