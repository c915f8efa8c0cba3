// wrong: whoever comes gives the set its first values
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <thread>
#include <unistd.h>

union argument {
  int value;
  semid_ds* about;
  unsigned short* all;
};

class Bench {
 public:
  Bench(key_t key, int people) {
    id_ = semget(key, 2, IPC_CREAT | 0600);
    if (id_ >= 0) {
      unsigned short values[] = {1, static_cast<unsigned short>(people)};
      argument argument{.all = values};
      semctl(id_, 0, SETALL, argument);
      return;
    }
    id_ = semget(key, 2, 0);
    semid_ds about{};
    for (;;) {
      argument argument{.about = &about};
      semctl(id_, 0, IPC_STAT, argument);
      if (about.sem_otime != 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  bool take(bool wait) { return change(0, -1, wait ? 0 : IPC_NOWAIT); }
  void give() { change(0, 1); }
  void go() {
    change(1, -1);
    if (semctl(id_, 1, GETVAL) == 0) semctl(id_, 0, IPC_RMID);
  }

 private:
  bool change(unsigned short which, short by, short flags = 0) {
    sembuf operation{which, by, flags};
    while (semop(id_, &operation, 1) != 0) {
      if (errno != EINTR) return false;
    }
    return true;
  }
  int id_;
};

static void say(const char* what) {
  std::puts(what);
  std::fflush(stdout);
}

int main(int argc, char** argv) {
  const std::string n = argc > 2 ? argv[2] : "", how = argc > 3 ? argv[3] : "";
  if (n.size() != 1 || n[0] < '1' || n[0] > '9' || argc > 4 || (argc == 4 && how != "try")) {
    std::fprintf(stderr, "bench FILE N [try]\n");
    return 2;
  }
  const key_t key = ftok(argv[1], 'x');
  if (key == -1) {
    std::perror("bench");
    return 1;
  }
  Bench bench(key, n[0] - '0');
  if (!bench.take(how.empty())) {
    say("taken");
    bench.go();
    return 3;
  }
  say("in");
  while (std::getchar() != EOF) {
  }
  say("out");
  bench.give();
  bench.go();
}
