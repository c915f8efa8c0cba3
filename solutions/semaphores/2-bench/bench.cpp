// bench: one measuring bench and N people who come once each; one of them has it at a time.
//   bench FILE N        waits for the bench, has it until the input ends, and gives it back
//   bench FILE N try    the same if the bench is free; else goes away
#include "bench.hpp"

namespace {

// The semaphores of the set.
enum : unsigned short {
  kFree,   // 1: nobody has the bench; 0: somebody has it
  kLeft,   // how many have not gone yet
  kReady,  // for whatever is to be known of the set itself
  kSemaphores
};

int trouble(const char* with) {
  std::fprintf(stderr, "bench: ");
  std::perror(with);
  return 1;
}

// The set of this bench, with the values to begin with; whoever comes first makes it. -1 when it cannot be had.
int open_bench(key_t key, int people) {
  const int id = ::semget(key, kSemaphores, IPC_CREAT | 0600);
  if (id < 0) return -1;
  //[fix initial-value]
  //| unsigned short first[kSemaphores] = {};
  unsigned short first[kSemaphores] = {1, static_cast<unsigned short>(people), 0};
  //[end]
  //[fix init-race]
  //| // If nobody has done anything with it yet, it is new.
  //| semid_ds about{};
  //| if (::semctl(id, 0, IPC_STAT, semun{.buf = &about}) == 0 && about.sem_otime == 0)
  //|   ::semctl(id, 0, SETALL, semun{.array = first});
  // In a new set all are 0 (semget(2), NOTES). One call for looking and for setting, so that nobody comes in between:
  // whoever finds kReady at 0 adds what the others are to begin with; all later ones get EAGAIN.
  sembuf begin[] = {{kReady, 0, IPC_NOWAIT}, {kReady, 1, 0}, {kFree, static_cast<short>(first[kFree]), 0}, {kLeft, static_cast<short>(first[kLeft]), 0}};
  ::semop(id, begin, 4);
  //[end]
  return id;
}

// Waits until the bench is free, and takes it.
void take(int id) {
  sembuf one{kFree, -1, 0};
  while (::semop(id, &one, 1) < 0 && errno == EINTR) {}
}

// Takes the bench if it is free; never waits.
bool try_to_take(int id) {
  //[fix look-then-take]
  //| if (::semctl(id, kFree, GETVAL) == 0) return false;
  //| take(id);
  //| return true;
  sembuf one{kFree, -1, IPC_NOWAIT};
  return ::semop(id, &one, 1) == 0;  // EAGAIN: somebody has it
  //[end]
}

// Goes, and gives the bench back if we had it.
void leave(int id, bool had_it) {
  sembuf going[] = {{kLeft, -1, 0}, {kFree, 1, 0}};
  ::semop(id, going, had_it ? 2 : 1);
  //[fix set-leak]
  if (::semctl(id, kLeft, GETVAL) == 0) ::semctl(id, 0, IPC_RMID);  // nobody is left who needs it
  //[end]
}

}  // namespace

int main(int argc, char** argv) {
  const int people = argc == 3 || (argc == 4 && std::strcmp(argv[3], "try") == 0) ? people_in(argv[2]) : 0;
  if (people == 0) {
    std::fprintf(stderr, "usage: bench FILE N [try] (N from 1 to %d)\n", kPeople);
    return 2;
  }
  const key_t key = key_of(argv[1]);
  if (key == -1) return trouble(argv[1]);
  const int id = open_bench(key, people);
  if (id < 0) return trouble("semget");
  if (argc == 3) {
    take(id);
  } else if (!try_to_take(id)) {
    say("taken\n");
    leave(id, false);
    return 3;
  }
  say("in\n");
  work();
  say("out\n");
  leave(id, true);
  return 0;
}
