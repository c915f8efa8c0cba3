// Everything with the tag "world" once more as an ordinary user, in a process of its own.
#include "support/catch.hpp"
#include "support/inside.hpp"
#include "support/observed.hpp"

#include "posix/error.hpp"

#include <fcntl.h>
#include <grp.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;

namespace {
constexpr unsigned kSomebody = 54321;  // in no user list, and nobody else's
}

TEST_CASE("every promise of a world holds for an ordinary user too") {
  if (::geteuid() != 0) SKIP_TEST("we are an ordinary user already");
  struct stat binary {};
  REQUIRE(::stat("/proc/self/exe", &binary) == 0);
  if ((binary.st_mode & S_IXOTH) == 0) SKIP_TEST("the test binary cannot be run by others");
  auto [read, write] = posix::make_pipe();
  // Not close-on-exec: the other process opens the program through it, wherever the build folder lies.
  const int program = ::open(tests::target_path("intruder").c_str(), O_RDONLY);
  REQUIRE(program >= 0);
  const std::string through = "IPCLAB_TEST_INTRUDER=/proc/self/fd/" + std::to_string(program);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(write.get(), 1);
    ::dup2(write.get(), 2);
    if (::chdir("/") != 0 || ::setgroups(0, nullptr) != 0 || ::setresgid(kSomebody, kSomebody, kSomebody) != 0 ||
        ::setresuid(kSomebody, kSomebody, kSomebody) != 0)
      ::_exit(126);
    const char* args[] = {"ipclab_unit_tests", "[world]", nullptr};
    const char* environment[] = {through.c_str(), "PATH=/usr/bin:/bin", nullptr};
    ::execve("/proc/self/exe", const_cast<char**>(args), const_cast<char**>(environment));
    ::_exit(127);
  }
  write.reset();
  ::close(program);
  const std::string text = posix::read_all(read.get());
  int status = 0;
  ::waitpid(child, &status, 0);
  INFO(text);
  CHECK(WIFEXITED(status));
  CHECK((WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 4));  // 4: skipped some
}
