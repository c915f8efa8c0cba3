// crowd: a chat room for N clients, who begin to talk when all of them are there. It has one place for one message; the
// mutex guards everything below it.
//   crowd serve N            opens the room and shows what is said
//   crowd say NAME < lines   comes in and says each line
#include "room.hpp"

namespace {

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t changed;   // who waits for a message waits here, and who waits for the place
  pthread_cond_t complete;  // the clients wait here for each other
  int seats;                // how many are to come
  int here, gone;           // how many have come in, how many have left
  bool full;                // a message lies in the place
  char name[kName];
  char text[kText];
};

int serve(int seats) {
  Room* const room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_condition(&room->changed);
  make_condition(&room->complete);
  room->seats = seats;
  std::puts("ready");
  std::fflush(stdout);

  pthread_mutex_lock(&room->mutex);
  for (;;) {
    while (!room->full && room->gone < seats) pthread_cond_wait(&room->changed, &room->mutex);
    if (!room->full) break;
    std::printf("%s: %s\n", room->name, room->text);
    std::fflush(stdout);
    room->full = false;
    pthread_cond_signal(&room->changed);
  }
  pthread_mutex_unlock(&room->mutex);
  remove_segment();
  return 0;
}

void come_in(Room* room) {
  pthread_mutex_lock(&room->mutex);
  if (++room->here == room->seats) pthread_cond_broadcast(&room->complete);
  while (room->here < room->seats) {
    pthread_mutex_unlock(&room->mutex);  // let the others come in
    pthread_mutex_lock(&room->mutex);
  }
  pthread_mutex_unlock(&room->mutex);
}

void leave(Room* room) {
  pthread_mutex_lock(&room->mutex);
  if (++room->gone == room->seats) pthread_cond_signal(&room->changed);
  pthread_mutex_unlock(&room->mutex);
}

void wait_for_place(Room* room) {
  pthread_mutex_lock(&room->mutex);
  while (room->full) pthread_cond_wait(&room->changed, &room->mutex);
  pthread_mutex_unlock(&room->mutex);
}

void put(Room* room, const char* name, const char* text) {
  wait_for_place(room);
  pthread_mutex_lock(&room->mutex);
  std::strcpy(room->name, name);
  std::strcpy(room->text, text);
  room->full = true;
  pthread_cond_signal(&room->changed);
  pthread_mutex_unlock(&room->mutex);
}

int say(const char* name) {
  Room* const room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("crowd: there is no room here", 1);
  come_in(room);
  char text[kText];
  while (next_line(text)) put(room, name, text);
  leave(room);
  return 0;
}

bool is_seats(const char* number) { return *number >= '1' && *number <= '5' && number[1] == '\0'; }

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "serve") == 0 && is_seats(argv[2])) return serve(*argv[2] - '0');
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: crowd serve N (1 to 5), or crowd say NAME (1 to 19 bytes)", 2);
}
