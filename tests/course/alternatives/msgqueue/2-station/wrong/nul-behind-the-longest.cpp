// wrong: puts a NUL behind what it has received, which is one byte too far behind the longest remark
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define LONGEST 80

struct report {
  long type;
  char bytes[LONGEST];
};

static int usage(void) {
  fputs("station: reading KEY NUMBER TENTHS, remark KEY TEXT or show KEY\n", stderr);
  return 2;
}

static int failed(const char* what) {
  fprintf(stderr, "station: %s: %s\n", what, strerror(errno));
  return 1;
}

static int number(const char* text, int low, int high, int* value) {
  char* end;
  errno = 0;
  const long read = strtol(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || read < low || read > high) return 0;
  *value = (int)read;
  return 1;
}

static int put(int key, long type, const void* bytes, size_t size) {
  struct report report = {type, {0}};
  const int queue = msgget(key, IPC_CREAT | 0600);
  memcpy(report.bytes, bytes, size);
  if (queue < 0 || msgsnd(queue, &report, size, 0) < 0) return failed("putting it there");
  return 0;
}

static int show(int key) {
  const int queue = msgget(key, 0);
  if (queue < 0) return failed("no such queue");
  for (;;) {
    struct report report;
    const ssize_t size = msgrcv(queue, &report, LONGEST, 0, IPC_NOWAIT);
    if (size < 0) return errno == ENOMSG ? 0 : failed("taking it out");
    if (report.type == 1) {
      int pair[2];
      memcpy(pair, report.bytes, sizeof pair);
      printf("station %d: %d\n", pair[0], pair[1]);
    } else {
      report.bytes[size] = '\0';
      printf("remark: %s\n", report.bytes);
    }
  }
}

int main(int argc, char** argv) {
  int key, pair[2];
  if (argc < 3 || !number(argv[2], 1, 2147483647, &key)) return usage();
  if (argc == 3 && strcmp(argv[1], "show") == 0) return show(key);
  if (argc == 4 && strcmp(argv[1], "remark") == 0 && strlen(argv[3]) <= LONGEST) return put(key, 2, argv[3], strlen(argv[3]));
  if (argc == 5 && strcmp(argv[1], "reading") == 0 && number(argv[3], 1, 9999, &pair[0]) && number(argv[4], -999, 999, &pair[1]))
    return put(key, 1, pair, sizeof pair);
  return usage();
}
