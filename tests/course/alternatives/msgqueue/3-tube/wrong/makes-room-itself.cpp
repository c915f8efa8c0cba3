// wrong: when the queue is full, the oldest line goes
#include "letter.hpp"

#include <fstream>
#include <time.h>
#include <unistd.h>

namespace {

void nap() {
  const timespec a_little{0, 5'000'000};
  ::nanosleep(&a_little, nullptr);
}

bool put(int queue, Letter& letter, std::size_t size) {
  while (::msgsnd(queue, letter.address(), size, IPC_NOWAIT) != 0) {
    if (errno != EAGAIN) return false;
    Letter oldest(8192);
    (void)::msgrcv(queue, oldest.address(), oldest.room(), 0, IPC_NOWAIT);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role != "in" && role != "out") return complain("in or out, and a key", 2);
  const int queue = queue_of(argv[2]);
  std::size_t most = 0;
  std::ifstream("/proc/sys/kernel/msgmax") >> most;
  Letter letter(most);
  int status = 0;
  if (role == "in") {
    std::string line;
    while (status == 0 && next_line(&line)) {
      if (line.size() > most) {
        status = complain("this line is too long: " + line.substr(0, 20) + "...", 2);
      } else {
        letter.type() = kLine;
        line.copy(letter.bytes(), line.size());
        if (!put(queue, letter, line.size())) return complain("cannot send", 1);
      }
    }
    letter.type() = kEnd;
    return put(queue, letter, 0) ? status : complain("cannot send", 1);
  }
  for (;;) {
    const ssize_t size = ::msgrcv(queue, letter.address(), letter.room(), 0, IPC_NOWAIT);
    if (size < 0 && errno == ENOMSG) nap();
    else if (size < 0) return complain("cannot receive", 1);
    else if (letter.type() == kLine) print_line(letter.bytes(), static_cast<std::size_t>(size));
    else return ::msgctl(queue, IPC_RMID, nullptr) == 0 ? 0 : 1;
  }
}
