// wrong: reads a longer line and copies it with strncpy(3): 1023 bytes and more have no NUL at their end
#include "interrupt.hpp"
#include "room.hpp"

constexpr std::size_t kLine = 4096;

// The next line with anything in it.
static bool next_line(char* text) {
  std::size_t length = 0;
  for (int c; (c = std::getchar()) != EOF;) {
    if (c == '\n' && length > 0) break;
    if (c != '\n' && length + 1 < kLine) text[length++] = static_cast<char>(c);
  }
  text[length] = '\0';
  return length > 0;
}

static bool is_name(const char* name) { return *name != '\0' && std::strlen(name) < kName; }

static void close_room(void* with) {
  Room* room = static_cast<Room*>(with);
  pthread_mutex_lock(&room->mutex);
  room->closed = true;
  pthread_cond_broadcast(&room->filled);
  pthread_cond_broadcast(&room->taken);
  pthread_mutex_unlock(&room->mutex);
}

static int serve() {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_condition(&room->filled);
  make_condition(&room->taken);
  const pthread_t closer = on_interrupt(close_room, room);
  open_up(room);
  std::puts("ready");
  std::fflush(stdout);
  Message message;
  while (take_out(room, &message)) {
    std::printf("%s: %s\n", message.name, message.text);
    std::fflush(stdout);
  }
  pthread_join(closer, nullptr);
  remove_segment();
  return 0;
}

static int say(const char* name) {
  Room* room;
  while ((room = static_cast<Room*>(find_segment(sizeof(Room)))) == nullptr) nap();
  while (!is_open(room)) nap();
  Message message = {};
  std::strcpy(message.name, name);
  static char line[kLine];
  while (next_line(line))  {
    std::strncpy(message.text, line, kText);
    if (!put_in(room, message)) return complain("The room is closed", 4);
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: doors serve | doors say NAME", 2);
}
