// wrong: put locks the ring, get does not: two who take may take the same item
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <semaphore.h>
#include <signal.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace {
constexpr const char* kName = "/my-store";

struct Store {
  sem_t free, used, lock;
  int slots, in, out;
  char item[8][101];
};

void wait_for(sem_t* semaphore) {
  while (sem_wait(semaphore) == -1)
    if (errno != EINTR) std::exit(1);
}

Store* map(int flags) {
  int fd = shm_open(kName, flags, 0600);
  if (fd < 0) return nullptr;
  if ((flags & O_CREAT) != 0 && ftruncate(fd, sizeof(Store)) != 0) return nullptr;
  void* at = mmap(nullptr, sizeof(Store), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return at == MAP_FAILED ? nullptr : static_cast<Store*>(at);
}

void on_signal(int) {
  ssize_t ignored = write(2, "yes?\n", 5);
  (void)ignored;
}

int bad() {
  std::fprintf(stderr, "wrong arguments\n");
  return 2;
}

int number(const char* text, int most) {
  char* end = nullptr;
  long value = std::strtol(text, &end, 10);
  return *end != 0 || end == text || value < 1 || value > most ? 0 : static_cast<int>(value);
}
}  // namespace

int main(int argc, char** argv) {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, nullptr);
  if (argc < 2) return bad();
  if (!std::strcmp(argv[1], "keep")) {
    int slots = argc == 3 ? number(argv[2], 8) : 0;
    if (slots == 0) return bad();
    shm_unlink(kName);
    Store* store = map(O_RDWR | O_CREAT | O_EXCL);
    if (store == nullptr) return 1;
    store->slots = slots;
    sem_init(&store->free, 1, static_cast<unsigned>(slots));
    sem_init(&store->used, 1, 0);
    sem_init(&store->lock, 1, 1);
    std::puts("open");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    shm_unlink(kName);
    return 0;
  }
  if (!std::strcmp(argv[1], "put")) {
    if (argc != 2) return bad();
    Store* store = map(O_RDWR);
    if (store == nullptr) return 1;
    char line[200];
    // Without stdio: a line is to be put as soon as it is there.
    for (;;) {
      std::size_t length = 0;
      ssize_t got = 0;
      while ((got = read(0, line + length, 1)) == 1 && line[length] != '\n') ++length;
      if (got != 1) {
        if (got < 0 && errno == EINTR) continue;
        return 0;
      }
      line[length] = 0;
      wait_for(&store->free);
      wait_for(&store->lock);
      std::strcpy(store->item[store->in++ % store->slots], line);
      sem_post(&store->lock);
      sem_post(&store->used);
    }
  }
  if (!std::strcmp(argv[1], "get")) {
    int count = argc == 3 ? number(argv[2], 1000) : 0;
    if (count == 0) return bad();
    Store* store = map(O_RDWR);
    if (store == nullptr) return 1;
    while (count-- > 0) {
      char item[101];
      wait_for(&store->used);
      std::strcpy(item, store->item[store->out++ % store->slots]);
      sem_post(&store->free);
      std::puts(item);
      std::fflush(stdout);
    }
    return 0;
  }
  return bad();
}
