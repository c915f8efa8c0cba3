// runcmd COMMAND...: runs each command by the shell, one after the other, and says how it ended.
#include <cstdio>
#include <sys/wait.h>

namespace {

constexpr std::size_t kLine = 512;  // longer lines are passed on in pieces
char line[kLine];

int trouble(const char* with) {
  std::fprintf(stderr, "runcmd: ");
  std::perror(with);
  return 1;
}

// What the command prints, to standard output.
void pass_on(std::FILE* from) {
  line[kLine] = '\0';  // so that it always ends
  while (std::fgets(line, static_cast<int>(kLine), from) != nullptr) std::fputs(line, stdout);
}

// Prints how a command ended. True when that was well.
bool report(int status) {
  std::printf("exit %d\n", status);
  return status == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: runcmd COMMAND...\n");
    return 2;
  }
  bool well = true;
  for (int i = 1; i < argc; ++i) {
    std::FILE* const stream = ::popen(argv[i], "r");
    if (stream == nullptr) trouble("popen");
    pass_on(stream);
    const int status = ::pclose(stream);
    if (status < 0) return trouble("pclose");
    well = report(status) && well;
  }
  if (std::fflush(stdout) != 0) return trouble("standard output");
  return well ? 0 : 1;
}
