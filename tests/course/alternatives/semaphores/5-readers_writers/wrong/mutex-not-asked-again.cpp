// wrong: the first reader locks writers out, counted under a lock; who is stopped while it waits for that lock goes on without
#include <cerrno>
#include <iostream>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>

namespace {

enum { kTurnstile, kEmpty, kMutex, kAll };
int set = -1;

void post(unsigned short which) {
  sembuf operation{which, 1, 0};
  semop(set, &operation, 1);
}

void wait_for(unsigned short which) {
  sembuf operation{which, -1, 0};
  while (semop(set, &operation, 1) == -1 && errno == EINTR) {
  }
}

void lock() {  // it is held for a moment only
  sembuf operation{kMutex, -1, 0};
  semop(set, &operation, 1);
}

void until_end_of_input() {
  for (std::string line; std::getline(std::cin, line);) {
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc == 2 ? argv[1] : "";
  if (what != "keep" && what != "read" && what != "write") {
    std::cerr << "keep, read, write" << std::endl;
    return 2;
  }
  const bool keeps = what == "keep";
  const key_t key = ftok(".", 't');
  set = semget(key, kAll, keeps ? IPC_CREAT | 0600 : 0);
  const int segment = shmget(key, sizeof(int), keeps ? IPC_CREAT | 0600 : 0);
  auto* readers = static_cast<int*>(shmat(segment, nullptr, 0));
  if (keeps) {
    for (unsigned short which : {kTurnstile, kEmpty, kMutex}) post(which);
    std::cout << "open" << std::endl;
    until_end_of_input();
    semctl(set, 0, IPC_RMID);
    shmctl(segment, IPC_RMID, nullptr);
    return 0;
  }
  wait_for(kTurnstile);
  if (what == "read") {
    post(kTurnstile);
    lock();
    if (++*readers == 1) wait_for(kEmpty);
    post(kMutex);
  } else {
    wait_for(kEmpty);
  }
  std::cout << "in" << std::endl;
  until_end_of_input();
  std::cout << "out" << std::endl;
  if (what == "read") {
    lock();
    if (--*readers == 0) post(kEmpty);
    post(kMutex);
  } else {
    post(kTurnstile);
    post(kEmpty);
  }
}
