// wrong: the output stays in the buffer until the end
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>

struct message {
  long type;
  char bytes[];
};

static size_t longest(void) {
  size_t most = 8192;
  FILE* file = fopen("/proc/sys/kernel/msgmax", "r");
  if (file != NULL) {
    if (fscanf(file, "%zu", &most) != 1) most = 8192;
    fclose(file);
  }
  return most;
}

static int put(int queue, struct message* message, size_t size) {
  int done;
  do done = msgsnd(queue, message, size, 0);
  while (done == -1 && errno == EINTR);
  return done;
}

int main(int argc, char** argv) {
  const int in = argc == 3 && strcmp(argv[1], "in") == 0, out = argc == 3 && strcmp(argv[1], "out") == 0;
  if (!in && !out) {
    fputs("usage: tube in|out KEY\n", stderr);
    return 2;
  }
  const int queue = msgget(atoi(argv[2]), IPC_CREAT | 0666);
  const size_t most = longest();
  struct message* message = (struct message*)malloc(sizeof(long) + most);
  if (queue == -1 || message == NULL) {
    perror("tube");
    return 1;
  }
  if (out) {
    for (;;) {
      const ssize_t size = msgrcv(queue, message, most, 0, 0);
      if (size == -1) return 1;
      if (message->type == 2) return msgctl(queue, IPC_RMID, NULL) == -1;
      fwrite(message->bytes, 1, (size_t)size, stdout);
      putchar('\n');
    }
  }
  char* line = NULL;
  size_t room = 0;
  int status = 0;
  for (ssize_t size; status == 0 && (size = getline(&line, &room, stdin)) != -1;) {
    if (size > 0 && line[size - 1] == '\n') --size;
    if ((size_t)size > most) {
      fprintf(stderr, "tube: a line of %zd bytes, and at most %zu can be sent\n", size, most);
      status = 2;
      continue;
    }
    message->type = 1;
    memcpy(message->bytes, line, (size_t)size);
    if (put(queue, message, (size_t)size) == -1) return 1;
  }
  message->type = 2;
  if (put(queue, message, 0) == -1) return 1;
  return status;
}
