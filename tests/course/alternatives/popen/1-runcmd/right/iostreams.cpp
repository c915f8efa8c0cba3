// The library's popen, fread, and C++ streams for the output.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sys/wait.h>

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::cerr << "usage: runcmd COMMAND...\n";
    return 2;
  }
  bool all_well = true;
  for (int i = 1; i < argc; i++) {
    FILE* pipe = popen(argv[i], "r");
    if (!pipe) {
      std::cout.flush();
      std::cerr << "cannot start: " << argv[i] << std::endl;
      return EXIT_FAILURE;
    }
    std::array<char, 100> piece;
    while (size_t n = fread(piece.data(), 1, piece.size(), pipe)) std::cout.write(piece.data(), static_cast<std::streamsize>(n));
    const int status = pclose(pipe);
    if (WIFSIGNALED(status)) {
      std::cout << "signal " << WTERMSIG(status) << std::endl;
      all_well = false;
    } else {
      std::cout << "exit " << WEXITSTATUS(status) << std::endl;
      all_well = all_well && WEXITSTATUS(status) == 0;
    }
  }
  return std::cout.good() && all_well ? 0 : 1;
}
