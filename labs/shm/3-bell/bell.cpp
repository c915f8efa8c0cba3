// bell: one process answers, others ring. The bell writes its number into a segment; who rings finds that there, writes
// its own beside it and sends SIGUSR1; the answer is SIGUSR2.
//   bell serve   hangs up a bell and counts how often it is rung, until SIGINT
//   bell ring    rings it once, and waits for the answer
#include "wire.hpp"

namespace {

// Under which both find the segment.
key_t key_of_wire() {
  return IPC_PRIVATE;
}

int serve() {
  int id = -1;
  Wire* const wire = make_wire(key_of_wire(), &id);
  if (wire == nullptr) return 1;
  sigset_t calls;
  sigemptyset(&calls);
  sigaddset(&calls, SIGUSR1);
  sigaddset(&calls, SIGINT);
  wire->bell = ::getpid();
  keep_back(&calls);
  std::puts("ready");
  std::fflush(stdout);

  while (wait_for(&calls) == SIGUSR1) {
    wire->rings = wire->rings + 1;
    std::printf("ring %d\n", wire->rings);
    std::fflush(stdout);
    ::kill(wire->ringer, SIGUSR2);
  }
  remove_wire(id);
  return 0;
}

// A bell hangs there, and somebody will answer.
bool somebody_answers(const Wire* wire) {
  return wire->bell > 0;
}

int ring() {
  Wire* const wire = find_wire(key_of_wire());
  if (wire == nullptr || !somebody_answers(wire)) return complain("there is no bell here", 3);
  sigset_t answer;
  sigemptyset(&answer);
  sigaddset(&answer, SIGUSR2);
  keep_back(&answer);
  wire->ringer = ::getpid();
  ::kill(wire->bell, SIGUSR1);
  wait_for(&answer);
  std::printf("heard %d\n", wire->rings);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0) return serve();
  if (argc == 2 && std::strcmp(argv[1], "ring") == 0) return ring();
  return complain("usage: bell serve, or bell ring", 2);
}
