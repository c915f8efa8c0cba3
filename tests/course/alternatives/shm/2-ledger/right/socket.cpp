// right: no shared memory; the keeper answers at a socket with an abstract address, which goes when it goes.
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <poll.h>
#include <signal.h>
#include <string>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

struct Address {
  sockaddr_un name{};
  socklen_t size = 0;
};

static Address address_of(const struct stat& file) {
  Address address;
  address.name.sun_family = AF_UNIX;
  const std::string text = "ledger " + std::to_string(file.st_dev) + " " + std::to_string(file.st_ino);
  text.copy(address.name.sun_path + 1, sizeof address.name.sun_path - 1);
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + text.size());
  return address;
}

static int keep(const Address& address, int accounts) {
  std::vector<long> balance;
  try {
    balance.resize(static_cast<std::size_t>(accounts));
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "too many accounts\n");
    return 1;
  }
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int signals = signalfd(-1, &set, 0);
  const int door = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  if (bind(door, reinterpret_cast<const sockaddr*>(&address.name), address.size) != 0) {
    std::fprintf(stderr, "%s\n", std::strerror(errno));
    return 3;
  }
  listen(door, 5);
  std::printf("open\n");
  std::fflush(stdout);
  std::string text;
  for (;;) {
    pollfd any[3] = {{0, POLLIN, 0}, {door, POLLIN, 0}, {signals, POLLIN, 0}};
    if (poll(any, 3, -1) < 0) continue;
    if (any[2].revents != 0) break;
    if (any[0].revents != 0) {
      char bytes[1000];
      const ssize_t got = read(0, bytes, sizeof bytes);
      if (got <= 0) break;
      text.append(bytes, static_cast<std::size_t>(got));
      for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
        int account = 0;
        long amount = 0;
        std::sscanf(text.c_str(), "%d %ld", &account, &amount);
        balance.at(static_cast<std::size_t>(account - 1)) += amount;
        text.erase(0, end + 1);
      }
      continue;
    }
    const int guest = accept(door, nullptr, nullptr);
    int account = 0;
    if (recv(guest, &account, sizeof account, 0) == sizeof account) {
      const std::string answer = account <= accounts ? std::to_string(balance[static_cast<std::size_t>(account - 1)]) : "none";
      send(guest, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
    close(guest);
  }
  long total = 0;
  for (const long one : balance) total += one;
  close(door);
  std::printf("total %ld\n", total);
  return 0;
}

static int look(const Address& address, int account) {
  const int line = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  if (connect(line, reinterpret_cast<const sockaddr*>(&address.name), address.size) != 0) {
    std::fprintf(stderr, "not open\n");
    return 3;
  }
  char answer[64];
  if (send(line, &account, sizeof account, MSG_NOSIGNAL) < 0) return 1;
  const ssize_t size = recv(line, answer, sizeof answer - 1, 0);
  if (size <= 0) return 1;
  answer[size] = '\0';
  if (std::strcmp(answer, "none") == 0) {
    std::fprintf(stderr, "no such account\n");
    return 2;
  }
  std::printf("%s\n", answer);
  return 0;
}

int main(int argc, char** argv) {
  char* end = nullptr;
  const long number = argc == 4 && argv[3][0] != '\0' ? std::strtol(argv[3], &end, 10) : -1;
  const bool keeps = argc == 4 && std::strcmp(argv[1], "keep") == 0;
  if (number < 1 || number > 100'000'000 || *end != '\0' || (!keeps && std::strcmp(argv[1], "look") != 0)) {
    std::fprintf(stderr, "ledger keep FILE ACCOUNTS or ledger look FILE ACCOUNT\n");
    return 2;
  }
  struct stat file;
  if (stat(argv[2], &file) != 0) {
    std::perror(argv[2]);
    return 1;
  }
  const Address address = address_of(file);
  return keeps ? keep(address, static_cast<int>(number)) : look(address, static_cast<int>(number));
}
