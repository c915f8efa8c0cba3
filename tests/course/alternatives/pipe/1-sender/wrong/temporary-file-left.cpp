// wrong: puts the input into a temporary file first and leaves that file behind
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <unistd.h>

int main() {
  char name[] = "/tmp/sender-XXXXXX";
  const int fd = mkstemp(name);
  if (fd < 0) {
    perror("sender: mkstemp");
    return 1;
  }
  close(fd);
  {
    std::ofstream copy(name);
    if (std::cin.peek() != EOF) copy << std::cin.rdbuf();
  }
  std::ifstream in(name);
  std::string line;
  while (std::getline(in, line)) {
    const std::uint32_t length = static_cast<std::uint32_t>(line.size());
    std::cout.write(reinterpret_cast<const char*>(&length), sizeof length);
    std::cout << line;
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
