// fork, exec and read by hand; no popen at all.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static bool put(const char* bytes, size_t count) {
  while (count > 0) {
    const ssize_t n = write(1, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes += n;
    count -= static_cast<size_t>(n);
  }
  return true;
}

int main(int argc, char** argv) {
  if (argc == 1) {
    fprintf(stderr, "runcmd: which command?\n");
    return 2;
  }
  int result = 0;
  for (char** command = argv + 1; *command; ++command) {
    int p[2];
    pid_t pid;
    if (pipe(p) < 0 || (pid = fork()) < 0) {
      fprintf(stderr, "runcmd: cannot run %s: %s\n", *command, strerror(errno));
      return 1;
    }
    if (pid == 0) {
      dup2(p[1], 1);
      close(p[0]);
      close(p[1]);
      execl("/bin/sh", "sh", "-c", *command, (char*)nullptr);
      _exit(127);
    }
    close(p[1]);
    char buffer[65536];
    for (;;) {
      const ssize_t n = read(p[0], buffer, sizeof buffer);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      if (!put(buffer, static_cast<size_t>(n))) return 1;
    }
    close(p[0]);
    int status;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    std::string line = WIFEXITED(status) ? "exit " + std::to_string(WEXITSTATUS(status)) : "signal " + std::to_string(WTERMSIG(status));
    line += "\n";
    if (!put(line.data(), line.size())) return 1;
    if (status != 0) result = 1;
  }
  return result;
}
