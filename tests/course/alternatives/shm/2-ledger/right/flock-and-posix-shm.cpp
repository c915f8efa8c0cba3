// right: shm_open, under a name made from the file's device and inode; who keeps a ledger holds flock(2) on the file.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <signal.h>
#include <string>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char* what, int status) {
  fprintf(stderr, "ledger: %s\n", what);
  return status;
}

static std::string name_of(int fd) {
  struct stat about;
  fstat(fd, &about);
  return "/ledger-" + std::to_string(about.st_dev) + "-" + std::to_string(about.st_ino);
}

static int keep(int file, long accounts) {
  if (flock(file, LOCK_EX | LOCK_NB) != 0) return fail("it is kept already", 3);
  const std::string name = name_of(file);
  shm_unlink(name.c_str());
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int signals = signalfd(-1, &set, 0);
  const int memory = shm_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600);
  if (memory < 0) return fail(strerror(errno), 1);
  const size_t size = static_cast<size_t>(accounts) * sizeof(long);
  void* at = ftruncate(memory, static_cast<off_t>(size)) == 0 ? mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0) : MAP_FAILED;
  if (at == MAP_FAILED) {
    shm_unlink(name.c_str());
    return fail("no memory", 1);
  }
  volatile long* balance = static_cast<volatile long*>(at);
  puts("open");
  fflush(stdout);
  std::string held;
  for (;;) {
    struct pollfd from[2] = {{0, POLLIN, 0}, {signals, POLLIN, 0}};
    if (poll(from, 2, -1) < 0) continue;
    if (from[1].revents != 0) break;
    char text[512];
    const ssize_t got = read(0, text, sizeof text);
    if (got <= 0) break;
    held.append(text, static_cast<size_t>(got));
    for (size_t end; (end = held.find('\n')) != std::string::npos; held.erase(0, end + 1)) {
      long account = 0, amount = 0;
      if (sscanf(held.c_str(), "%ld %ld", &account, &amount) == 2 && account >= 1 && account <= accounts) balance[account - 1] = balance[account - 1] + amount;
    }
  }
  long total = 0;
  for (long i = 0; i < accounts; ++i) total += balance[i];
  shm_unlink(name.c_str());
  printf("total %ld\n", total);
  return 0;
}

static int look(int file, long account) {
  const int memory = shm_open(name_of(file).c_str(), O_RDONLY, 0);
  if (memory < 0) return fail("nobody keeps it", 3);
  struct stat about;
  fstat(memory, &about);
  if (static_cast<off_t>(account * static_cast<long>(sizeof(long))) > about.st_size) return fail("no such account", 2);
  long balance = 0;
  if (pread(memory, &balance, sizeof balance, static_cast<off_t>((account - 1) * static_cast<long>(sizeof(long)))) != sizeof balance) return 1;
  printf("%ld\n", balance);
  return 0;
}

int main(int argc, char** argv) {
  char* end = nullptr;
  const long number = argc == 4 ? strtol(argv[3], &end, 10) : 0;
  if (number < 1 || number > 100000000 || *end != '\0') return fail("keep FILE ACCOUNTS, or look FILE ACCOUNT", 2);
  const bool keeps = strcmp(argv[1], "keep") == 0;
  if (!keeps && strcmp(argv[1], "look") != 0) return fail("keep or look", 2);
  const int file = open(argv[2], O_RDONLY);
  if (file < 0) return fail(strerror(errno), 1);
  return keeps ? keep(file, number) : look(file, number);
}
