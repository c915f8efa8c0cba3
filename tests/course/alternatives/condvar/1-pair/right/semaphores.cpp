// right: the segment, but two POSIX semaphores in place of mutex and conditions
#include "room.hpp"
#include <semaphore.h>

struct Room {
  sem_t filled;
  sem_t free;
  char kind;  // c comes in, m says, l leaves
  char name[kName];
  char text[kText];
};

static void down(sem_t* semaphore) {
  while (sem_wait(semaphore) < 0 && errno == EINTR) continue;
}

static int serve() {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  sem_init(&room->filled, 1, 0);
  sem_init(&room->free, 1, 1);
  std::puts("ready");
  std::fflush(stdout);
  for (char kind = 'c'; kind != 'l';) {
    down(&room->filled);
    kind = room->kind;
    if (kind == 'c') std::printf("%s comes in\n", room->name);
    if (kind == 'm') std::printf("%s: %s\n", room->name, room->text);
    if (kind == 'l') std::printf("%s leaves\n", room->name);
    std::fflush(stdout);
    sem_post(&room->free);
  }
  remove_segment();
  return 0;
}

static void put(Room* room, char kind, const char* name, const char* text) {
  down(&room->free);
  room->kind = kind;
  std::strcpy(room->name, name);
  std::strcpy(room->text, text);
  sem_post(&room->filled);
}

static int say(const char* name) {
  Room* room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("There is no room", 1);
  put(room, 'c', name, "");
  char text[kText];
  while (next_line(text)) put(room, 'm', name, text);
  put(room, 'l', name, "");
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: pair serve | pair say NAME", 2);
}
