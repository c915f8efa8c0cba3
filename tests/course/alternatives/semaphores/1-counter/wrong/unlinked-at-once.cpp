// wrong: the same name for all, unlinked at once: between the two calls another counter finds it
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <semaphore.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct House {
  sem_t open;
  int count;
};

static bool parse(const std::string& text, int most, int& value) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return false;
  value = std::stoi(text);
  return value >= 1 && value <= most;
}

int main(int argc, char** argv) {
  int doors = 0, visitors = 0;
  if (argc != 3 || !parse(argv[1], 5, doors) || !parse(argv[2], 1000, visitors)) {
    std::cerr << "counter DOORS VISITORS" << std::endl;
    return 2;
  }
  void* memory = mmap(nullptr, sizeof(House), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  House* house = static_cast<House*>(memory);
  sem_init(&house->open, 1, 0);
  sem_t* mutex = sem_open("/museum", O_CREAT, 0600, 1);
  if (mutex == SEM_FAILED) return 1;
  sem_unlink("/museum");
  for (int door = 1; door <= doors; ++door) {
    if (fork() != 0) continue;
    sem_wait(&house->open);
    for (int i = 0; i < visitors; ++i) {
      sem_wait(mutex);
      std::cout << ++house->count << ": door " << door << std::endl;
      sem_post(mutex);
    }
    _exit(0);
  }
  std::cout << "open" << std::endl;
  for (int door = 1; door <= doors; ++door) sem_post(&house->open);
  for (int door = 1; door <= doors; ++door) wait(nullptr);
  std::cout << "closed after " << house->count << std::endl;
}
