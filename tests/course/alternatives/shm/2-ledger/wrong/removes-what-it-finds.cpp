// wrong: whatever segment there is, it is removed first, also one that somebody keeps
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <iostream>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <string>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

namespace {

struct Header {
  std::atomic<int> keeper;
  std::atomic<int> accounts;
};

int say(const std::string& what, int status) {
  std::cerr << "ledger: " << what << std::endl;
  return status;
}

bool lives(key_t key) {
  const int id = shmget(key, 0, 0);
  if (id < 0) return false;
  void* at = shmat(id, nullptr, SHM_RDONLY);
  if (at == (void*)-1) return false;
  const int keeper = static_cast<Header*>(at)->keeper;
  shmdt(at);
  return keeper > 0 && (kill(keeper, 0) == 0 || errno == EPERM);
}

std::atomic<std::int64_t>* balances(void* at) { return reinterpret_cast<std::atomic<std::int64_t>*>(static_cast<Header*>(at) + 1); }

int self_pipe[2];
void on_int(int) {
  const int kept = errno;
  if (write(self_pipe[1], "x", 1) < 0) {}
  errno = kept;
}

int keep(key_t key, int accounts) {
  if (const int old = shmget(key, 0, 0); old >= 0) shmctl(old, IPC_RMID, nullptr);
  const int id = shmget(key, sizeof(Header) + static_cast<std::size_t>(accounts) * 8, IPC_CREAT | IPC_EXCL | 0600);
  if (id < 0) return say("shmget failed", 1);
  void* at = shmat(id, nullptr, 0);
  if (at == (void*)-1) {
    shmctl(id, IPC_RMID, nullptr);
    return say("shmat failed", 1);
  }
  static_cast<Header*>(at)->accounts = accounts;
  static_cast<Header*>(at)->keeper = getpid();
  if (pipe(self_pipe) != 0) return 1;
  struct sigaction action {};
  action.sa_handler = on_int;
  sigaction(SIGINT, &action, nullptr);
  std::cout << "open" << std::endl;
  auto* balance = balances(at);
  std::string text;
  for (bool more = true; more;) {
    pollfd both[2] = {{0, POLLIN, 0}, {self_pipe[0], POLLIN, 0}};
    if (poll(both, 2, -1) < 0) continue;
    if (both[1].revents != 0) break;
    char bytes[100];
    const ssize_t got = read(0, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    more = got > 0;
    if (more) text.append(bytes, static_cast<std::size_t>(got));
    for (std::size_t end; (end = text.find('\n')) != std::string::npos;) {
      std::istringstream line(text.substr(0, end));
      int account = 0;
      long amount = 0;
      line >> account >> amount;
      if (account >= 1 && account <= accounts) balance[account - 1] += amount;
      text = text.substr(end + 1);
    }
  }
  std::int64_t total = 0;
  for (int i = 0; i < accounts; ++i) total += balance[i];
  shmctl(id, IPC_RMID, nullptr);
  std::cout << "total " << total << std::endl;
  return 0;
}

int look(key_t key, int account) {
  if (!lives(key)) return say("nobody has it open", 3);
  void* at = shmat(shmget(key, 0, 0), nullptr, SHM_RDONLY);
  if (at == (void*)-1) return say("shmat failed", 1);
  if (account > static_cast<Header*>(at)->accounts) return say("it has fewer accounts", 2);
  std::cout << balances(at)[account - 1] << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  int number = 0;
  std::string rest;
  if (argc == 4) {
    std::istringstream in(argv[3]);
    if (!(in >> number) || in >> rest) number = 0;
  }
  const std::string what = argc > 1 ? argv[1] : "";
  if (number < 1 || number > 100'000'000 || (what != "keep" && what != "look")) return say("keep FILE ACCOUNTS | look FILE ACCOUNT", 2);
  const key_t key = ftok(argv[2], 7);
  if (key == -1) return say(std::string(argv[2]) + ": no such file", 1);
  return what == "keep" ? keep(key, number) : look(key, number);
}
