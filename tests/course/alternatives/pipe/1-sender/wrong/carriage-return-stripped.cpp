// wrong: a carriage return at the end of a line is taken away as if it belonged to the line end
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
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
