// posix_spawn, fdopen and getline(3).
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static int fail(int number) {
  fprintf(stderr, "runcmd: %s\n", strerror(number));
  return 1;
}

int main(int argc, char** argv) {
  if (argc < 2) return fputs("runcmd: no command\n", stderr), 2;
  int bad = 0;
  for (int i = 1; i < argc; ++i) {
    int ends[2];
    if (pipe(ends) != 0) {
      perror("runcmd: pipe");
      return 1;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    char sh[] = "sh", c[] = "-c";
    char* words[] = {sh, c, argv[i], NULL};
    pid_t pid;
    const int error = posix_spawn(&pid, "/bin/sh", &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) return fail(error);
    close(ends[1]);
    FILE* in = fdopen(ends[0], "r");
    char* line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, in)) > 0;) fwrite(line, 1, (size_t)n, stdout);
    free(line);
    fclose(in);
    int status = 0;
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status)) printf("signal %d\n", WTERMSIG(status));
    else printf("exit %d\n", WEXITSTATUS(status));
    fflush(stdout);
    bad |= status;
  }
  return bad ? 1 : 0;
}
