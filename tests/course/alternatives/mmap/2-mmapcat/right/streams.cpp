// right: streams with a buffer of one window
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

static int pages_from(const std::string& text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  const int pages = std::stoi(text);
  return pages > 1024 ? 0 : pages;
}

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  const int pages = args.size() < 2 ? 0 : pages_from(args[0]);
  if (pages == 0) {
    std::cerr << "usage: mmapcat PAGES FILE...\n";
    return 2;
  }
  bool all = true;
  std::vector<char> window(static_cast<std::size_t>(pages) * 4096);
  for (std::size_t i = 1; i < args.size(); ++i) {
    std::ifstream file(args[i], std::ios::binary);
    if (!file || std::filesystem::is_directory(args[i])) {
      std::cerr << "mmapcat: cannot read " << args[i] << '\n';
      all = false;
      continue;
    }
    while (file.read(window.data(), static_cast<std::streamsize>(window.size())) || file.gcount() > 0) std::cout.write(window.data(), file.gcount());
  }
  return std::cout.flush() && all ? 0 : 1;
}
