// wrong: the length is printed as four decimal digits instead of the four bytes of a uint32_t
#include <cstdio>
#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    char head[32];
    std::snprintf(head, sizeof head, "%04zu", line.size());
    std::cout << head << line;
  }
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "sender: cannot write\n";
    return 1;
  }
  return 0;
}
