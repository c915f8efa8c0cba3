// right: no thread: takes messages with a timed wait and looks for SIGINT with sigtimedwait(2) in between
#include <csignal>
#include "room.hpp"

// The next line with anything in it, at most kText - 1 bytes of it.
static bool next_line(char* text) {
  std::size_t length = 0;
  for (int c; (c = std::getchar()) != EOF;) {
    if (c == '\n' && length > 0) break;
    if (c != '\n' && length + 1 < kText) text[length++] = static_cast<char>(c);
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

// Shows a message if one comes within 20 ms; false when there is none and the room is closed.
static bool take_or_time_out(Room* room, Message* message) {
  timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 20'000'000;
  if (until.tv_nsec >= 1'000'000'000) {
    until.tv_nsec -= 1'000'000'000;
    until.tv_sec++;
  }
  pthread_mutex_lock(&room->mutex);
  int error = 0;
  while (!room->full && !room->closed && error == 0)
    error = pthread_cond_timedwait(&room->filled, &room->mutex, &until);
  const bool some = room->full;
  if (some) {
    *message = room->message;
    room->full = false;
    pthread_cond_signal(&room->taken);
  }
  const bool closed = room->closed;
  pthread_mutex_unlock(&room->mutex);
  if (some) {
    std::printf("%s: %s\n", message->name, message->text);
    std::fflush(stdout);
  }
  return some || !closed;
}

static int serve() {
  Room* room = static_cast<Room*>(create_segment(sizeof(Room)));
  if (room == nullptr) return 1;
  make_mutex(&room->mutex);
  make_condition(&room->filled);
  make_condition(&room->taken);
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, nullptr);
  open_up(room);
  std::puts("ready");
  std::fflush(stdout);
  Message message;
  for (bool more = true; more;) {
    const timespec no_time{0, 0};
    if (!room->closed && sigtimedwait(&interrupt, nullptr, &no_time) == SIGINT) close_room(room);
    more = take_or_time_out(room, &message);
  }
  remove_segment();
  return 0;
}

static int say(const char* name) {
  Room* room;
  while ((room = static_cast<Room*>(find_segment(sizeof(Room)))) == nullptr) nap();
  while (!is_open(room)) nap();
  Message message = {};
  std::strcpy(message.name, name);
  while (next_line(message.text))
    if (!put_in(room, message)) return complain("The room is closed", 4);
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 3 && std::strcmp(argv[1], "say") == 0 && is_name(argv[2])) return say(argv[2]);
  return complain("usage: doors serve | doors say NAME", 2);
}
