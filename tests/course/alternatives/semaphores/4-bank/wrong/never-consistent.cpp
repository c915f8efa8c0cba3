// wrong: EOWNERDEAD is taken for success, nobody says that all is well again: the next one gets ENOTRECOVERABLE
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

struct Account {
  pthread_mutex_t mutex;
  long balance;
};

class Lock {
 public:
  explicit Lock(Account& account) : mutex_(&account.mutex) {
    const int error = pthread_mutex_lock(mutex_);
    if (error != 0 && error != EOWNERDEAD) _exit(1);
  }
  ~Lock() { pthread_mutex_unlock(mutex_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  pthread_mutex_t* mutex_;
};

static Account* accounts(int flags) {
  const int fd = shm_open("/five-accounts", flags, 0600);
  if (fd < 0 || ((flags & O_CREAT) != 0 && ftruncate(fd, 5 * sizeof(Account)) != 0)) return nullptr;
  void* memory = mmap(nullptr, 5 * sizeof(Account), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return static_cast<Account*>(memory);
}

int main(int argc, char** argv) {
  if (argc == 2 && strcmp(argv[1], "keep") == 0) {
    Account* all = accounts(O_CREAT | O_RDWR | O_TRUNC);
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    for (int i = 0; i < 5; i++) {
      pthread_mutex_init(&all[i].mutex, &attributes);
      all[i].balance = 1000;
    }
    printf("open\n");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    for (int i = 0; i < 5; i++) printf("account %d: %ld\n", i + 1, all[i].balance);
    shm_unlink("/five-accounts");
    return 0;
  }
  auto number = [](const char* text) { return strlen(text) == 1 && strchr("12345", *text) ? *text - '1' : -1; };
  const int from = argc == 4 ? number(argv[2]) : -1, to = argc == 4 ? number(argv[3]) : -1;
  if (from < 0 || to < 0 || from == to || strcmp(argv[1], "move") != 0) {
    fprintf(stderr, "bank keep; bank move FROM TO\n");
    return 2;
  }
  Account* all = accounts(O_RDWR);
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    const long amount = std::stol(line);
    {
      Lock first(all[from < to ? from : to]), second(all[from < to ? to : from]);
      all[from].balance -= amount;
      all[to].balance += amount;
    }
    printf("moved %ld\n", amount);
    fflush(stdout);
  }
}
