// right: each one who asks has a queue of their own for the answers, and looks now and then whether the other one is
// still there; who answers looks for the signal in the same way
#include "slip.hpp"

#include <atomic>
#include <string>
#include <time.h>

namespace {

struct Request {
  long type;
  int answers;
  char text[kMost];
};
struct Reply {
  long type;
  char text[kMost];
};

volatile std::sig_atomic_t stopped = 0;

void nap() {
  const timespec a_little{0, 3'000'000};
  ::nanosleep(&a_little, nullptr);
}

struct OwnQueue {
  int id = ::msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  ~OwnQueue() { ::msgctl(id, IPC_RMID, nullptr); }
};

bool exists(int id) {
  msqid_ds about{};
  return ::msgctl(id, IPC_STAT, &about) == 0;
}

int answer(key_t key) {
  const int id = ::msgget(key, IPC_CREAT | 0600);
  if (id < 0) return 1;
  struct sigaction action {};
  action.sa_handler = [](int) { stopped = 1; };
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  say("ready");
  while (stopped == 0) {
    Request request{};
    const ssize_t size = ::msgrcv(id, &request, sizeof request - sizeof(long), 0, IPC_NOWAIT);
    if (size < 0 && errno != ENOMSG && errno != EINTR) return 0;
    if (size < 0) {
      nap();
      continue;
    }
    const std::size_t length = static_cast<std::size_t>(size) - offsetof(Request, text) + sizeof(long);
    Reply reply{1, {}};
    for (std::size_t i = 0; i < length; ++i) reply.text[i] = request.text[i] >= 'a' && request.text[i] <= 'z' ? static_cast<char>(request.text[i] - 'a' + 'A') : request.text[i];
    ::msgsnd(request.answers, &reply, length, IPC_NOWAIT);  // there is room: one answer at a time
  }
  ::msgctl(id, IPC_RMID, nullptr);
  return 0;
}

int ask(key_t key) {
  const int id = ::msgget(key, 0);
  if (id < 0) return complain("there is nobody", 3);
  const OwnQueue own;
  char line[kMost + 1];
  while (next_line(line)) {
    Request request{1, own.id, {}};
    const std::size_t length = std::strlen(line);
    std::memcpy(request.text, line, length);
    if (::msgsnd(id, &request, offsetof(Request, text) - sizeof(long) + length, 0) != 0) return complain("there is nobody any more", 3);
    Reply reply{};
    ssize_t size = 0;
    while ((size = ::msgrcv(own.id, &reply, sizeof reply.text, 0, IPC_NOWAIT)) < 0) {
      if (!exists(id)) return complain("there is nobody any more", 3);
      nap();
    }
    say(std::string(reply.text, static_cast<std::size_t>(size)).c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role == "answer") return answer(key_of(argv[2]));
  if (role == "ask") return ask(key_of(argv[2]));
  return complain("answer or ask, and a key", 2);
}
