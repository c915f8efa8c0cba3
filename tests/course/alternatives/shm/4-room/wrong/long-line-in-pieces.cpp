// wrong: a long line becomes several messages
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

struct Place {
  sem_t free, full, out;
  int last;
  char name[20];
  char text[1024];
};

static Place* place(int flags, int* id) {
  *id = shmget(ftok(".", 3), sizeof(Place), flags);
  if (*id < 0) return nullptr;
  void* at = shmat(*id, nullptr, 0);
  return at == (void*)-1 ? nullptr : static_cast<Place*>(at);
}

static int fetch(char* text) {
  size_t n = 0;
  int c = 0;
  while (n < 1023 && (c = getchar()) != EOF && c != '\n') text[n++] = static_cast<char>(c);
  text[n] = 0;
  return c != EOF || n > 0;
}

static void show(Place* p, const char* name, const char* text) {
  sem_wait(&p->out);
  printf("%s: %s\n", name, text);
  fflush(stdout);
  sem_post(&p->out);
}

static int serve() {
  int id;
  Place* p = place(IPC_CREAT | IPC_EXCL | 0600, &id);
  if (p == nullptr) return 1;
  sem_init(&p->free, 1, 1);
  sem_init(&p->full, 1, 0);
  sem_init(&p->out, 1, 1);
  printf("ready\n");
  fflush(stdout);
  const pid_t child = fork();
  if (child == 0)
    for (;;) {
      sem_wait(&p->full);
      if (p->last) _exit(0);
      show(p, p->name, p->text);
      sem_post(&p->free);
    }
  char text[1024];
  while (fetch(text))
    if (text[0]) show(p, "*", text);
  sem_wait(&p->free);
  p->last = 1;
  sem_post(&p->full);
  waitpid(child, nullptr, 0);
  shmctl(id, IPC_RMID, nullptr);
  return 0;
}

static int say(const char* name) {
  int id;
  Place* p = place(0, &id);
  if (p == nullptr) return 3;
  char text[1024];
  while (fetch(text)) {
    if (!text[0]) continue;
    sem_wait(&p->free);
    strcpy(p->name, name);
    strcpy(p->text, text);
    sem_post(&p->full);
  }
  return 0;
}

int main(int argc, char* argv[]) {
  if (argc == 2 && !strcmp(argv[1], "serve")) return serve();
  if ((argc == 2 || argc == 3) && !strcmp(argv[1], "say")) {
    const char* name = argc == 3 ? argv[2] : "somebody";
    if (strlen(name) >= 1 && strlen(name) <= 19) return say(name);
  }
  fprintf(stderr, "usage: %s serve | say [NAME]\n", argv[0]);
  return 2;
}
