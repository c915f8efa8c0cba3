// wrong: a message of length 0 prints nothing, not even its newline
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::uint32_t length;
  while (std::cin.read(reinterpret_cast<char*>(&length), sizeof length)) {
    if (length == 0) continue;
    std::string text(length <= 4096 ? length : 0, '\0');
    if (length > 4096 || !std::cin.read(text.data(), length)) {
      std::cerr << "receiver: damaged input\n";
      return 1;
    }
    std::cout << text << '\n';
  }
  if (std::cin.gcount() > 0) {
    std::cerr << "receiver: the input ends inside a length\n";
    return 1;
  }
  if (!std::cout.flush()) {
    std::cerr << "receiver: cannot write\n";
    return 1;
  }
  return 0;
}
