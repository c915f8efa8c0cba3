// rescue: a chat room whose clients may be killed at any moment. It has one place for one message; the mutex guards
// everything below it.
//   rescue serve              opens the room and shows what is said, /close being the last
//   rescue say NAME < lines   comes in and says each line
#include "room.hpp"

namespace {

struct Room {
  pthread_mutex_t mutex;
  pthread_cond_t filled;  // the server waits here for a message
  pthread_cond_t taken;   // the clients wait here for the place
  bool full;              // a message lies in the place
  char name[kName];
  char text[kText];
};

void make_mutex(pthread_mutex_t* mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  //[fix dead-peer]
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  //[end]
  pthread_mutex_init(mutex, &attributes);
}

//[fix dead-peer]
// `result` is that of taking the lock. If its owner has died we have it now, and have to set right what it left.
void look_after(Room* room, int result) {
  if (result != EOWNERDEAD) return;
  // `full` is right whenever it died. But it may have had somebody to wake, so all have to look for themselves.
  pthread_cond_broadcast(&room->filled);
  pthread_cond_broadcast(&room->taken);
  pthread_mutex_consistent(&room->mutex);
}

//[end]
void lock(Room* room) {
  //[fix dead-peer]
  //| pthread_mutex_lock(&room->mutex);
  look_after(room, pthread_mutex_lock(&room->mutex));
  //[end]
}

void wait(Room* room, pthread_cond_t* condition) {
  //[fix dead-peer]
  //| pthread_cond_wait(condition, &room->mutex);
  look_after(room, pthread_cond_wait(condition, &room->mutex));  // it takes the lock again
  //[end]
}

int serve() {
  Room* const room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_condition(&room->filled);
  make_condition(&room->taken);
  std::puts("ready");
  std::fflush(stdout);

  lock(room);
  for (bool closed = false; !closed;) {
    while (!room->full) wait(room, &room->filled);
    std::printf("%s: %s\n", room->name, room->text);
    std::fflush(stdout);
    closed = std::strcmp(room->text, "/close") == 0;
    room->full = false;
    pthread_cond_signal(&room->taken);
  }
  pthread_mutex_unlock(&room->mutex);
  remove_segment();
  return 0;
}

int say(const char* name) {
  Room* const room = static_cast<Room*>(find_segment(sizeof(Room)));
  if (room == nullptr) return complain("rescue: there is no room here", 1);
  char text[kText];
  while (next_line(text)) {
    lock(room);
    while (room->full) wait(room, &room->taken);
    std::strcpy(room->name, name);
    std::strcpy(room->text, text);
    __atomic_store_n(&room->full, true, __ATOMIC_RELEASE);  // last: a message is there when all of it is
    pthread_cond_signal(&room->filled);  // before the lock is given back: a signal that gets lost is then found out
    pthread_mutex_unlock(&room->mutex);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: rescue serve, or rescue say NAME (1 to 19 bytes)", 2);
}
