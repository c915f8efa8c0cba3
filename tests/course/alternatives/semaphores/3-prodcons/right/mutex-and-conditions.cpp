// right: a mutex and two conditions in a file that is mapped
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct store {
  pthread_mutex_t mutex;
  pthread_cond_t not_full, not_empty;
  int slots, count, first;
  char item[8][104];
};

static const char *const file = "store.shared";

static struct store *attach(int create) {
  int fd = open(file, create ? O_RDWR | O_CREAT | O_TRUNC : O_RDWR, 0600);
  if (fd < 0 || (create && ftruncate(fd, sizeof(struct store)) < 0)) {
    perror(file);
    exit(1);
  }
  void *memory = mmap(NULL, sizeof(struct store), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return (struct store *)memory;
}

static void keep(int slots) {
  struct store *s = attach(1);
  pthread_mutexattr_t m;
  pthread_condattr_t c;
  pthread_mutexattr_init(&m);
  pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&s->mutex, &m);
  pthread_condattr_init(&c);
  pthread_condattr_setpshared(&c, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&s->not_full, &c);
  pthread_cond_init(&s->not_empty, &c);
  s->slots = slots;
  printf("open\n");
  fflush(stdout);
  while (getchar() != EOF) continue;
  unlink(file);
}

static void put(void) {
  struct store *s = attach(0);
  char line[104];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    pthread_mutex_lock(&s->mutex);
    while (s->count == s->slots) pthread_cond_wait(&s->not_full, &s->mutex);
    strcpy(s->item[(s->first + s->count++) % s->slots], line);
    pthread_mutex_unlock(&s->mutex);
    pthread_cond_signal(&s->not_empty);
  }
}

static void get(int count) {
  struct store *s = attach(0);
  for (; count > 0; count--) {
    char line[104];
    pthread_mutex_lock(&s->mutex);
    while (s->count == 0) pthread_cond_wait(&s->not_empty, &s->mutex);
    strcpy(line, s->item[s->first]);
    s->first = (s->first + 1) % s->slots;
    s->count--;
    pthread_cond_signal(&s->not_full);
    pthread_mutex_unlock(&s->mutex);
    printf("%s\n", line);
    fflush(stdout);
  }
}

static void here(int) {
  int before = errno;
  if (write(2, "here\n", 5) < 0) abort();
  errno = before;
}

int main(int argc, char **argv) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_handler = here;
  a.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &a, NULL);
  int n = 0;
  char rest;
  if (argc == 3 && sscanf(argv[2], "%d%c", &n, &rest) != 1) n = 0;
  if (argc == 3 && !strcmp(argv[1], "keep") && n >= 1 && n <= 8) keep(n);
  else if (argc == 3 && !strcmp(argv[1], "get") && n >= 1 && n <= 1000) get(n);
  else if (argc == 2 && !strcmp(argv[1], "put")) put();
  else {
    fprintf(stderr, "what?\n");
    return 2;
  }
  return 0;
}
