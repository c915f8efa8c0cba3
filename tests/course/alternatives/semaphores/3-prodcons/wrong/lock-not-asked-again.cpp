// wrong: who waits for a place or an item asks again after EINTR, who waits for the lock does not
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <signal.h>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

namespace {

enum { kFree, kUsed, kLock, kAll };

struct Store {
  int slots, in, out;
  char item[8][101];
};

void change(int set, int which, int by) {
  sembuf operation;
  operation.sem_num = static_cast<unsigned short>(which);
  operation.sem_op = static_cast<short>(by);
  operation.sem_flg = 0;
  while (semop(set, &operation, 1) == -1)
    if (errno != EINTR) std::exit(1);
}

void lock(int set) {
  sembuf operation{kLock, -1, SEM_UNDO};
  semop(set, &operation, 1);
}

void unlock(int set) {
  sembuf operation{kLock, 1, SEM_UNDO};
  semop(set, &operation, 1);
}

void on_signal(int) {
  if (write(2, "alive\n", 6) < 0) _exit(1);
}

int number(const std::string& text, int most) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  const int value = std::stoi(text);
  return value <= most ? value : 0;
}

int keep(key_t key, int slots) {
  const int set = semget(key, kAll, IPC_CREAT | 0600), segment = shmget(key, sizeof(Store), IPC_CREAT | 0600);
  auto* store = static_cast<Store*>(shmat(segment, nullptr, 0));
  store->slots = slots;
  store->in = store->out = 0;
  change(set, kFree, slots);
  change(set, kLock, 1);
  std::cout << "open" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
  }
  semctl(set, 0, IPC_RMID);
  shmctl(segment, IPC_RMID, nullptr);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
  const std::string what = argc > 1 ? argv[1] : "", argument = argc == 3 ? argv[2] : "";
  const key_t key = ftok(".", 'p');
  if (what == "keep" && number(argument, 8) > 0) return keep(key, number(argument, 8));
  const int count = what == "get" ? number(argument, 1000) : 0;
  if (count == 0 && (what != "put" || argc != 2)) {
    std::cerr << "prodcons keep SLOTS | put | get COUNT" << std::endl;
    return 2;
  }
  const int set = semget(key, 0, 0);
  auto* store = static_cast<Store*>(shmat(shmget(key, 0, 0), nullptr, 0));
  for (std::string line; what == "put" && std::getline(std::cin, line);) {
    change(set, kFree, -1);
    lock(set);
    std::strcpy(store->item[store->in], line.c_str());
    store->in = (store->in + 1) % store->slots;
    unlock(set);
    change(set, kUsed, 1);
  }
  for (int i = 0; i < count; ++i) {
    change(set, kUsed, -1);
    lock(set);
    const std::string line = store->item[store->out];
    store->out = (store->out + 1) % store->slots;
    unlock(set);
    change(set, kFree, 1);
    std::cout << line << std::endl;
  }
}
