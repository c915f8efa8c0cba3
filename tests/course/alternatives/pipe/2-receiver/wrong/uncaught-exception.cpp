// wrong: throws on damaged input and nobody catches it: ended by SIGABRT instead of exit 1
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>

int main() {
  std::uint32_t length;
  while (std::cin.read(reinterpret_cast<char*>(&length), sizeof length)) {
    if (length > 4096) {
      std::cout.flush();
      throw std::length_error("receiver: a length above 4096");
    }
    std::string text(length, '\0');
    if (!std::cin.read(text.data(), length)) {
      std::cout.flush();
      throw std::runtime_error("receiver: the input ends inside a text");
    }
    std::cout << text << '\n';
  }
  if (std::cin.gcount() > 0) {
    std::cout.flush();
    throw std::runtime_error("receiver: the input ends inside a length");
  }
  if (!std::cout.flush()) {
    std::cerr << "receiver: cannot write\n";
    return 1;
  }
  return 0;
}
