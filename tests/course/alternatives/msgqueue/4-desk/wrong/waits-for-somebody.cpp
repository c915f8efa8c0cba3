// wrong: ask makes the queue when there is none, and waits
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/syscall.h>
#include <unistd.h>

struct slip {
  long type;
  long from;
  char text[501];
};
static const size_t kRest = sizeof(struct slip) - sizeof(long);

static volatile int queue = -1;

static void on_signal(int) {
  const int kept = errno;
  msgctl(queue, IPC_RMID, nullptr);
  errno = kept;
}

static int exchange(long wanted, struct slip* s, bool send) {
  for (;;) {
    const long done = send ? msgsnd(queue, s, kRest, 0) : msgrcv(queue, s, kRest, wanted, 0);
    if (done != -1) return 0;
    if (errno != EINTR) return -1;
  }
}

static int answer(key_t key) {
  queue = msgget(key, IPC_CREAT | 0600);
  if (queue == -1) return 1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  puts("ready");
  fflush(stdout);
  struct slip s;
  while (exchange(1, &s, false) == 0) {
    for (char* c = s.text; *c; ++c)
      if ('a' <= *c && *c <= 'z') *c = (char)(*c ^ 0x20);
    s.type = s.from;
    if (exchange(0, &s, true) != 0) break;
  }
  return 0;
}

static int ask(key_t key) {
  queue = msgget(key, IPC_CREAT | 0600);
  char* line = nullptr;
  size_t room = 0;
  if (queue == -1) goto gone;
  for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
    if (line[n - 1] == '\n') line[n - 1] = 0;
    struct slip s;
    memset(&s, 0, sizeof s);
    s.type = 1;
    s.from = getpid();
    strncpy(s.text, line, 500);
    if (exchange(0, &s, true) != 0 || exchange(getpid(), &s, false) != 0) goto gone;
    puts(s.text);
    fflush(stdout);
  }
  free(line);
  return 0;
gone:
  free(line);
  fputs("gone\n", stderr);
  return 3;
}

int main(int argc, char** argv) {
  if (argc == 3 && strcmp(argv[1], "answer") == 0) return answer(atoi(argv[2]));
  if (argc == 3 && strcmp(argv[1], "ask") == 0) return ask(atoi(argv[2]));
  fputs("desk answer|ask KEY\n", stderr);
  return 2;
}
