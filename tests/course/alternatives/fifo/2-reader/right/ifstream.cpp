// right: std::ifstream and std::getline; the FIFO is made with mknod and gets its mode from chmod
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/stat.h>

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc != 2) {
    std::cerr << "I need the name of a FIFO.\n";
    return 2;
  }
  const fs::path name = argv[1];
  if (!fs::exists(name)) {
    if (::mknod(name.c_str(), S_IFIFO | 0600, 0) != 0) {
      std::cerr << "cannot make " << name << '\n';
      return 1;
    }
    fs::permissions(name, fs::perms::owner_read | fs::perms::owner_write);
  }
  std::ifstream fifo(name, std::ios::binary);
  if (!fifo) {
    std::cerr << "cannot open " << name << '\n';
    return 1;
  }
  for (std::string text; std::getline(fifo, text);) std::cout << "> " << text << std::endl;
}
