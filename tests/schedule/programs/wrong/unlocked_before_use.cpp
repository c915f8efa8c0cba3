// Gives the lock back and then writes out the line that the lock guards.
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char line[8];
static int ends[2];

static void* tell(void* word) {
  pthread_mutex_lock(&mutex);
  strcpy(line, static_cast<const char*>(word));
  pthread_mutex_unlock(&mutex);
  if (write(ends[1], line, 3) != 3) return line;
  return nullptr;
}

int main() {
  if (pipe(ends) != 0) return 1;
  char one[] = "one", two[] = "two";
  pthread_t threads[2];
  pthread_create(&threads[0], nullptr, tell, one);
  pthread_create(&threads[1], nullptr, tell, two);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  char both[7] = {};
  if (read(ends[0], both, 6) != 6) return 1;
  puts(both);
  return strcmp(both, "onetwo") == 0 || strcmp(both, "twoone") == 0 ? 0 : 1;
}
