// right: std::getline on std::cin, std::cout.write, SIGPIPE ignored so that a lost reader is a failed stream
#include <csignal>
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::string line;
  while (std::cout && std::getline(std::cin, line)) {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
    std::cout.write(line.data(), static_cast<std::streamsize>(line.size()));
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  if (std::cin.bad()) {
    std::cerr << "sender: cannot read\n";
    return 1;
  }
  return 0;
}
