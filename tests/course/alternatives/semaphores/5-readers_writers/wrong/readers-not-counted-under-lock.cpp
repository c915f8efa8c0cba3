// wrong: the readers are counted without the mutex
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

struct Board {
  sem_t turnstile, empty, mutex;
  int readers;
};

int main(int argc, char** argv) {
  bool keep = argc == 2 && !strcmp(argv[1], "keep"), read_ = argc == 2 && !strcmp(argv[1], "read"), write_ = argc == 2 && !strcmp(argv[1], "write");
  if (!keep && !read_ && !write_) {
    fprintf(stderr, "keep, read or write\n");
    return 2;
  }
  int fd = shm_open("/board", keep ? O_CREAT | O_RDWR | O_TRUNC : O_RDWR, 0600);
  if (fd < 0 || (keep && ftruncate(fd, sizeof(Board)) < 0)) {
    perror("board");
    return 1;
  }
  Board* b = (Board*)mmap(0, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (keep) {
    sem_init(&b->turnstile, 1, 1);
    sem_init(&b->empty, 1, 1);
    sem_init(&b->mutex, 1, 1);
    puts("open");
  } else if (read_) {
    sem_wait(&b->turnstile);
    sem_post(&b->turnstile);
    if (++b->readers == 1) sem_wait(&b->empty);
    puts("in");
  } else {
    sem_wait(&b->turnstile);
    sem_wait(&b->empty);
    puts("in");
  }
  fflush(stdout);
  while (getchar() != EOF) {
  }
  if (keep) {
    shm_unlink("/board");
    return 0;
  }
  puts("out");
  fflush(stdout);
  if (read_) {
    if (--b->readers == 0) sem_post(&b->empty);
  } else {
    sem_post(&b->turnstile);
    sem_post(&b->empty);
  }
  return 0;
}
