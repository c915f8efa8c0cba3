// wrong: a summary for the user follows the messages on standard output
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::string line;
  int sent = 0;
  while (std::getline(std::cin, line)) {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
    std::cout << line;
    ++sent;
  }
  std::cout << "sender: " << sent << " messages sent\n";
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
