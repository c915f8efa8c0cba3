// wrong: removes the FIFO at its end, which the next reader and the waiting writers need
#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: reader FIFO\n";
    return 2;
  }
  if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) {
    std::cerr << "cannot make it\n";
    return 1;
  }
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) std::cout << "> " << line << std::endl;
  unlink(argv[1]);
}
