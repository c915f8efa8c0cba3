// wrong: sends an empty message of its own as an end marker
#include <cstdint>
#include <iostream>
#include <string>

static void send(const std::string& text) {
  const std::uint32_t length = static_cast<std::uint32_t>(text.size());
  std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
  std::cout << text;
}

int main() {
  std::string line;
  while (std::getline(std::cin, line)) send(line);
  send("");
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
