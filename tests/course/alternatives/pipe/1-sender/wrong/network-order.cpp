// wrong: the length is in network byte order, not in the order of the machine
#include <arpa/inet.h>
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::uint32_t length = htonl(static_cast<std::uint32_t>(line.size()));
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
    std::cout << line;
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
