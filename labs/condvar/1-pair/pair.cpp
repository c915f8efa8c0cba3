// pair: a chat room for one client. It has one place for one message; the mutex guards everything below it.
//   pair serve              opens the room and shows what is said
//   pair say NAME < lines   comes in and says each line
#include "room.hpp"

namespace {

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t news;   // the server waits here until there is something to show
  pthread_cond_t place;  // the client waits here until the place is free
  bool here;             // the client has come in
  bool gone;             // it has left
  bool full;             // a message lies in the place
  char name[kName];
  char text[kText];
};

void make_conditions(Room* room) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_cond_init(&room->news, &attributes);
  pthread_cond_init(&room->place, &attributes);
}

void show(const char* name, const char* between, const char* text) {
  std::printf("%s%s%s\n", name, between, text);
  std::fflush(stdout);
}

int serve() {
  Room* const room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_conditions(room);
  show("ready", "", "");

  pthread_mutex_lock(&room->mutex);
  do pthread_cond_wait(&room->news, &room->mutex);
  while (!room->here);
  show(room->name, " comes in", "");
  for (;;) {
    if (!room->full && !room->gone) pthread_cond_wait(&room->news, &room->mutex);
    if (room->gone && !room->full) break;
    show(room->name, ": ", room->text);
    room->full = false;
    pthread_cond_signal(&room->place);
  }
  show(room->name, " leaves", "");
  pthread_mutex_unlock(&room->mutex);
  remove_segment();
  return 0;
}

int say(const char* name) {
  Room* const room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("pair: there is no room here", 1);

  pthread_mutex_lock(&room->mutex);
  std::strcpy(room->name, name);
  room->here = true;
  pthread_cond_signal(&room->news);
  pthread_mutex_unlock(&room->mutex);

  char text[kText];
  while (next_line(text)) {
    pthread_mutex_lock(&room->mutex);
    while (room->full) pthread_cond_wait(&room->place, &room->mutex);
    std::strcpy(room->text, text);
    room->full = true;
    pthread_cond_signal(&room->news);
    pthread_mutex_unlock(&room->mutex);
  }

  pthread_mutex_lock(&room->mutex);
  room->gone = true;
  pthread_cond_signal(&room->news);
  pthread_mutex_unlock(&room->mutex);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: pair serve, or pair say NAME (1 to 19 bytes)", 2);
}
