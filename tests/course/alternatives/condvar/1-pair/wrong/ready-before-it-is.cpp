// wrong: prints `ready` before mutex and conditions are made: a quick client uses what is not there, and is wiped out
#include "room.hpp"

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t filled;
  pthread_cond_t taken;
  bool full;
  char kind;  // c comes in, m says, l leaves
  char name[kName];
  char text[kText];
};

static void make_condition(pthread_cond_t* condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(condition, &attributes);
}

static int serve() {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  std::puts("ready");
  std::fflush(stdout);
  make_mutex(&room->mutex);
  make_condition(&room->filled);
  make_condition(&room->taken);
  room->full = false;
  for (char kind = 'c'; kind != 'l';) {
    pthread_mutex_lock(&room->mutex);
    while (!room->full) pthread_cond_wait(&room->filled, &room->mutex);
    kind = room->kind;
    if (kind == 'c') std::printf("%s comes in\n", room->name);
    if (kind == 'm') std::printf("%s: %s\n", room->name, room->text);
    if (kind == 'l') std::printf("%s leaves\n", room->name);
    std::fflush(stdout);
    room->full = false;
    pthread_cond_signal(&room->taken);
    pthread_mutex_unlock(&room->mutex);
  }
  remove_segment();
  return 0;
}

static void put(Room* room, char kind, const char* name, const char* text) {
  pthread_mutex_lock(&room->mutex);
  while (room->full) pthread_cond_wait(&room->taken, &room->mutex);
  room->kind = kind;
  std::strcpy(room->name, name);
  std::strcpy(room->text, text);
  room->full = true;
  pthread_cond_signal(&room->filled);
  pthread_mutex_unlock(&room->mutex);
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
