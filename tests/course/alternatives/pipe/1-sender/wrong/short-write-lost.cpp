// wrong: one writev(2) for each message and no look at a short count: being stopped while it blocks loses bytes
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <sys/uio.h>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::uint32_t length = static_cast<std::uint32_t>(line.size());
    iovec part[2] = {{&length, sizeof length}, {line.data(), line.size()}};
    if (writev(1, part, 2) < 0) {
      perror("sender: writev");
      return 1;
    }
  }
  return 0;
}
