// greet NAME: says hello to NAME, and has a child that says welcome.
#include <cstdio>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// A line on standard output, at once. False when it could not be written.
bool say(const std::string& line) {
  return ::write(1, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: greet NAME\n");
    return 2;
  }
  const std::string name = argv[0];

  const pid_t child = ::fork();
  if (child < 0) {
    std::perror("greet: fork");
    return 1;
  }
  if (child == 0) {
    ::usleep(100'000);  // the parent has spoken by then
    ::_exit(say("child: welcome, " + name + "\n") ? 0 : 1);
  }
  if (!say("parent: hello, " + name + "\n")) return 1;
  return ::waitpid(child, nullptr, 0) == child ? 0 : 1;
}
