// wrong: mode 0666 and the umask decide who may read: with 022 everybody
#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: reader FIFO\n";
    return 2;
  }
  if (mkfifo(argv[1], 0666) < 0 && errno != EEXIST) {
    std::cerr << "cannot make it\n";
    return 1;
  }
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) std::cout << "> " << line << std::endl;
}
