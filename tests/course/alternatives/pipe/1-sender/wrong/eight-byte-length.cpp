// wrong: the length is sent as a size_t, eight bytes instead of four
#include <cstdio>
#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::size_t length = line.size();
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
    std::cout.write(line.data(), static_cast<std::streamsize>(length));
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
