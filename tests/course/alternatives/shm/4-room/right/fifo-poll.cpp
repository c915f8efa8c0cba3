// right: a FIFO; a message is one write that is shorter than PIPE_BUF. The server waits with poll for it and its input.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

static const char* kDoor = "room.fifo";

static void show(const std::string& lines) {
  for (std::size_t at = 0; at < lines.size();) {
    const ssize_t put = write(1, lines.data() + at, lines.size() - at);
    if (put < 0) exit(1);
    at += static_cast<std::size_t>(put);
  }
}

// Lines of `fd` as they come, at most 1023 bytes of each, empty ones left out.
struct Lines {
  int fd;
  std::string line = {};
  bool ended = false;
  std::string more(const std::string& name) {
    char bytes[4096];
    const ssize_t got = read(fd, bytes, sizeof bytes);
    std::string all;
    ended = got <= 0;
    for (ssize_t i = 0; i < got; ++i) {
      if (bytes[i] == '\n') all += taken(name);
      else if (line.size() < 1023) line += bytes[i];
    }
    return ended ? all + taken(name) : all;
  }
  std::string taken(const std::string& name) {
    const std::string text = line.empty() ? "" : name + ": " + line + "\n";
    line.clear();
    return text;
  }
};

static int serve() {
  if (mkfifo(kDoor, 0600) != 0) return 1;
  const int door = open(kDoor, O_RDWR | O_NONBLOCK);
  show("ready\n");
  Lines notices{0};
  std::string said;
  char bytes[8192];
  const auto hear = [&] {
    for (ssize_t got; (got = read(door, bytes, sizeof bytes)) > 0;) said.append(bytes, static_cast<std::size_t>(got));
    const std::size_t whole = said.rfind('\n') + 1;
    show(said.substr(0, whole));
    said.erase(0, whole);
  };
  while (!notices.ended) {
    pollfd any[2] = {{0, POLLIN, 0}, {door, POLLIN, 0}};
    if (poll(any, 2, -1) < 0) continue;
    if (any[1].revents & POLLIN) hear();
    if (any[0].revents != 0) show(notices.more("*"));
  }
  hear();
  unlink(kDoor);
  return 0;
}

static int say(const std::string& name) {
  const int door = open(kDoor, O_WRONLY);
  if (door < 0) {
    perror("room");
    return 3;
  }
  for (Lines mine{0}; !mine.ended;) {
    const std::string all = mine.more(name);
    for (std::size_t at = 0, end; at < all.size(); at = end) {
      end = all.find('\n', at) + 1;
      if (write(door, all.data() + at, end - at) < 0) return 1;
    }
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && strcmp(argv[1], "serve") == 0) return serve();
  if (argc >= 2 && argc <= 3 && strcmp(argv[1], "say") == 0) {
    const std::string name = argc == 3 ? argv[2] : "somebody";
    if (!name.empty() && name.size() <= 19) return say(name);
  }
  fprintf(stderr, "room serve < notices, room say [NAME] < lines\n");
  return 2;
}
