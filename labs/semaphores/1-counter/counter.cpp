// counter: doors that let visitors in at the same time and count them together.
//   counter DOORS VISITORS
#include "house.hpp"

#include <fcntl.h>
#include <semaphore.h>
#include <sys/wait.h>

namespace {

// What all processes see.
struct House {
  sem_t gate;    // the doors wait here until the house is open
  int visitors;  // so far
};

int trouble(const char* with) {
  std::fprintf(stderr, "counter: ");
  std::perror(with);
  return 1;
}

// The gate is closed: whoever comes waits for a sem_post of his own.
void make_gate(sem_t* gate) {
  ::sem_init(gate, 0, 0);
}

// The lock of this house: who counts and writes takes it from 1 to 0. SEM_FAILED when there can be none.
sem_t* make_lock() {
  return ::sem_open("/counter", O_CREAT, 0600, 1);
}

// One door, and all that come in by it.
void serve(House* house, sem_t* lock, int door, int visitors) {
  ::sem_wait(&house->gate);
  for (int i = 0; i < visitors; ++i) {
    ::sem_wait(lock);
    ++house->visitors;
    say(std::to_string(house->visitors) + ": door " + std::to_string(door) + "\n");
    ::sem_post(lock);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int doors = argc == 3 ? number_in(argv[1], kDoors) : 0;
  const int visitors = argc == 3 ? number_in(argv[2], kVisitors) : 0;
  if (doors == 0 || visitors == 0) {
    std::fprintf(stderr, "usage: counter DOORS VISITORS (1 to %d, 1 to %d)\n", kDoors, kVisitors);
    return 2;
  }
  House* const house = static_cast<House*>(share_memory(sizeof(House)));
  if (house == nullptr) return trouble("mmap");
  make_gate(&house->gate);
  sem_t* const lock = make_lock();
  if (lock == SEM_FAILED) return trouble("sem_open");

  for (int door = 1; door <= doors; ++door) {
    const pid_t child = ::fork();
    if (child < 0) return trouble("fork");
    if (child == 0) {
      serve(house, lock, door, visitors);
      ::_exit(0);
    }
  }
  say("open\n");
  for (int door = 0; door < doors; ++door) ::sem_post(&house->gate);
  while (::wait(nullptr) > 0) {}  // until there is no child any more
  say("closed after " + std::to_string(house->visitors) + "\n");
  return 0;
}
