// The waiting thread gives the memory of lock and condition back as soon
// as it has seen the flag. The other one signals inside of the lock, or
// after.
#include <cstring>
#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

struct Meeting {
  pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  bool flag = false;
};
Meeting* meeting;

void* wait_and_free(void*) {
  pthread_mutex_lock(&meeting->lock);
  while (!meeting->flag)
    pthread_cond_wait(&meeting->changed, &meeting->lock);
  pthread_mutex_unlock(&meeting->lock);
  munmap(meeting, sizeof(Meeting));
  return nullptr;
}

int main(int, char** argv) {
  bool inside = strcmp(argv[1], "inside") == 0;
  int access = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
  void* place = mmap(nullptr, sizeof(Meeting), access, flags, -1, 0);
  meeting = new (place) Meeting;

  pthread_t waiter;
  pthread_create(&waiter, nullptr, wait_and_free, nullptr);
  pthread_mutex_lock(&meeting->lock);
  meeting->flag = true;
  if (inside) pthread_cond_signal(&meeting->changed);
  pthread_mutex_unlock(&meeting->lock);
  if (!inside) pthread_cond_signal(&meeting->changed);
  pthread_join(waiter, nullptr);
  write(1, "both are done\n", 14);
}
