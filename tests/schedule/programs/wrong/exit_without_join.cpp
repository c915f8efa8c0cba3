// A process ends while its thread has not written yet; its parent misses the word.
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2];

static void* tell(void*) { return write(ends[1], "word", 4) == 4 ? nullptr : ends; }

int main() {
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    pthread_t thread;
    pthread_create(&thread, nullptr, tell, nullptr);
    _exit(0);
  }
  close(ends[1]);
  char word[8];
  const ssize_t got = read(ends[0], word, sizeof word);
  waitpid(child, nullptr, 0);
  printf("%zd\n", got);
  return got == 4 ? 0 : 1;
}
