// wrong: in the right order, and gone before the child is done
#include <cstdio>
#include <iostream>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: greet NAME\n";
    return 2;
  }
  std::cout << "parent: hello, " << argv[1] << std::endl;
  if (fork() == 0) std::cout << "child: welcome, " << argv[1] << std::endl;
  return 0;
}
