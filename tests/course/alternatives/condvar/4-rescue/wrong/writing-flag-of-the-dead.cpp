// wrong: reserves the place with a flag and writes without the lock: a dead client's flag stays up for ever
#include "room.hpp"

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t filled;
  pthread_cond_t taken;
  bool full;
  bool writing;
  char name[kName];
  char text[kText];
};

// Whoever died with the lock left everything as it should be: `full` is set last, and by one store.
static void look(Room* room, int error) {
  if (error == EOWNERDEAD) pthread_mutex_consistent(&room->mutex);
}
static void lock(Room* room) { look(room, pthread_mutex_lock(&room->mutex)); }
static void wait(Room* room, pthread_cond_t* condition) { look(room, pthread_cond_wait(condition, &room->mutex)); }

static int serve() {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&room->mutex, &attributes);
  make_condition(&room->filled);
  make_condition(&room->taken);
  std::puts("ready");
  std::fflush(stdout);
  for (bool open = true; open;) {
    lock(room);
    while (!room->full) wait(room, &room->filled);
    std::printf("%s: %s\n", room->name, room->text);
    std::fflush(stdout);
    open = std::strcmp(room->text, "/close") != 0;
    room->full = false;
    pthread_cond_signal(&room->taken);
    pthread_mutex_unlock(&room->mutex);
  }
  remove_segment();
  return 0;
}

static int say(const char* name) {
  Room* room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("There is no room", 1);
  char text[kText];
  while (next_line(text)) {
    lock(room);
    while (room->full || room->writing) wait(room, &room->taken);
    room->writing = true;
    pthread_mutex_unlock(&room->mutex);
    std::strcpy(room->name, name);
    std::strcpy(room->text, text);
    lock(room);
    room->writing = false;
    pthread_cond_signal(&room->filled);
    room->full = true;
    pthread_mutex_unlock(&room->mutex);
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: rescue serve | rescue say NAME", 2);
}
