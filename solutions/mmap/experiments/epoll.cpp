// Counts the mappings of this process before and after it has made an
// epoll instance, put a pipe into it, and asked it once.
#include <cstdio>
#include <sys/epoll.h>
#include <unistd.h>

// The lines of /proc/self/maps; read without stdio, which may map a buffer.
int mappings() {
  static char text[65536];
  FILE* maps = fopen("/proc/self/maps", "r");
  setvbuf(maps, text, _IOFBF, sizeof text);
  int lines = 0;
  for (int c; (c = fgetc(maps)) != EOF;) lines += c == '\n';
  fclose(maps);
  return lines;
}

int main() {
  mappings();  // so that whatever stdio wants is there already
  int before = mappings();
  int ends[2];
  pipe(ends);
  int watched = epoll_create1(0);
  epoll_event event = {};
  event.events = EPOLLIN;
  epoll_ctl(watched, EPOLL_CTL_ADD, ends[0], &event);
  write(ends[1], "x", 1);
  int ready = epoll_wait(watched, &event, 1, -1);
  int after = mappings();
  dprintf(1, "ready descriptors: %d\n", ready);
  dprintf(1, "new mappings: %d\n", after - before);
}
