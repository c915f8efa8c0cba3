// room: a chat room in shared memory with one place for one message in it.
//   room serve < notices       shows what is said, and says each line of its own input itself
//   room say [NAME] < lines    says each line
#include "room.hpp"

#include <csignal>

namespace {

Room* room = nullptr;

// Fetches the next line, without its newline; false, and nothing in it, when there is none. `text` has kText bytes.
bool next_line(char* text) {
  std::size_t length = 0;
  int byte = next_byte();
  const bool any = byte != -1;
  for (; byte != -1 && byte != '\n'; byte = next_byte())
    text[length++] = static_cast<char>(byte);
  text[length] = '\0';
  return any;
}

// In the server, for each SIGUSR1: shows the message that lies there, and frees the place.
void on_message(int) {
  const int kept = errno;
  pthread_mutex_lock(&room->mutex);
  if (room->message.text[0] != '\0') print(room->message.name, room->message.text);
  room->message.text[0] = '\0';
  pthread_mutex_unlock(&room->mutex);
  errno = kept;
}

// Something that the server says itself; not while a message is being shown.
void give_notice(const char* text) {
  pthread_mutex_lock(&room->mutex);
  print("*", text);
  pthread_mutex_unlock(&room->mutex);
}

int serve() {
  room = create_room();
  if (room == nullptr) return 1;
  struct sigaction action = {};
  action.sa_handler = on_message;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGUSR1, &action, nullptr);
  room->server = ::getpid();
  if (::write(STDOUT_FILENO, "ready\n", 6) != 6) return 1;
  char text[kText];
  while (next_line(text))
    if (text[0] != '\0') give_notice(text);
  remove_room();
  return 0;
}

// Waits until the place is free and puts the message there.
void put(const Message& message) {
  while (std::strlen(room->message.text) != 0) nap();
  pthread_mutex_lock(&room->mutex);
  room->message = message;
  pthread_mutex_unlock(&room->mutex);
  ::kill(room->server, SIGUSR1);
}

int say(const char* name) {
  Message message;
  if (name != nullptr) {
    std::strcpy(message.name, name);
  }
  room = find_room();
  if (room == nullptr) return complain("there is no room here", 3);
  for (;;) {
    next_line(message.text);
    if (message.text[0] == '\0') continue;
    put(message);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if ((argc == 2 || argc == 3) && std::strcmp(argv[1], "say") == 0) return say(argv[2]);
  return complain("usage: room serve < notices, or room say [NAME] < lines", 2);
}
