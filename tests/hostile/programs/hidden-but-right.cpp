// A right sender that makes itself unreadable (prctl(2), PR_SET_DUMPABLE).
#include <cstdint>
#include <iostream>
#include <string>
#include <sys/prctl.h>

int main() {
  ::prctl(PR_SET_DUMPABLE, 0);
  for (std::string line; std::getline(std::cin, line);) {
    const auto length = static_cast<std::uint32_t>(line.size());
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length) << line;
  }
  std::cout.flush();
}
