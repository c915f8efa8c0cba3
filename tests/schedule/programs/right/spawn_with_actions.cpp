// posix_spawn with file actions: the command's output comes through a pipe.
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return 1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  char echo[] = "echo", word[] = "word";
  char* arguments[] = {echo, word, nullptr};
  char* environment[] = {nullptr};
  pid_t child;
  if (posix_spawn(&child, "/bin/echo", &actions, nullptr, arguments, environment) != 0) return 1;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  char text[16] = {};
  size_t length = 0;
  ssize_t got;
  while ((got = read(ends[0], text + length, sizeof text - 1 - length)) > 0) length += static_cast<size_t>(got);
  int status;
  waitpid(child, &status, 0);
  fputs(text, stdout);
  return strcmp(text, "word\n") == 0 && status == 0 ? 0 : 1;
}
