// Two unnamed semaphores in shared memory let two processes write in turns.
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t turn[2];
  char text[8];
  int length;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  sem_init(&shared->turn[0], 1, 1);
  sem_init(&shared->turn[1], 1, 0);
  const pid_t child = fork();
  const int mine = child == 0 ? 1 : 0;
  for (int i = 0; i < 3; ++i) {
    sem_wait(&shared->turn[mine]);
    shared->text[shared->length++] = static_cast<char>('a' + mine);
    sem_post(&shared->turn[1 - mine]);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  puts(shared->text);
  bool right = shared->length == 6;
  for (int i = 0; i < 6; ++i) right = right && shared->text[i] == 'a' + i % 2;
  return right ? status : 1;
}
