// wrong: sleeps for a second in place of a wait for the others
#include <unistd.h>
#include "room.hpp"

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t complete;  // clients wait here for the others
  pthread_cond_t filled;    // the server waits here for a message, or for the last one to leave
  pthread_cond_t taken;     // clients wait here for the place
  int wanted, came, left;
  bool full;
  char name[kName];
  char text[kText];
};

static int serve(int wanted) {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  room->wanted = wanted;
  make_mutex(&room->mutex);
  make_condition(&room->complete);
  make_condition(&room->filled);
  make_condition(&room->taken);
  std::puts("ready");
  std::fflush(stdout);

  pthread_mutex_lock(&room->mutex);
  for (;;) {
    while (!room->full && room->left < room->wanted) pthread_cond_wait(&room->filled, &room->mutex);
    if (!room->full) break;
    std::printf("%s: %s\n", room->name, room->text);
    std::fflush(stdout);
    room->full = false;
    pthread_cond_signal(&room->taken);
  }
  pthread_mutex_unlock(&room->mutex);
  remove_segment();
  return 0;
}

static int say(const char* name) {
  Room* room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("There is no room", 1);

  pthread_mutex_lock(&room->mutex);
  room->came++;
  if (room->came == room->wanted) pthread_cond_broadcast(&room->complete);
  pthread_mutex_unlock(&room->mutex);
  sleep(1);

  char text[kText];
  while (next_line(text)) {
    pthread_mutex_lock(&room->mutex);
    while (room->full) pthread_cond_wait(&room->taken, &room->mutex);
    std::strcpy(room->name, name);
    std::strcpy(room->text, text);
    room->full = true;
    pthread_cond_signal(&room->filled);
    pthread_mutex_unlock(&room->mutex);
  }

  pthread_mutex_lock(&room->mutex);
  room->left++;
  pthread_cond_signal(&room->filled);
  pthread_mutex_unlock(&room->mutex);
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "serve") == 0 && std::strlen(argv[2]) == 1) {
    const int wanted = argv[2][0] - '0';
    if (wanted >= 1 && wanted <= 5) return serve(wanted);
  }
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: crowd serve N | crowd say NAME (N from 1 to 5)", 2);
}
