// wrong: flock(2) on a file beside the file; who goes unlinks it, and later ones lock a new one
#include <cerrno>
#include <fcntl.h>
#include <iostream>
#include <string>
#include <sys/file.h>
#include <unistd.h>

int main(int argc, char** argv) {
  const std::string people = argc >= 3 ? argv[2] : "";
  const bool tries = argc == 4 && std::string(argv[3]) == "try";
  if (people.size() != 1 || people < "1" || people > "9" || (argc != 3 && !tries)) {
    std::cerr << "bench FILE N [try]\n";
    return 2;
  }
  const std::string lock = std::string(argv[1]) + ".lock";
  if (access(argv[1], F_OK) != 0) {
    std::cerr << argv[1] << ": there is no such bench\n";
    return 1;
  }
  const int fd = open(lock.c_str(), O_RDWR | O_CREAT, 0600);
  if (fd < 0) return 1;
  while (flock(fd, tries ? LOCK_EX | LOCK_NB : LOCK_EX) != 0) {
    if (errno == EWOULDBLOCK) {
      std::cout << "taken" << std::endl;
      return 3;
    }
    if (errno != EINTR) return 1;
  }
  std::cout << "in" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
  }
  std::cout << "out" << std::endl;
  unlink(lock.c_str());
}
