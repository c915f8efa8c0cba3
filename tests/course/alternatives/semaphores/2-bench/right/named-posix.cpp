// right: two named POSIX semaphores, which come into being with their values; the last one unlinks them
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <semaphore.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char** argv) {
  const bool tries = argc == 4 && std::strcmp(argv[3], "try") == 0;
  if ((argc != 3 && !tries) || std::strspn(argv[2], "123456789") != 1 || argv[2][1] != '\0') {
    std::fprintf(stderr, "bench: FILE and a number of people\n");
    return 2;
  }
  struct stat file;
  if (stat(argv[1], &file) != 0) {
    std::perror(argv[1]);
    return 1;
  }
  const std::string base = "/bench-" + std::to_string(file.st_dev) + "-" + std::to_string(file.st_ino);
  sem_t* free = sem_open((base + "-free").c_str(), O_CREAT, 0600, 1);
  sem_t* left = sem_open((base + "-left").c_str(), O_CREAT, 0600, static_cast<unsigned>(argv[2][0] - '0'));
  if (free == SEM_FAILED || left == SEM_FAILED) return 1;

  int got;
  while ((got = tries ? sem_trywait(free) : sem_wait(free)) != 0 && errno == EINTR) continue;
  if (got != 0) {
    std::printf("taken\n");
  } else {
    std::printf("in\n");
    std::fflush(stdout);
    char buffer[100];
    while (read(0, buffer, sizeof buffer) > 0) continue;
    std::printf("out\n");
  }
  std::fflush(stdout);
  if (got == 0) sem_post(free);
  sem_wait(left);
  int value = -1;
  if (sem_getvalue(left, &value) == 0 && value == 0) {
    sem_unlink((base + "-free").c_str());
    sem_unlink((base + "-left").c_str());
  }
  return got == 0 ? 0 : 3;
}
