// wrong: ignores SIGPIPE and never looks whether writing worked: exit 0 and no message when nobody reads
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(line.data(), 1, line.size(), stdout);
  }
  fflush(stdout);
  return 0;
}
