// wrong: the NUL behind a remark is sent with it
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

struct message {
  long type;
  union {
    struct {
      int number, tenths;
    } reading;
    char text[81];
  } is;
};

static int fail(int status) {
  fputs("station: that cannot be\n", stderr);
  return status;
}

static int put(const char* key, const struct message* m, size_t size) {
  const int q = msgget(atoi(key), IPC_CREAT | 0644);
  return q != -1 && msgsnd(q, m, size, 0) != -1 ? 0 : fail(1);
}

int main(int argc, char** argv) {
  struct message m;
  if (argc == 5 && strcmp(argv[1], "reading") == 0) {
    m.type = 1;
    m.is.reading.number = atoi(argv[3]);
    m.is.reading.tenths = atoi(argv[4]);
    return put(argv[2], &m, sizeof m.is.reading);
  }
  if (argc == 4 && strcmp(argv[1], "remark") == 0) {
    if (strlen(argv[3]) > 80) return fail(2);
    m.type = 2;
    strcpy(m.is.text, argv[3]);
    return put(argv[2], &m, strlen(argv[3]) + 1);
  }
  if (argc != 3 || strcmp(argv[1], "show") != 0) return fail(2);
  const int q = msgget(atoi(argv[2]), 0);
  struct msqid_ds about;
  if (q == -1 || msgctl(q, IPC_STAT, &about) == -1) return fail(1);
  for (msgqnum_t left = about.msg_qnum; left > 0; --left) {
    const ssize_t n = msgrcv(q, &m, 80, 0, IPC_NOWAIT);
    if (n == -1) break;
    m.is.text[m.type == 2 ? n : 80] = '\0';
    if (m.type == 1) printf("station %d: %d\n", m.is.reading.number, m.is.reading.tenths);
    else printf("remark: %s\n", m.is.text);
  }
  return 0;
}
