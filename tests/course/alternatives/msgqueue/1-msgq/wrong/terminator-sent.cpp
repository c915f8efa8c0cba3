// wrong: the NUL at the end of the text is sent with it
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

static void die(int status, const char* why) {
  fprintf(stderr, "%s\n", why);
  exit(status);
}

static long number(const char* s, long long least) {
  char* end;
  errno = 0;
  const long long n = strtoll(s, &end, 10);
  if (*s == 0 || *end != 0 || errno != 0 || n < least || n > 2147483647) die(2, "bad number");
  return (long)n;
}

int main(int argc, char** argv) {
  int send = 0, receive = 0, destroy = 0, opt;
  const char *key_text = "1234", *type_text = NULL;
  while ((opt = getopt(argc, argv, ":k:t:srd")) != -1) {
    if (opt == 's') ++send;
    else if (opt == 'r') ++receive;
    else if (opt == 'd') ++destroy;
    else if (opt == 'k') key_text = optarg;
    else if (opt == 't') type_text = optarg;
    else die(2, "bad option");
  }
  if (send + receive + destroy != 1 || argc - optind != send) die(2, "usage");
  const key_t key = (key_t)number(key_text, 1);
  struct {
    long type;
    char text[201];
  } m;
  memset(&m, 0, sizeof m);
  if (send) {
    m.type = type_text ? number(type_text, 1) : 1;
    const char* text = argv[optind];
    const size_t n = strlen(text) + 1;
    if (n > sizeof m.text + 1) die(2, "too long");
    memcpy(m.text, text, n);
    const int q = msgget(key, IPC_CREAT | 0666);
    if (q == -1 || msgsnd(q, &m, n, IPC_NOWAIT) == -1) die(1, strerror(errno));
    return 0;
  }
  const long type = type_text ? number(type_text, -2147483647LL) : 0;
  const int q = msgget(key, 0);
  if (q == -1) die(1, strerror(errno));
  if (destroy) return msgctl(q, IPC_RMID, NULL) == -1;
  struct msqid_ds about;
  if (msgctl(q, IPC_STAT, &about) == -1) die(1, strerror(errno));
  const ssize_t n = about.msg_qnum == 0 ? -1 : msgrcv(q, &m, sizeof m.text, type, IPC_NOWAIT | MSG_NOERROR);
  if (n == -1) die(3, "no message");
  printf("%ld: ", m.type);
  fwrite(m.text, 1, (size_t)n, stdout);
  putchar('\n');
  return 0;
}
