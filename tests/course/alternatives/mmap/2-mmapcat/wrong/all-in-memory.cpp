// wrong: collects everything before it writes
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/stat.h>

int main(int argc, char* argv[]) {
  char* end;
  long pages = argc > 2 ? std::strtol(argv[1], &end, 10) : 0;
  if (pages < 1 || pages > 1024 || *end != 0) {
    std::fprintf(stderr, "usage: mmapcat PAGES FILE...\n");
    return 2;
  }
  std::string all;
  int status = 0;
  for (int i = 2; i < argc; ++i) {
    struct stat info;
    std::FILE* file = stat(argv[i], &info) == 0 && S_ISREG(info.st_mode) ? std::fopen(argv[i], "r") : nullptr;
    if (file == nullptr) {
      std::perror(argv[i]);
      status = 1;
      continue;
    }
    char part[4096];
    while (std::size_t got = std::fread(part, 1, sizeof part, file)) all.append(part, got);
    std::fclose(file);
  }
  std::fwrite(all.data(), 1, all.size(), stdout);
  return status;
}
