// right: System V semaphores with SEM_UNDO: the kernel gives the lock of the dead back; two steps in one semop(2)
#include "room.hpp"
#include <sys/sem.h>

struct Room {
  char name[kName];
  char text[kText];
};

// Semaphore 0 is the lock (1: free), semaphore 1 says whether a message lies there (0: none).
static int semaphores = -1;

static void both(sembuf first, sembuf second) {
  sembuf steps[2] = {first, second};
  while (semop(semaphores, steps, 2) < 0 && errno == EINTR) continue;
}

static int serve() {
  semaphores = semget(room_key(), 2, IPC_CREAT | IPC_EXCL | 0600);
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (semaphores < 0 || room == nullptr) return 1;
  sembuf free_it = {0, 1, 0};
  semop(semaphores, &free_it, 1);
  std::puts("ready");
  std::fflush(stdout);
  for (bool open = true; open;) {
    both({1, -1, 0}, {0, -1, SEM_UNDO});
    std::printf("%s: %s\n", room->name, room->text);
    std::fflush(stdout);
    open = std::strcmp(room->text, "/close") != 0;
    sembuf release = {0, 1, SEM_UNDO};
    semop(semaphores, &release, 1);
  }
  remove_segment();
  semctl(semaphores, 0, IPC_RMID);
  return 0;
}

static int say(const char* name) {
  semaphores = semget(room_key(), 2, 0);
  Room* room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (semaphores < 0 || room == nullptr) return complain("There is no room", 1);
  char text[kText];
  while (next_line(text)) {
    both({1, 0, 0}, {0, -1, SEM_UNDO});  // waits until no message lies there, and locks
    std::strcpy(room->name, name);
    std::strcpy(room->text, text);
    both({1, 1, 0}, {0, 1, SEM_UNDO});  // the message is there, and unlocks: both or nothing
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: rescue serve | rescue say NAME", 2);
}
