// wrong: offset + length is compared with the size, and that sum can be too large
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

namespace fs = std::filesystem;

static bool parse(std::string_view text, std::int64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0;
}

int main(int argc, char** argv) {
  std::int64_t offset = 0, length = INT64_MAX;
  if (argc < 3 || argc > 4 || !parse(argv[2], offset) || (argc == 4 && !parse(argv[3], length))) {
    std::cerr << "usage: mmapdump FILE OFFSET [LENGTH]" << std::endl;
    return 2;
  }
  std::error_code error;
  const std::int64_t size = fs::is_regular_file(argv[1], error) ? static_cast<std::int64_t>(fs::file_size(argv[1], error)) : -1;
  std::ifstream file(argv[1], std::ios::binary);
  if (size < 0 || error || !file) {
    std::cerr << argv[1] << ": not a file that I can read\n";
    return 1;
  }
  if (offset < size && length > 0) {
    std::string text(static_cast<std::size_t>(argc == 3 || offset + length > size ? size - offset : length), '\0');
    file.seekg(offset);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    std::replace_if(text.begin(), text.end(), [](char c) { return c != '\n' && (c < ' ' || c > '~'); }, '.');
    std::cout << text;
  }
  std::cout.flush();
  return std::cout ? 0 : 1;
}
