#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[]) {
  if (argc != 2) {
    fprintf(stderr, "How to use it: %s NAME\n", argv[0]);
    exit(2);
  }
  printf("parent: hello, %s\n", argv[1]);
  fflush(stdout);
  switch (fork()) {
    case -1:
      perror("fork");
      exit(1);
    case 0:
      printf("child: welcome, %s\n", argv[1]);
      exit(0);
    default:
      wait(NULL);
  }
  return 0;
}
