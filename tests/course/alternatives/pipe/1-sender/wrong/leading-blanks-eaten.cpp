// wrong: std::ws eats the blanks and tabs at the beginning of a line, and whole empty lines with them
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin >> std::ws, line)) {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
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
