// right: std::cin.read into a std::string, errors as exceptions that main catches
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>

static bool read_length(std::uint32_t& length) {
  std::cin.read(reinterpret_cast<char*>(&length), sizeof length);
  if (std::cin.bad()) throw std::runtime_error("cannot read");
  if (std::cin) return true;
  if (std::cin.gcount() != 0) throw std::runtime_error("the input ends inside a length");
  return false;
}

static std::string read_text(std::uint32_t length) {
  if (length > 4096) throw std::runtime_error("length " + std::to_string(length) + " is above 4096");
  std::string text(length, '\0');
  if (!std::cin.read(text.data(), length)) throw std::runtime_error("the input ends inside a text");
  return text;
}

int main() {
  std::ios_base::sync_with_stdio(false);
  int status = 0;
  try {
    std::uint32_t length;
    while (read_length(length)) std::cout << read_text(length) << '\n';
  } catch (const std::exception& e) {
    std::cerr << "receiver: " << e.what() << '\n';
    status = 1;
  }
  if (!std::cout.flush()) {
    std::cerr << "receiver: cannot write\n";
    status = 1;
  }
  return status;
}
