// wrong: steps back once and takes it for an order
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char text[4096];
  if (argc != 2) {
    fprintf(stderr, "usage: greet NAME\n");
    return 2;
  }
  pid_t pid = fork();
  if (pid == 0) {
    sched_yield();
    snprintf(text, sizeof text, "child: welcome, %s\n", argv[1]);
    return write(1, text, strlen(text)) < 0;
  }
  snprintf(text, sizeof text, "parent: hello, %s\n", argv[1]);
  if (write(1, text, strlen(text)) < 0) return 1;
  wait(NULL);
  return 0;
}
