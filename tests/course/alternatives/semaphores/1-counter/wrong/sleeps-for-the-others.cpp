// wrong: a second is thought to be enough for all doors to be there
#include <cstdlib>
#include <iostream>
#include <semaphore.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

struct Shared {
  sem_t gate, lock;
  int visitors;
};

static int number(const std::string& text, int most) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  const int value = std::stoi(text);
  return value <= most ? value : 0;
}

int main(int argc, char** argv) {
  std::vector<std::string> args(argv + 1, argv + argc);
  int doors = 0, visitors = 0;
  if (args.size() == 2) {
    doors = number(args[0], 5);
    visitors = number(args[1], 1000);
  }
  if (doors == 0 || visitors == 0) {
    std::cerr << "counter DOORS VISITORS, please" << std::endl;
    return 2;
  }
  auto* shared = static_cast<Shared*>(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (shared == MAP_FAILED) return 1;
  sem_init(&shared->gate, 1, 0);
  sem_init(&shared->lock, 1, 1);
  std::vector<pid_t> children;
  for (int door = 1; door <= doors; ++door) {
    pid_t pid = fork();
    if (pid == 0) {
      sleep(1);
      for (int i = 0; i < visitors; ++i) {
        sem_wait(&shared->lock);
        std::cout << ++shared->visitors << ": door " << door << std::endl;
        sem_post(&shared->lock);
      }
      _exit(0);
    }
    children.push_back(pid);
  }
  std::cout << "open" << std::endl;
  sem_post(&shared->gate);
  for (pid_t pid : children) waitpid(pid, nullptr, 0);
  std::cout << "closed after " << shared->visitors << std::endl;
  sem_destroy(&shared->gate);
  sem_destroy(&shared->lock);
}
