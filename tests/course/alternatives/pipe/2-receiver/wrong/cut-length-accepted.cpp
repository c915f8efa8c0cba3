// wrong: input that ends inside a length counts as a good end: exit 0 and no message
#include <cstdint>
#include <iostream>
#include <string>

int main() {
  std::uint32_t length;
  while (std::cin.read(reinterpret_cast<char*>(&length), sizeof length)) {
    std::string text(length <= 4096 ? length : 0, '\0');
    if (length > 4096 || !std::cin.read(text.data(), length)) {
      std::cerr << "receiver: damaged input\n";
      return 1;
    }
    std::cout << text << '\n';
  }
  if (!std::cout.flush()) {
    std::cerr << "receiver: cannot write\n";
    return 1;
  }
  return 0;
}
