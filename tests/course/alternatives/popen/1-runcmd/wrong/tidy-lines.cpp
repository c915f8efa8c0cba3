// Ends every line with a newline, also where the command did not.
#include <iostream>
#include <string>
#include <cstdio>
#include <sys/wait.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage\n";
    return 2;
  }
  int result = 0;
  for (int i = 1; i < argc; ++i) {
    FILE* f = popen(argv[i], "r");
    if (!f) {
      std::cerr << "no popen\n";
      return 1;
    }
    std::string line;
    for (int c; (c = fgetc(f)) != EOF;) {
      if (c == '\n') {
        std::cout << line << std::endl;
        line.clear();
      } else line += static_cast<char>(c);
    }
    if (!line.empty()) std::cout << line << std::endl;
    int s = pclose(f);
    if (WIFSIGNALED(s)) std::cout << "signal " << WTERMSIG(s) << std::endl;
    else std::cout << "exit " << WEXITSTATUS(s) << std::endl;
    if (s) result = 1;
  }
  return result;
}
