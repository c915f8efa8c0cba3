// right: no shared memory: a System V message queue, whole lines in it
#include <string>
#include <sys/msg.h>
#include "room.hpp"

struct Letter {
  long type;  // 1 comes in, 2 says, 3 leaves
  char line[kName + kText + 16];
};

static void post(int queue, long type, const std::string& line) {
  Letter letter;
  letter.type = type;
  std::strcpy(letter.line, line.c_str());
  while (msgsnd(queue, &letter, line.size() + 1, 0) < 0 && errno == EINTR) continue;
}

static int serve() {
  const int queue = msgget(room_key(), IPC_CREAT | IPC_EXCL | 0600);
  if (queue < 0) return complain("There is a queue already", 1);
  std::puts("ready");
  std::fflush(stdout);
  Letter letter;
  do {
    while (msgrcv(queue, &letter, sizeof letter.line, 0, 0) < 0 && errno == EINTR) continue;
    std::puts(letter.line);
    std::fflush(stdout);
  } while (letter.type != 3);
  msgctl(queue, IPC_RMID, nullptr);
  return 0;
}

static int say(const std::string& name) {
  const int queue = msgget(room_key(), 0);
  if (queue < 0) return complain("There is no room", 1);
  post(queue, 1, name + " comes in");
  char text[kText];
  while (next_line(text)) post(queue, 2, name + ": " + text);
  post(queue, 3, name + " leaves");
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: pair serve | pair say NAME", 2);
}
