// doors: a chat room that one may come to before it is open, and that closes at SIGINT.
//   doors serve              opens the room and shows what is said
//   doors say NAME < lines   comes in and says each line
#include "interrupt.hpp"
#include "room.hpp"

#include <cstdlib>

namespace {

// SIGINT has come.
void close_room(void* with) {
  static_cast<void>(with);
  std::exit(0);
}

int serve() {
  Room* const room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_condition(&room->filled);
  make_condition(&room->taken);
  room->closed = false;
  room->full = false;
  open_up(room);
  const pthread_t interrupted = on_interrupt(close_room, room);
  std::puts("ready");
  std::fflush(stdout);
  Message message;
  while (take_out(room, &message)) {
    std::printf("%s: %s\n", message.name, message.text);
    std::fflush(stdout);
  }
  pthread_join(interrupted, nullptr);
  return 0;
}

// Waits until there is a room, and it is open.
Room* come_in() {
  Room* room = nullptr;
  while ((room = static_cast<Room*>(find_segment(sizeof(Room)))) == nullptr) nap();
  return room;
}

// Fetches the next line with anything in it; false at the end. `text` has kText bytes.
bool next_line(char* text) {
  for (int c = 0; c != EOF;) {
    std::size_t length = 0;
    while ((c = std::getchar()) != EOF && c != '\n')
      text[length++] = static_cast<char>(c);
    text[length] = '\0';
    if (length > 0) return true;
  }
  return false;
}

int say(const char* name) {
  Message message;
  std::strcpy(message.name, name);
  Room* const room = come_in();
  while (next_line(message.text))
    if (!put_in(room, message)) return complain("doors: the room is closed", 4);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0) return say(argv[2]);
  return complain("usage: doors serve, or doors say NAME", 2);
}
