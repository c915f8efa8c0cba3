// wrong: waits for somebody to read, instead of saying that there is no bell
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

static int serve() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int ended = signalfd(-1, &set, 0);
  unlink("bell.rope");
  unlink("bell.sound");
  if (mkfifo("bell.rope", 0600) != 0 || mkfifo("bell.sound", 0600) != 0) return 1;
  const int sound = open("bell.sound", O_RDWR);
  const int rope = open("bell.rope", O_RDWR);  // from here on somebody may ring
  puts("ready");
  fflush(stdout);
  for (int rings = 0;;) {
    struct pollfd any[2] = {{rope, POLLIN, 0}, {ended, POLLIN, 0}};
    if (poll(any, 2, -1) < 0) continue;
    if (any[1].revents) break;
    char byte;
    if (read(rope, &byte, 1) != 1) continue;
    printf("ring %d\n", ++rings);
    fflush(stdout);
    if (write(sound, &rings, sizeof rings) != sizeof rings) return 1;
  }
  unlink("bell.rope");
  unlink("bell.sound");
  return 0;
}

static int ring() {
  const int rope = open("bell.rope", O_WRONLY);  // ENXIO: nobody reads
  const int sound = open("bell.sound", O_RDONLY | O_NONBLOCK);
  if (rope < 0 || sound < 0) {
    fputs("no bell\n", stderr);
    return 3;
  }
  fcntl(sound, F_SETFL, 0);
  int rings = 0;
  if (write(rope, "!", 1) != 1 || read(sound, &rings, sizeof rings) != sizeof rings) return 1;
  printf("heard %d\n", rings);
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 2 && strcmp(argv[1], "ring") == 0) return ring();
  fputs("serve or ring\n", stderr);
  return 2;
}
